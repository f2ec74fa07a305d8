import Foundation
import Testing

/// `fumble explore` of one line among others, and what it holds for harm.
@Suite(.timeLimit(.minutes(20))) struct ExploreBesideTests {
    private func shown(_ outcome: Outcome) throws -> ShownExploration {
        try ShownExploration(outcome)
    }

    private func flat(_ outcome: Outcome) -> String {
        outcome.stdout.split { $0.isWhitespace }.joined(separator: " ")
    }

    /// Twenty servers, of which fourteen must serve, and a method or a response of these lines.
    private func scene(
        _ more: String, asks: String = "[floor]", usage: String = "", guards: String = ""
    ) throws -> Scene {
        let scene = try Scene()
        try scene.write(
            """
            fumble: fleet/v1
            name: small
            subsystems:
              index: {minimum: 70%, restart: {boot: 1m}}
            servers:
              - {group: a, count: 20, carries: [index], restart-age: 1y}
            operations:
              get: {path: [index], rate: 1300/s, service: 10ms, timeout: 1s}
            alarms:
              gets-failing: {probe: goodput, of: get, below: 95%, for: 1m, seen-by: on-call}
            promises: {capacity: {each: subsystem, serving: at least minimum}}
            playbook:
              remove: {usage: 'c remove SUBSYSTEM COUNT\(usage)', does: {remove-servers: {of: SUBSYSTEM, count: COUNT}}, asks: \(asks)}
              add: {usage: c add SUBSYSTEM COUNT, does: {add-servers: {of: SUBSYSTEM, count: COUNT}}, asks: none}
            guards:
              floor: {keeps: capacity, capacity-floor: {}}
            \(guards)
            """, to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: small
            claim: nothing falls.
            fleet: fleet.yaml
            \(more)
            settle: 5m
            horizon: 2h
            expect: {promises: {capacity: kept}}

            """, to: "x.yaml")
        return scene
    }

    private static let threeLines = """
        method:
          - {at: 5m, operator: {meant: c remove index 2}}
          - {at: 15m, operator: {meant: c remove index 2}}
          - {at: 25m, operator: {meant: c remove index 8}}
        """

    /// The floor refuses the third line, whatever the first one was: that is no harm of the first.
    @Test func otherLinesKeepTheirGuards() async throws {
        let scene = try scene(Self.threeLines)
        let explored = try await scene.fumble("explore", "x.yaml", "--format", "json")
        #expect(explored.status == 0, "\(explored.stdout)")
        let shown = try shown(explored)
        #expect(shown.escapes.isEmpty)
        #expect(shown.otherLinesKeepTheirGuards && !shown.meantBreaksTheFloor)
        // Of the first line its own harm is told: six may go, and seven may not.
        let six = try #require(shown.requests.first { $0.effect == "remove 6 of index" })
        #expect(six.outcomes.allSatisfy { $0.harm.outageS == 0 })
        #expect(shown.guards.map(\.stops) == [shown.counts.harmful] && shown.counts.harmful > 3)
        let told = try await scene.fumble("explore", "x.yaml")
        #expect(flat(told).contains("other lines keep their guards in every run"))
    }

    /// What gets through comes of the explored line alone, and its file deviates.
    @Test func escapesBesideOtherLinesDeviate() async throws {
        let scene = try scene(
            Self.threeLines.replacing("index 8", with: "index 1"), asks: "[cap, floor]",
            guards: "  cap: {keeps: capacity, cap: {at-most: 18 servers}}\n")
        let fleet = try scene.text("fleet.yaml")
            .replacing("capacity-floor: {}", with: "capacity-floor: {}, on-breach: warn")
        try scene.write(fleet, to: "fleet.yaml")
        let shown = try shown(
            try await scene.fumble("explore", "x.yaml", "--format", "json", "--out", "found"))
        #expect(!shown.escapes.isEmpty)
        for escape in shown.escapes {
            let file = try #require(escape.file)
            let ran = try await scene.fumble("run", file, "--quiet")
            #expect(ran.status == 1, "\(escape.typed.line): \(ran.stdout)")
            let text = try scene.text(file)
            let count = escape.slips == 2 ? "two slips" : "one slip"
            #expect(text.contains("# \(escape.id): \(count) from `c remove index 2`"))
        }
    }

    /// The parser's refusal is told: who reads it types again, which is no step left out.
    @Test func whatTheParserRefusesIsNoEscape() async throws {
        let scene = try Scene(copying: "Experiments/more-than-capacity")
        let shown = try shown(
            try await scene.fumble(
                "explore", "more-than-capacity/automation-against-a-migration.yaml", "--format",
                "json", "--two-slips", "0"))
        let refused = try #require(shown.requests.first { $0.kind == "refused" })
        #expect(refused.lines.count > 0 && refused.outcomes.allSatisfy { $0.harm.refused })
        #expect(shown.escapes.map(\.typed.line) == ["scaler remove --subsystem cache --count 4"])
        // An automation that removes servers repairs nothing.
        #expect(shown.guards.allSatisfy { $0.falseStops.repairs == 0 } && shown.repairs.isEmpty)
    }

    /// An outage of the same length and ten times the size.
    @Test func lostRequestsAreHarm() async throws {
        let scene = try Scene()
        try scene.write(Self.slowFleet, to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: slowed
            claim: Nobody notices.
            fleet: fleet.yaml
            method: [{at: 5m, operator: {meant: c push api 2}}]
            response: [{when: failing, after: 60m, does: {rollback-config: {of: api}}}]
            settle: 5m
            horizon: 4h
            expect: {promises: {clients: kept}}

            """, to: "slowed.yaml")
        let explored = try await scene.fumble(
            "explore", "slowed.yaml", "--format", "json", "--two-slips", "0", "--out", "found")
        let shown = try shown(explored)
        let cap = try #require(shown.guards.first { $0.guard == "cap" })
        #expect(cap.stopsShareOfLostRequests > 0.5 && cap.stopsShareOfHarm == 0)
        let twenty = try #require(
            shown.requests.first { $0.effect == "push-config to 20 of api" })
        #expect(twenty.stoppedBy.contains("cap"))
        let lost = try #require(shown.expectedWithoutGuards.lostRequestsPer1000["usual"])
        let left = try #require(shown.expected.lostRequestsPer1000["usual"])
        #expect(lost > left && left > 0)
        let twice = try #require(shown.escapes.first { $0.effect == "the line, twice" })
        let file = try #require(twice.file)
        #expect(try scene.text(file).contains("lost-requests: {at-most: 36600 requests}"))
        let ran = try await scene.fumble("run", file, "--quiet", "--arms", "guarded")
        #expect(ran.status == 1)
        let told = try await scene.fumble("explore", "slowed.yaml", "--two-slips", "0")
        #expect(flat(told).contains("loses 73,189 requests, and what was meant 36,600"))
        #expect(flat(told).contains("repair no repair line to try"))
    }

    /// A configuration that makes servers slow: how many, clients see; how long, the response says.
    private static let slowFleet = """
        fumble: fleet/v1
        name: slow
        subsystems: {api: {minimum: none, restart: {boot: 1m}}}
        servers: [{group: api, count: 20, carries: [api], restart-age: 1y}]
        operations: {get: {path: [api], rate: 100/s, service: 50ms, timeout: 200ms}}
        alarms: {failing: {probe: goodput, of: get, below: 99%, for: 1m, seen-by: on-call}}
        promises: {clients: {of: [get], answered: 95%, over: 1m}}
        playbook:
          push:
            usage: c push SUBSYSTEM COUNT
            does: {push-config: {of: SUBSYSTEM, count: COUNT, makes: {slow: 10x}}}
            asks: [cap]
        guards: {cap: {keeps: clients, cap: {at-most: 3 servers}}}

        """

    /// How many pairs are drawn says nothing of how likely one of them is.
    @Test func whatIsLikelyDoesNotHangOnTheDraw() async throws {
        let scene = try Scene(copying: "Experiments/more-than-capacity")
        var chances: [String: Set<Double>] = [:]
        for budget in ["200", "1000"] {
            let shown = try shown(
                try await scene.fumble(
                    "explore", "more-than-capacity/automation-against-a-migration.yaml",
                    "--format", "json", "--two-slips", budget))
            for escape in shown.escapes where escape.slips == 2 {
                chances[escape.typed.line, default: []].insert(try #require(escape.chance["usual"]))
            }
        }
        #expect(!chances.isEmpty)
        let line = "scaler remove --subsystem cache --count 3"
        #expect(chances[line]?.count == 1, "\(chances)")
        #expect(chances.values.joined().allSatisfy { $0 < 1e-4 })
    }

    /// A value that the command ignores and no guard reads makes no effect of its own.
    @Test func whatNobodyReadsCostsNothing() async throws {
        func explored(_ reason: String, asks: String) async throws -> ShownExploration {
            let scene = try scene(
                "method:\n  - {at: 5m, operator: {meant: c remove index 2\(reason)}}\n",
                asks: asks, usage: " [--reason WHY]",
                guards: asks.contains("range")
                    ? "  range: {keeps: capacity, blank-guard: {arguments: [WHY]}}\n" : "")
            let outcome = try await scene.fumble(
                "explore", "x.yaml", "--format", "json", "--two-slips", "0")
            return try shown(outcome)
        }
        let plain = try await explored("", asks: "[floor], ignores: WHY")
        let reason = try await explored(
            " --reason CHG1234", asks: "[floor], ignores: WHY")
        #expect(reason.counts.lines > plain.counts.lines + 50)
        #expect(reason.counts.runs <= plain.counts.runs + 5, "\(reason.counts)")
        #expect(reason.requests.count <= plain.requests.count + 5)
        // A guard that reads it tells the lines apart.
        let read = try await explored(" --reason CHG1234", asks: "[floor, range]")
        #expect(read.requests.count > reason.requests.count + 50)
        let ids = Set(reason.requests.map(\.id))
        #expect(ids.subtracting(read.requests.map(\.id)).isEmpty)
    }

    /// The shortest line of a command that can do harm may be the harm itself.
    @Test func whatIsMadeUpIsARepair() async throws {
        let scene = try Scene(copying: "Experiments/incidents")
        for name in ["joyent-2014", "cloudflare-r2-2025-03"] {
            let shown = try shown(
                try await scene.fumble(
                    "explore", "incidents/\(name).yaml", "--format", "json", "--two-slips", "0"))
            #expect(shown.repairs.isEmpty, "\(name): \(shown.repairs.map(\.line))")
            #expect(shown.guards.allSatisfy { $0.falseStops.repairs == 0 })
        }
    }

    /// More is to be added than was removed: the playbook says so then, and no guard is asked.
    @Test func aResponseThatComesToNothing() async throws {
        let scene = try scene(
            """
            method:
              - {at: 5m, operator: {meant: c remove index 2}}
            response:
              - {when: gets-failing, after: 5m, does: {type: {line: c add index 19}}}
            """)
        let explored = try await scene.fumble("explore", "x.yaml", "--two-slips", "0")
        #expect(
            flat(explored).contains(
                "c add index 19 (as response[0] types it): comes to nothing: `COUNT` is 19, and"),
            "\(explored.stdout)\(explored.stderr)")
    }

    /// The line names no host: which it is the window says, and a lock that binds each to its own sees nothing
    /// wrong.
    @Test func theRightLineInTheWrongWindow() async throws {
        let scene = try Scene(copying: "Experiments/incidents")
        let path = "incidents/gitlab-2017.yaml"
        let outcome = try await scene.fumble(
            "explore", path, "--format", "json", "--two-slips", "0")
        let request = try #require(
            try shown(outcome).requests.first { request in
                request.lines.contains { $0.by.contains { $0.slip == "wrong window" } }
            })
        #expect(request.lines.map(\.line) == ["dbctl wipe"])
        #expect(request.stoppedBy == ["name"])
        #expect(request.effect == "delete 100% of db1 in db1-shell")
        let fleet = "incidents/fleets/gitlab-2017.yaml"
        try scene.write(
            try scene.text(fleet).replacing("asks: [lock, name]", with: "asks: [lock]")
                .replacing(
                    "  name: {keeps: records, type-the-name: {unattended: refuse}}", with: ""),
            to: fleet)
        try scene.write(
            try scene.text(path).replacing("{name: held}", with: "{lock: held}"), to: path)
        let escaped = try await scene.fumble(
            "explore", path, "--format", "json", "--two-slips", "0", "--out", "escapes")
        #expect(escaped.status == 1)
        let escape = try #require(try shown(escaped).escapes.first)
        let file = try #require(escape.file)
        #expect(try scene.text(file).contains("from: {meant: db2-shell, typed: db1-shell}"))
        let run = try await scene.fumble("run", file, "--format", "json")
        #expect(run.status == 1, "\(run.stdout)\(run.stderr)")
        let told = try await scene.fumble("run", file)
        #expect(told.stdout.contains("typed in db1-shell: dbctl wipe"), "\(told.stdout)")
    }

    /// Part of the data is meant to go: to delete more is harm, however much nobody declared there to be, and
    /// what is likelier comes first.
    @Test(arguments: ["", ", objects: 1M objects"])
    func moreDataThanWasMeant(objects: String) async throws {
        let scene = try Scene()
        try scene.write(
            """
            fumble: fleet/v1
            name: archive
            subsystems: {archive: {minimum: 2 servers, restart: {boot: 60s}, state: {size: 10 GB\(objects)}}}
            servers: [{group: a, count: 6, carries: [archive], restart-age: 300d}]
            operations: {get: {path: [archive], rate: 100/s, service: 1ms, timeout: 1s}}
            promises: {there: {data: {there: 80%}}}
            playbook:
              purge: {usage: ctl purge STORE SHARE, does: {delete-data: {of: STORE, share: SHARE}}, asks: [shrink]}
            guards: {shrink: {keeps: there, shrinkage-check: {at-most: 90%}}}
            """, to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: archive
            claim: A purge takes no more than it was meant to.
            fleet: fleet.yaml
            method: [{at: 5m, operator: {meant: ctl purge archive 5%}}]
            settle: 5m
            horizon: 1h
            """, to: "x.yaml")
        let explored = try await scene.fumble(
            "explore", "x.yaml", "--format", "json", "--two-slips", "0")
        #expect(explored.status == 1)
        let shown = try shown(explored)
        let lines = shown.escapes.map(\.typed.line)
        #expect(lines.contains("ctl purge archive 55%") && lines.contains("ctl purge archive 50%"))
        #expect(!lines.contains("ctl purge archive 4%"))
        let chances = shown.escapes.compactMap { $0.chance["usual"] }
        #expect(chances == chances.sorted(by: >), "\(chances)")
        let expected = try #require(shown.expected.outageMinPer1000["usual"])
        #expect(expected > 10)
        let shrink = try #require(shown.guards.first)
        #expect(shrink.stops > 0 && shrink.stopsShareOfHarm > 0)
        #expect(shrink.falseStops.harmless == 0)
        #expect(shown.smallestSet == ["shrink"])
    }
}
