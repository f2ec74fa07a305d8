import Foundation
import Testing

/// `fumble explore`, from a file to what gets through.
@Suite(.timeLimit(.minutes(20))) struct ExploreTests {
    private static let mistyped = "s3-2017/mistyped-removal.yaml"

    private func scene() throws -> Scene { try Scene(copying: "Experiments/s3-2017") }

    private func shown(_ outcome: Outcome) throws -> ShownExploration {
        try ShownExploration(outcome)
    }

    /// The matrix of the experiment of 2017, as a person reads it.
    @Test func theMatrixOf2017() async throws {
        let scene = try scene()
        let explored = try await scene.fumble(
            "explore", Self.mistyped, "--out", "escapes", "--format", "json", "--two-slips", "0")
        #expect(explored.status == 1)
        #expect(explored.stderr == "")
        let shown = try shown(explored)
        #expect(shown.schema == "fumble.exploration/1")
        #expect(shown.guards.map(\.guard) == ["floor", "rate"])
        #expect(shown.guards.map(\.stops) == [12, 0])
        #expect(shown.guards.map(\.soleStopper) == [12, 0])
        #expect(shown.counts.harmful == 13)
        #expect(shown.smallestSet == ["floor"])
        #expect(shown.escapes.map(\.effect) == ["remove 24 of billing"])
        #expect(shown.counts.runs < shown.counts.lines / 10)
        #expect(shown.counts.cached > shown.counts.runs)

        // What gets through is an experiment that deviates, with the harm that was told.
        let escape = shown.escapes[0]
        let file = try #require(escape.file)
        #expect(file == "escapes/\(escape.id).yaml")
        #expect(try await scene.fumble("check", file).status == 0)
        let ran = try await scene.fumble("run", file, "--arms", "guarded", "--quiet")
        #expect(ran.status == 1)
        #expect(ran.stdout.hasPrefix(String(escape.harm.headline.prefix(40))))

        let again = try await scene.fumble(
            "explore", Self.mistyped, "--out", "escapes", "--format", "json", "--two-slips", "0",
            "--jobs", "1")
        #expect(again.stdout == explored.stdout)
    }

    /// An outcome that needed no run of its own is what a fleet with just those guards comes to.
    @Test(arguments: [["rate"], ["floor"], []])
    func outcomesAreThoseOfFleetsWithFewerGuards(guards: [String]) async throws {
        let scene = try scene()
        let explored = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let fleet = try scene.text("s3-2017/fleets/guarded.yaml")
            .replacing(
                "asks: [floor, rate]\n    skips: {--force: [rate]}",
                with: guards.isEmpty ? "" : "asks: [\(guards.joined(separator: ", "))]"
            )
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in
                // An input that nothing uses is a mistake.
                !["floor": "floor", "view-lag": "floor", "rate": "rate"].contains { name, owner in
                    line.hasPrefix("  \(name):") && !guards.contains(owner)
                }
            }.joined(separator: "\n")
            .replacing(guards.isEmpty ? "guards:\n" : "\u{0}", with: "")
        try scene.write(fleet, to: "s3-2017/fleets/guarded.yaml")
        for (count, effect) in [(24, "remove 24 of billing"), (44, "remove 44 of billing")] {
            let request = try #require(explored.requests.first { $0.effect == effect })
            let told = try #require(
                request.outcomes.first { Set($0.heeding) == Set(guards) }?.harm)
            let text = try scene.text(Self.mistyped)
                .replacing("guards: {floor: held}", with: "")
                .replacing("promises: {capacity: kept, pace: kept}", with: "")
            try scene.write(text, to: "s3-2017/fewer-\(count).yaml")
            let ran = try await scene.fumble(
                "run", "s3-2017/fewer-\(count).yaml", "--set", "typed=\(count)", "--arms",
                "guarded", "--format", "json", "--quiet")
            let verdict = try ran.verdict()
            // What is refused comes to nothing, of which nobody says by whom.
            if told.servers == 0 {
                #expect(verdict.headline.hasPrefix("Refused"), "\(effect) with \(guards)")
            } else {
                // A run that went the same way with other guards says nothing of these.
                #expect(verdict.headline.hasSuffix(told.headline), "\(effect) with \(guards)")
            }
        }
    }

    /// What is meant takes one thing down; a line that takes another one down does harm all the same.
    @Test func harmElsewhereIsHarm() async throws {
        let scene = try Scene(copying: "Experiments/incidents")
        let explored = try shown(
            try await scene.fumble(
                "explore", "incidents/stackexchange-2014.yaml", "--format", "json", "--two-slips",
                "0"))
        #expect(explored.escapes.map(\.effect) == ["withdraw-route of page"])
    }

    /// A word of the command that is taken for its sibling: what happened in Sao Paulo in 2013.
    @Test func aSiblingOfAWordIsTyped() async throws {
        let scene = try Scene(copying: "Experiments/incidents")
        let explored = try shown(
            try await scene.fumble(
                "explore", "incidents/aws-gru-2013.yaml", "--format", "json", "--two-slips", "0"))
        let line = try #require(
            explored.requests.flatMap(\.lines)
                .first { $0.line == "devctl load saved --on network" })
        #expect(line.by.map(\.slip) == ["sibling name"])
        #expect(explored.guards.map(\.stops).allSatisfy { $0 > 0 })
    }

    /// A soft delete beyond the end of the run: nobody saw whether it was taken back.
    @Test func whatIsPutOffBeyondTheRunIsNotKnown() async throws {
        let scene = try Scene(copying: "Experiments/incidents")
        let path = "incidents/atlassian-2022.yaml"
        try scene.write(
            try scene.text(path).replacing(/horizon: .*/, with: "horizon: 4h")
                .replacing("  - after: 50m\n    operator: {meant: sitectl undo}\n", with: ""),
            to: path)
        let fleet = "incidents/fleets/atlassian-2022.yaml"
        try scene.write(
            try scene.text(fleet).replacing("after: 20h", with: "after: 1h"), to: fleet)
        let told = try await scene.fumble("explore", path, "--two-slips", "0")
        #expect(
            told.stdout.split { $0.isWhitespace }.joined(separator: " ").contains(
                "off beyond the end of the run: whether it is taken back until then is not known"),
            "\(told.stdout)\(told.stderr)")
    }

    /// Who stops a meant line that itself breaks the floor is right to.
    @Test func whatIsMeantMayBreakTheFloorItself() async throws {
        let scene = try scene()
        let text = try scene.text(Self.mistyped)
            .replacing(
                "default: {simulated: 4, processes: 1}",
                with: "default: {simulated: 44, processes: 1}"
            )
            .replacing(
                "default: {simulated: 44, processes: 11}",
                with: "default: {simulated: 4, processes: 11}"
            )
            .replacing("may-touch: {servers: input.typed", with: "may-touch: {servers: input.meant")
        try scene.write(text, to: Self.mistyped)
        let told = try await scene.fumble(
            "explore", Self.mistyped, "--two-slips", "0", "--quiet")
        let flat = told.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(
            flat.contains(
                "the meant line itself would take a subsystem below its minimum, and floor is right "
                    + "to stop it: that is no false stop"), "\(told.stdout)\(told.stderr)")
        #expect(!flat.contains("the meant line, "))
    }

    /// Each slip says what its weight rests on.
    @Test func everySlipHasItsBasis() async throws {
        let scene = try scene()
        let explored = try await scene.fumble(
            "explore", Self.mistyped, "--format", "json", "--two-slips", "0")
        let document = try #require(explored.json() as? [String: Any])
        let slips = try #require(document["slips"] as? [[String: Any]])
        #expect(slips.count > 20)
        #expect(slips.allSatisfy { ($0["basis"] as? String)?.isEmpty == false })
        let doubled = try #require(slips.first { ($0["id"] as? String) == "num.double" })
        #expect(doubled["basis"] as? String == "keystroke model")
    }

    /// A second person misses some mistakes: what gets past is weighed by how often that is, and does not
    /// hang on one draw.
    @Test(arguments: ["1", "2"]) func aSecondPersonMissesSome(seed: String) async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let fleet = "s3-2017/fleets/guarded.yaml"
        let text = try scene.text(fleet)
            .replacing("asks: [floor, rate]", with: "asks: [second]")
            .replacing(
                "\nguards:\n",
                with: "\nguards:\n  second: {keeps: capacity, second-person: {dependence: high}}\n"
            )
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in
                !["  floor:", "  rate:", "  view-lag:", "    skips:"].contains {
                    line.hasPrefix($0)
                }
            }
        try scene.write(text.joined(separator: "\n"), to: fleet)
        try scene.write(
            try scene.text(Self.mistyped).replacing("guards: {floor: held}", with: "")
                .replacing(
                    "    operator:\n", with: "    operator:\n      second-person: looks\n"),
            to: Self.mistyped)
        let explored = try await scene.fumble(
            "explore", Self.mistyped, "--format", "json", "--two-slips", "0", "--seed", seed)
        let shown = try shown(explored)
        let half = 0.5015
        #expect(shown.guards.map(\.misses) == [half])
        #expect(shown.guards.map(\.stops) == [shown.counts.harmful])
        #expect(shown.escapes.count == shown.counts.harmful)
        #expect(shown.escapes.allSatisfy { ($0.passes - half).magnitude < 1e-9 })
        let with = try #require(shown.expected.outageMinPer1000["usual"])
        let without = try #require(shown.expectedWithoutGuards.outageMinPer1000["usual"])
        #expect(with > 0 && (with / without - half).magnitude < 1e-9, "\(with) of \(without)")
        let told = try await scene.fumble("explore", Self.mistyped, "--two-slips", "0")
        let flat = told.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(flat.contains("gets past second 50.1% of times"), "\(told.stdout)")
    }

    /// A list of hosts, on a Monday morning: the same line again a second later is one too many, and stopped.
    @Test func theSameLineAgainMeetsTheFleetAsItIsThen() async throws {
        let scene = try Scene()
        let hosts = (1...5).map { "web-\($0),index,a,2026-10-0\($0)\n" }.joined()
        try scene.write("host,subsystems,zone,started\n" + hosts, to: "hosts.csv")
        let made = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml",
            "--usage", "capctl drain SERVICE --count COUNT")
        #expect(made.status == 0)
        let explored = try await scene.fumble("explore", "drill.yaml", "--two-slips", "0")
        #expect(explored.status == 0, "\(explored.stdout)")
        #expect(explored.stdout.contains("line typed twice"))
    }

    /// A guard that hangs costs its timeout once, and the report says what became of it.
    @Test func aGuardThatHangsIsReported() async throws {
        let scene = try Scene(copying: "Experiments/black-box")
        let fleet = "black-box/fleets/guarded-shop.yaml"
        try scene.write(
            try scene.text(fleet).replacing("timeout: 10s", with: "timeout: 500ms"), to: fleet)
        try scene.write(
            "#!/bin/sh\nexec tail -f /dev/null\n", to: "black-box/scripts/check-capacity.sh")
        let explored = try await scene.fumble(
            "explore", "black-box/own-guard.yaml", "--two-slips", "0", "--format", "json")
        let document = try #require(explored.json() as? [String: Any])
        #expect(
            document["guard_failures"] as? [String] == [
                "checked did not answer within 500ms, and was treated as its file says: "
                    + "`on-failure: refuse`"
            ])
    }

    /// A guard that hangs about one line only is as good as dead for all of them, whichever was asked first.
    @Test func whatIsFoundDoesNotDependOnWhatWasAskedFirst() async throws {
        let scene = try Scene(copying: "Experiments/black-box")
        let fleet = "black-box/fleets/guarded-shop.yaml"
        let script = """
            #!/bin/sh
            case "$(cat)" in *"carts 2"*) exec tail -f /dev/null;; esac

            """
        try scene.write(script, to: "black-box/scripts/check-capacity.sh")
        for word in ["refuse", "allow"] {
            let text = try scene.text(fleet)
            try scene.write(
                text.replacing(
                    /timeout: .*, on-failure: .*}/, with: "timeout: 500ms, on-failure: \(word)}"),
                to: fleet)
            var found: [String] = []
            for jobs in ["1", "2"] {
                let explored = try await scene.fumble(
                    "explore", "black-box/own-guard.yaml", "--two-slips", "0", "--jobs", jobs)
                #expect(explored.status == (word == "refuse" ? 0 : 1), "\(explored.stdout)")
                found.append(explored.stdout)
            }
            #expect(found.first == found.last)
        }
    }

    @Test func acceptedUntilADay() async throws {
        let scene = try scene()
        let first = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let id = try #require(first.escapes.first?.id)
        let text =
            try scene.text(Self.mistyped) + """
                explore:
                  two-slips: 0
                  accepted:
                    - {escape: \(id), owner: storage-oncall, until: 2027-01-31, because: the next floor looks at load too}
                    - {escape: 00000000, owner: storage-oncall, until: 2027-01-31, because: it went away}

                """
        try scene.write(text, to: Self.mistyped)
        let accepted = try await scene.fumble(
            "explore", Self.mistyped, "--today", "2027-01-31", "--quiet")
        #expect(accepted.status == 0)
        #expect(accepted.stdout.contains("accepted by storage-oncall until 2027-01-31"))
        #expect(accepted.stdout.contains("00000000 is no line's id here"))
        #expect(
            accepted.stdout.split { $0.isWhitespace }.joined(separator: " ").contains(
                "statusctl publish --around billing (made up, as the shortest of `route-around`): no"
            ))
        let expired = try await scene.fumble(
            "explore", Self.mistyped, "--today", "2027-02-01", "--quiet")
        #expect(expired.status == 1)
        #expect(expired.stdout.contains("expired"))
    }

    /// A parser that takes blanks for all lets more harm through than a strict one; the published ratio
    /// is about 18, of harm without guards.
    @Test func lenientAgainstStrict() async throws {
        let scene = try scene()
        let strict = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let fleet = try scene.text("s3-2017/fleets/guarded.yaml")
            .replacing("parsing: strict", with: "parsing: lenient")
        try scene.write(fleet, to: "s3-2017/fleets/guarded.yaml")
        let lenient = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let harm = { (shown: ShownExploration) in
            shown.expectedWithoutGuards.outageMinPer1000["usual"] ?? 0
        }
        print("harm of a lenient parser, as a multiple: \(harm(lenient) / harm(strict))")
        #expect(harm(lenient) > 4 * harm(strict))
        #expect(lenient.counts.harmful > strict.counts.harmful)
    }

    @Test func mistakesAreNamed() async throws {
        let scene = try scene()
        let text = try scene.text(Self.mistyped)
        func explore(_ change: (String) -> String) async throws -> Outcome {
            try scene.write(change(text), to: "s3-2017/broken.yaml")
            return try await scene.fumble("explore", "s3-2017/broken.yaml", "--two-slips", "0")
        }
        let far = try await explore { $0 + "explore: {line: 2}\n" }
        #expect(far.status == 65)
        #expect(far.stderr.contains("error[E0130]: the method types 1 line, and this is line 2"))
        // What was typed earlier need be no line of the playbook.
        let foreign = try await explore { $0 + "explore: {earlier: [kubectl get pods]}\n" }
        #expect(foreign.status == 1 && foreign.stderr == "")
        let condition = try await explore { $0 + "explore: {stress: {time-shrot: 50%}}\n" }
        #expect(condition.status == 65)
        #expect(condition.stderr.contains("time-short"))
        let day = try await explore {
            $0
                + "explore: {accepted: [{escape: a, owner: b, until: 2027-02-30, because: c}]}\n"
        }
        #expect(day.status == 65)
        #expect(day.stderr.contains("must be a day"))
        let id = try await explore {
            $0
                + "explore: {accepted: [{escape: hello, owner: b, until: 2027-02-03, because: c}]}\n"
        }
        #expect(id.status == 65)
        #expect(
            id.stderr.contains(
                "`escape` must be the id of an escape, of 8 hexadecimal digits, and `hello` can be")
        )
        let keyboard = try await explore { $0 + "explore: {keyboard: dvorak.yaml}\n" }
        #expect(keyboard.status == 65)
        #expect(keyboard.stderr.contains("dvorak.yaml"))
        let usage = try scene.text("s3-2017/fleets/guarded.yaml")
            .replacing("--count COUNT [--force]", with: "--count COUNT [--force")
        try scene.write(usage, to: "s3-2017/fleets/guarded.yaml")
        let unread = try await explore { $0 }
        #expect(unread.status == 65)
        #expect(unread.stderr.contains("error[E0070]"))
        #expect(try await scene.fumble("explore", "x.yaml", "--today", "soon").status == 64)
    }

    @Test func withoutATypedLine() async throws {
        let scene = try Scene()
        try Drill.deviated.write(to: scene)
        let outcome = try await scene.fumble("explore", Drill.deviated.file)
        #expect(outcome.status == 65)
        #expect(outcome.stderr.contains("error[E0130]: the method types no line"))
    }
}
