import FumbleModel
import Testing

@testable import FumbleControl

/// Probes of lines that name no number, of numbers that are stated twice, and of guards with limits of
/// their own.
@Suite struct ProbeTests {
    /// Ten servers of one subsystem, of which seven must stay.
    private func fleet(
        _ usage: String, _ does: VerbTemplate, _ guards: [GuardSpec],
        skips: [PlaybookEntry.Skip] = []
    ) -> FleetSpec {
        let entry = TestFleet.entry(
            "it", usage, does, parsing: .lenient, asks: guards.map(\.name), skips: skips)
        return FleetSpec(
            name: "test", environment: "prod", zones: [],
            subsystems: [TestFleet.subsystem("cache", atLeast: 7), TestFleet.keeping("store")],
            groups: [
                TestFleet.group("all", 10, carries: [0]), TestFleet.group("disks", 3, carries: [1]),
            ], operations: [], dependents: [], alarms: [], promises: [], playbook: [entry],
            guards: guards, noticesAfter: .zero)
    }

    private func probed(
        _ line: String, _ fleet: FleetSpec, window: String? = nil
    ) async -> [ProbeResult] {
        await BoundaryProbes(
            of: line, window: window, fleet: fleet, topology: Topology(fleet), seed: 1
        ).run()
    }

    private func removing(_ guards: [GuardSpec], _ verb: VerbName = .removeServers) -> FleetSpec {
        fleet(
            "ctl go --count COUNT [--expect EXPECT]",
            TestFleet.does(verb, of: ["cache"], count: "COUNT"), guards)
    }

    private func holes(_ results: [ProbeResult], _ kind: ProbeKind) -> [ProbeResult] {
        results.filter { $0.kind == kind && $0.isHole }
    }

    // MARK: Numbers

    /// Servers that are restarted are away for a while, and come back.
    @Test func aRestartIsProbedAsARemovalIs() async throws {
        let results = await probed(
            "ctl go --count 2", removing([TestFleet.mechanism("cap", Most(3))], .restartServers))
        let apart = try #require(holes(results, .twoOperators).first)
        #expect(apart.finding.contains("of 10 of `cache` away at once"))
        #expect(results.first { $0.kind == .atTheFloor }?.outcome == .asExpected)
        // A minute after each other they are back before the next go.
        #expect(holes(results, .inChunks).isEmpty)
    }

    @Test(arguments: ["ctl go --count 2", "ctl go --count 2 --expect 2"])
    func aNumberThatIsStatedTwiceIsWrongTwice(line: String) async throws {
        let results = await probed(line, removing([TestFleet.mechanism("said", Stated())]))
        #expect(results.first { $0.kind == .atTheFloor }?.outcome == .asExpected)
        let hole = try #require(holes(results, .oneBelow).first)
        #expect(hole.line.hasSuffix("--expect 4"))
        #expect(hole.known == ["said: it agrees with itself"])
    }

    /// A check of what is typed against what is meant sees a slip, and no mistake.
    @Test func whatIsMeantWrongIsTriedToo() async throws {
        let results = await probed(
            "ctl go --count 2", removing([TestFleet.mechanism("same", AsMeant())]))
        let hole = try #require(holes(results, .oneBelow).first)
        #expect(hole.finding.hasPrefix("one below the floor, as it was meant: 4 of 10"))
        #expect(holes(results, .noTerminal).first?.known == ["same: what is meant may be wrong"])
    }

    @Test func whatLiftsAGuardIsTried() async {
        let results = await probed(
            "ctl go --count 2", removing([TestFleet.mechanism("frozen", Frozen())]))
        #expect(
            holes(results, .oneBelow).map { $0.finding.prefix { $0 != ":" } } == [
                "one below the floor, with a ticket", "one below the floor, 8h after the start",
            ])
    }

    /// Its limit is below what the fleet could lose: it takes what else has gone to see what gets past.
    @Test func aLimitBelowTheFloorIsFound() async throws {
        let results = await probed(
            "ctl go --count 1", removing([TestFleet.mechanism("cap", Most(1))]))
        for kind in [ProbeKind.inChunks, .repeated, .twoOperators, .staleData, .deadServers] {
            #expect(!holes(results, kind).isEmpty, "\(kind.rawValue)")
        }
        let apart = try #require(holes(results, .twoOperators).first)
        #expect(apart.finding.hasPrefix("two operators at once, 1 each, 2 servers removed a day"))
    }

    /// A share of what is left: two go at first, and then one by one.
    @Test func chunksGetSmallerWhereTheyAreRefused() async throws {
        let results = await probed(
            "ctl go --count 2", removing([TestFleet.mechanism("some", Fifth())]))
        let hole = try #require(holes(results, .inChunks).first)
        #expect(hole.finding.hasPrefix("in chunks of 2, then 1: "), "\(hole.finding)")
    }

    /// What was thrown away is not looked at for two days.
    @Test func aPaceOnALargeFleetEnds() async {
        let entry = TestFleet.entry(
            "it", "ctl go --count COUNT",
            TestFleet.does(.removeServers, of: ["cache"], count: "COUNT"), asks: ["slow"])
        let spec = FleetSpec(
            name: "test", environment: "prod", zones: [],
            subsystems: [TestFleet.subsystem("cache", atLeast: 10)],
            groups: [TestFleet.group("all", 20_000, carries: [0])], operations: [], dependents: [],
            alarms: [], promises: [], playbook: [entry],
            guards: [TestFleet.mechanism("slow", OneAMinute())], noticesAfter: .zero)
        var run = PaperRun(spec, topology: Topology(spec), seed: 1)
        let command = await run.type("ctl go --count 9000", conduct: .usual, path: "probe")
        await run.advance(to: run.now + .days(2))
        #expect(!run.hasEnded(command))
        #expect(run.answers.count < 1_000)
    }

    /// Percent are varied as numbers are, and come to the same.
    @Test(arguments: [
        ("ctl go 20", "ctl go 30", "ctl go 40"), ("ctl go 20%", "ctl go 30%", "ctl go 40%"),
    ])
    func percentAreProbedAsNumbersAre(meant: String, floor: String, below: String) async {
        let caps = [TestFleet.mechanism("cap", Most(3))]
        let does = VerbTemplate(
            verb: .removeServers, position: TestFleet.nowhere, of: ["cache"], count: nil, on: nil,
            line: nil, share: "PERCENT")
        let results = await probed(meant, fleet("ctl go PERCENT", does, caps))
        let numbers = await probed("ctl go --count 2", removing(caps))
        #expect(results.map(\.finding) == numbers.map(\.finding))
        #expect(results.map(\.outcome) == numbers.map(\.outcome))
        #expect(results.first { $0.kind == .atTheFloor }?.line == floor)
        #expect(results.first { $0.kind == .oneBelow }?.line == below)
    }

    /// What is typed for a number of servers is what is read.
    @Test(arguments: [1, 3, 12, 99, 100, 101, 365, 9_973, 1_000_000])
    func everyNumberHasItsPercentage(total: Int) throws {
        let few = [1, 2, 3, total / 3, total / 2, total - 1, total].filter { (1...total) ~= $0 }
        for count in total < 1_000 ? Array(1...total) : few {
            let text = try #require(CountWriter.percent(count, of: total), "\(count) of \(total)")
            let read = try CountReader.percent(text, field: "PERCENT")
            guard case .amount(let amount) = read else {
                Issue.record("\(text) is read as no amount")
                continue
            }
            #expect(amount.resolved(of: total) == count, "\(text)")
        }
        #expect(CountWriter.percent(total + 1, of: total) == nil)
        #expect(CountWriter.percent(0, of: total) == nil)
    }

    @Test func aPercentageIsWrittenWithFewDigits() {
        #expect(CountWriter.percent(3, of: 12) == "25")
        #expect(CountWriter.percent(1, of: 3) == "33")
        #expect(CountWriter.percent(1, of: 1_000) == "0.1")
        #expect(CountWriter.percent(1, of: 2_000_000) == nil)
    }

    // MARK: Zones

    /// Ten servers in two zones, by turns.
    private func zoned(atLeast minimum: Int, _ guards: [GuardSpec]) -> FleetSpec {
        let does = VerbTemplate(
            verb: .removeServers, position: TestFleet.nowhere, of: ["cache"], count: "COUNT",
            on: nil, line: nil, zone: "ZONE")
        let entry = TestFleet.entry(
            "it", "ctl go --count COUNT [--zone ZONE]", does, asks: guards.map(\.name))
        return FleetSpec(
            name: "test", environment: "prod", zones: ["a", "b"],
            subsystems: [TestFleet.subsystem("cache", atLeast: minimum)],
            groups: [
                GroupSpec(
                    name: "all", position: TestFleet.nowhere, count: 10, carries: [SubsystemID(0)],
                    restartAge: .zero, zones: [0, 1], drain: .zero, restartsAfter: nil)
            ],
            operations: [], dependents: [], alarms: [], promises: [], playbook: [entry],
            windows: [
                WindowSpec(
                    name: "a-shell", position: TestFleet.nowhere, environment: nil,
                    supplies: [WindowSpec.Supply(argument: "ZONE", text: "a")])
            ], guards: guards, noticesAfter: .zero)
    }

    /// The line takes no more than its zone has, and no word of the parser is a guard's answer.
    @Test(arguments: [("ctl go --count 2 --zone a", nil), ("ctl go --count 2", "a-shell")])
    func aLineOfOneZoneReachesItAlone(line: String, window: String?) async throws {
        let cap = [TestFleet.mechanism("cap", Most(2))]
        let results = await probed(line, zoned(atLeast: 7, cap), window: window)
        #expect(results.first { $0.kind == .oneBelow }?.outcome == .asExpected)
        let again = try #require(holes(results, .repeated).first)
        #expect(
            again.finding
                == "3 times in a row: 4 of 10 of `cache` gone, 6 left of at least 7, refused never, "
                + "and once by the parser")
        #expect(again.refused == 0)
        let none = await probed(line, zoned(atLeast: 3, cap), window: window)
        #expect(none.allSatisfy { $0.outcome == .notApplicable }, "\(none.map(\.finding))")
        let all = await probed("ctl go --count 2", zoned(atLeast: 3, cap))
        #expect(!holes(all, .repeated).isEmpty)
    }

    // MARK: Deeds

    private func wiping(
        _ guards: [GuardSpec], skips: [PlaybookEntry.Skip] = []
    ) -> FleetSpec {
        fleet(
            "ctl wipe --of NAME --share SHARE [--force]",
            VerbTemplate(
                verb: .deleteData, position: TestFleet.nowhere, of: ["NAME"], count: nil, on: nil,
                line: nil, share: "SHARE"), guards, skips: skips)
    }

    private let wipe = "ctl wipe --of store --share 5%"

    @Test func ofADeedItIsAskedWhetherItWasDone() async throws {
        let results = await probed(wipe, wiping([TestFleet.mechanism("share", Twenty())]))
        let chunks = try #require(holes(results, .inChunks).first)
        #expect(
            chunks.finding
                == "in chunks of 20%: `ctl wipe --of store --share 100%` would delete 100% of the data "
                + "of `store`, and was done, refused never")
        #expect(chunks.known == ["share: each is small"])
        #expect(chunks.lines == 5)
        for kind in [ProbeKind.repeated, .twoOperators, .guardSlow, .guardDead, .noTerminal] {
            #expect(
                results.filter { $0.kind == kind }.map(\.outcome) == [.asExpected],
                "\(kind.rawValue)")
        }
        #expect(results.first { $0.kind == .oneBelow }?.outcome == .notApplicable)
    }

    @Test func ofADeedFailOpenIsShown() async throws {
        let open = GuardSpec(
            name: "share", position: TestFleet.nowhere, keeps: "data", kind: "scripted",
            mechanism: Twenty(), onBreach: .refuse, decidesIn: .zero, onFailure: .allow)
        let results = await probed(
            wipe, wiping([open], skips: [PlaybookEntry.Skip(flag: "--force", guards: ["share"])]))
        for kind in [ProbeKind.guardSlow, .guardDead, .guardNonsense] {
            let hole = try #require(holes(results, kind).first, "\(kind.rawValue)")
            #expect(hole.finding.contains("(fail-open)"))
            #expect(hole.known == ["share: its file says `on-failure: allow`"])
        }
        let forced = try #require(holes(results, .force).first)
        #expect(forced.known == ["share: the playbook's `skips` leaves it out with `--force`"])
    }

    /// What is meant is for another environment; a slip of the hand away is this one.
    @Test func theLineForAnotherEnvironmentIsOneSlipAway() async throws {
        let spec = fleet(
            "ctl wipe --env ENV",
            VerbTemplate(
                verb: .deleteData, position: TestFleet.nowhere, of: ["store"], count: nil, on: nil,
                line: nil, share: "100%"), [TestFleet.mechanism("lock", InWindow("shell"))])
        let results = await probed("ctl wipe --env test", spec, window: "ci")
        #expect(results.first { $0.kind == .guardDead }?.outcome == .asExpected)
        #expect(results.first { $0.kind == .guardDead }?.line == "ctl wipe --env prod")
        let right = await probed("ctl wipe --env prod", spec, window: "shell")
        #expect(right.allSatisfy { $0.outcome == .notApplicable })
    }

    @Test(arguments: [
        ("ctl wipe --of store --share 5%", "the line asks no guard"),
        ("ctl nonsense", "the line is none of this fleet: "),
    ])
    func whereThereIsNothingToTryItIsSaid(line: String, why: String) async {
        let results = await probed(line, wiping([]))
        #expect(results.map(\.kind) == ProbeKind.allCases)
        #expect(
            results.allSatisfy {
                $0.outcome == .notApplicable && $0.finding.hasPrefix("\($0.kind.rawValue): \(why)")
            }, "\(results.map(\.finding))")
    }
}

extension TestFleet {
    /// A subsystem that keeps data.
    fileprivate static func keeping(_ name: String) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: nowhere, minimum: .count(0), cells: nil,
            state: StateSpec(
                size: ByteCount(bytes: 1_000), objects: 10, growth: nil, rehearsed: nil, log: nil,
                copies: 1),
            restart: RestartSpec(
                boot: .seconds(1), load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
                slowedAbove: nil, fails: .none),
            servesFrom: .whole, needs: .none, slots: 1)
    }
}

/// At most so many servers of one command.
private struct Most: Guard {
    let most: Int

    init(_ most: Int) { self.most = most }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        request.servers.count > most ? .refuse(reason: "more than \(most)") : .allow
    }
}

/// The number is said once more.
private struct Stated: Guard {
    var restated: String? { "EXPECT" }
    var holes: [KnownHole] { [KnownHole(.oneBelow, "it agrees with itself")] }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole else { return .allow }
        return request.argument("EXPECT") == "\(request.servers.count)"
            ? .allow : .refuse(reason: "not as stated")
    }
}

private struct AsMeant: Guard {
    var holes: [KnownHole] { [KnownHole(.oneBelow, "what is meant may be wrong")] }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole else { return .allow }
        return request.testimony.meant?.count == request.servers.count
            ? .allow : .refuse(reason: "not as meant")
    }
}

/// Nothing for eight hours without a ticket.
private struct Frozen: Guard {
    var lifts: [GuardLift] { [.ticket, .after(.hours(8))] }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        let isOpen = request.testimony.ticket != nil || now - view.runBegan >= .hours(8)
        return isOpen ? .allow : .refuse(reason: "frozen")
    }
}

/// A fifth of what serves, of one command.
private struct Fifth: Guard {
    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole else { return .allow }
        return request.servers.count * 5 > view.tally.serving[0]
            ? .refuse(reason: "a fifth") : .allow
    }
}

private struct OneAMinute: Guard {
    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .batch else { return .allow }
        let recent = view.ledger.last.map { now - $0.at < .minutes(1) } ?? false
        return recent
            ? .hold(until: now + .minutes(1), reason: "slowly") : .clamp(to: 1, reason: "one")
    }
}

/// A fifth of the data.
private struct Twenty: Guard {
    var holes: [KnownHole] { [KnownHole(.inChunks, "each is small")] }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        (request.share ?? .none) > .percent(20) ? .refuse(reason: "too much") : .allow
    }
}

/// Only from one window.
private struct InWindow: Guard {
    let window: String

    init(_ window: String) { self.window = window }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        request.window == window ? .allow : .refuse(reason: "not from here")
    }
}
