import FumbleModel
import Testing

@testable import FumbleControl

/// Guards that are programs, pre-flights and probes, each on a fleet on paper.
@Suite struct PaperTests {
    /// Ten servers of one subsystem, of which seven must stay.
    private func fleet(_ guards: [GuardSpec], skips: [PlaybookEntry.Skip] = []) -> FleetSpec {
        let remove = TestFleet.entry(
            "remove", "ctl remove --subsystem SUBSYSTEM --count COUNT [--force]",
            TestFleet.does(.removeServers, of: ["SUBSYSTEM"], count: "COUNT"),
            asks: guards.map(\.name), skips: skips)
        return FleetSpec(
            name: "test", environment: "prod", zones: [],
            subsystems: [TestFleet.subsystem("cache", atLeast: 7)],
            groups: [TestFleet.group("all", 10, carries: [0])], operations: [], dependents: [],
            alarms: [], promises: [], playbook: [remove], guards: guards, noticesAfter: .zero)
    }

    private func program(
        _ name: String, onFailure: OnFailure, onBreach: OnBreach = .refuse
    ) -> GuardSpec {
        GuardSpec(
            name: name, position: TestFleet.nowhere, keeps: "capacity", kind: "exec",
            mechanism: Programmed(), onBreach: onBreach, decidesIn: .zero,
            timeout: .seconds(2), onFailure: onFailure)
    }

    private func line(_ count: Int) -> String { "ctl remove --subsystem cache --count \(count)" }

    private func preflight(
        _ guards: [GuardSpec], _ advice: GuardAdvice, count: Int = 2
    ) async -> (Preflight, Asked) {
        let asked = Asked(advice)
        let spec = fleet(guards)
        let result = await Preflight.of(
            line(count), fleet: spec, topology: Topology(spec), seed: 1, conduct: .usual,
            consultant: asked)
        return (result, asked)
    }

    @Test func aProgramDecides() async {
        let mine = [program("mine", onFailure: .refuse)]
        #expect(await preflight(mine, .allow).0.outcome == .allowed(now: 2))
        #expect(await preflight(mine, .warn("mind it")).0.outcome == .allowed(now: 2))
        #expect(await preflight(mine, .refuse("COUNT 2, and 1 may go")).0.outcome == .refused)
        let warns = [program("mine", onFailure: .refuse, onBreach: .warn)]
        #expect(await preflight(warns, .refuse("no")).0.outcome == .allowed(now: 2))
    }

    /// In a run a hang costs its timeout. In an exploration all guards are asked whoever is heeded, and
    /// the second line of two must not come before the first is done because of one of them.
    @Test(arguments: [nil, []] as [[String]?])
    func aHangCostsNoTimeWhereOnlySomeAreHeeded(heeds: [String]?) throws {
        let spec = fleet([program("mine", onFailure: .allow)])
        let topology = Topology(spec)
        var plane = ControlPlane(
            fleet: spec, topology: topology, asksGuards: true,
            heeds: heeds.map { Heeding($0) }, seed: 1)
        let lives = [Life](repeating: .serving, count: topology.serverCount)
        let serving = topology.carriers.map(\.count)
        let sight = Sight(
            tallies: [
                Tally(
                    at: .start, serving: serving, leaving: serving.map { _ in 0 },
                    operable: serving.map { _ in true })
            ], lives: lives)
        let typed = plane.type(line(2), window: nil, path: "method[0]", at: .start, seeing: sight)
        let asked = try #require(
            typed.lazy.compactMap { effect -> Consultation? in
                if case .consult(let consultation) = effect { consultation } else { nil }
            }.first)
        let told = plane.advise(asked, .failed(.hung), at: .start, seeing: sight)
        let isDone = told.contains { if case .apply = $0 { true } else { false } }
        #expect(isDone == (heeds != nil))
        #expect(plane.nextDue == (heeds == nil ? .start + .seconds(2) : nil))
    }

    @Test(arguments: [
        GuardFailure.absent("gone"), .hung, .nonsense("banana"),
    ])
    func oneThatFailsIsTreatedAsItsFileSays(failure: GuardFailure) async {
        let closed = [program("mine", onFailure: .refuse)]
        let (refused, _) = await preflight(closed, .failed(failure))
        #expect(refused.outcome == .refused)
        // fumble's own words are not judged as somebody's message.
        #expect(refused.answers.map(\.isOnFailure) == [true])
        #expect(refused.answers.compactMap { refused.advice(on: $0) } == [])
        let open = [program("mine", onFailure: .allow)]
        let (allowed, _) = await preflight(open, .failed(failure))
        #expect(allowed.outcome == .allowed(now: 2))
        #expect(allowed.text(explains: false).contains { $0.contains("on-failure: allow") })
    }

    /// The whole command and its only batch are one question; a hang takes its timeout of fleet time.
    @Test func oneIsAskedOnceAboutTheSame() async {
        let (answered, asked) = await preflight([program("mine", onFailure: .refuse)], .allow)
        #expect(await asked.count == 1)
        #expect(answered.answers.map(\.stage) == [.whole, .batch])
        let (hung, once) = await preflight([program("mine", onFailure: .allow)], .failed(.hung))
        #expect(await once.count == 1)
        #expect(hung.at == .start + .seconds(2))
        #expect(hung.answers.first?.decidedIn == .seconds(2))
    }

    @Test func itIsToldWhatItNeeds() async {
        let (_, asked) = await preflight([program("mine", onFailure: .refuse)], .allow)
        let body = await asked.last
        for part in [
            #""schema":"fumble.guard-request/1""#, #""servers":2"#, #""COUNT":"2""#,
            #""name":"cache","capacity":10,"serving":10,"minimum":7,"acted_on":2"#,
        ] {
            #expect(body.contains(part), "\(part)")
        }
    }

    @Test func aRefusalIsJudgedAsAMessage() {
        let good = RefusalMessage("`COUNT` 44 would leave 56, below 70")
        #expect(good.lacks(resolved: 44) == nil)
        #expect(
            RefusalMessage("computer says no").lacks(resolved: 44)
                == "the refusal does not name the field that was typed, the number it came to (44) "
                + "and the limit")
        #expect(
            RefusalMessage("--count 44 is too many").lacks(resolved: 44)
                == "the refusal does not name the limit")
    }

    /// Only what is the line's own names its field, and only numbers by themselves are numbers.
    @Test(arguments: [
        ("COUNT 9 leaves 3 of web, at least 6", ""), ("count 9 would leave 3", ""),
        ("--count=9 is above 30%", ""), ("`web` cannot lose 9 within 10m", ""),
        ("blocked: policy 9 violated, see page 6 of the web docs", "the field that was typed"),
        ("ERROR 9: see `docs` 6, --help", "the field that was typed"),
        ("POOL: http://10.0.0.6:8090/9 said no", "the number it came to (9) and the limit"),
        ("COUNT 9 on web-12 by v7", "the limit"),
        (
            "", "the field that was typed, the number it came to (9) and the limit"
        ),
    ])
    func aProgramsRefusalIsJudgedByTheLine(text: String, missing: String) {
        let message = RefusalMessage(
            text, of: "ctl drain web --count 9", arguments: ["POOL", "COUNT"], named: ["web"])
        #expect(
            message.lacks(resolved: 9)
                == (missing.isEmpty ? nil : "the refusal does not name \(missing)"))
    }

    /// That it says nothing is said in fumble's words, which are not judged as its own.
    @Test func aProgramThatSaysNothing() async {
        let (refused, _) = await preflight([program("mine", onFailure: .refuse)], .refuse(""))
        #expect(
            refused.text(explains: false).contains(
                "mine refuses it: `./mine` refuses, and says nothing"),
            "\(refused.text(explains: false))")
        #expect(
            refused.answers.compactMap { refused.advice(on: $0) } == [
                "the refusal does not name the field that was typed, the number it came to (2) and the "
                    + "limit"
            ])
    }

    /// What is optional and changes nothing of what a line does is told apart from what does.
    @Test func whatALineMayLeaveOut() async {
        let entry = TestFleet.entry(
            "it", "ctl remove POOL [--zone ZONE] [--count COUNT] [--why WHY] WHO",
            VerbTemplate(
                verb: .removeServers, position: TestFleet.nowhere, of: ["POOL"], count: "COUNT",
                on: nil, line: nil, zone: "ZONE"), parsing: .lenient)
        let spec = TestFleet.three([entry])
        let preview = Preview.of(
            "ctl remove cache me", in: nil, fleet: spec, topology: Topology(spec), seed: 1,
            path: "line")
        #expect(preview.arguments.filter(\.isSpare).map(\.name) == ["WHY"])
    }

    @Test func guardZeroRefuses() async {
        let spec = fleet([])
        let mistyped = await Preflight.of(
            "ctl remove --subsystem cache --count 4O", fleet: spec, topology: Topology(spec),
            seed: 1, conduct: .usual)
        #expect(mistyped.outcome == .noLine)
        #expect(!mistyped.isAllowed)
        #expect(mistyped.text(explains: false).last == "refused: guard zero, the parser")
    }

    // MARK: Probes

    private func probes(_ guards: [GuardSpec], skips: [PlaybookEntry.Skip] = []) async
        -> [ProbeResult]
    {
        let spec = fleet(guards, skips: skips)
        return await BoundaryProbes(of: line(2), fleet: spec, topology: Topology(spec), seed: 1)
            .run()
    }

    private func outcome(_ kind: ProbeKind, _ results: [ProbeResult]) -> ProbeResult.Outcome? {
        results.first { $0.kind == kind }?.outcome
    }

    @Test func withoutAGuardEverythingGetsThrough() async throws {
        let results = await probes([])
        for kind in [ProbeKind.oneBelow, .inChunks, .repeated, .twoOperators, .deadServers] {
            #expect(outcome(kind, results) == .gotThrough, "\(kind.rawValue)")
        }
        #expect(outcome(.atTheFloor, results) == .asExpected)
        #expect(outcome(.force, results) == .notApplicable)
    }

    @Test func aFloorThatRemembersStopsThemAll() async throws {
        let results = await probes([TestFleet.mechanism("floor", Floor())])
        #expect(results.filter(\.isHole).isEmpty, "\(results.filter(\.isHole).map(\.finding))")
        #expect(outcome(.atTheFloor, results) == .asExpected)
        let chunks = try #require(results.first { $0.kind == .inChunks })
        #expect(
            chunks.finding
                == "in chunks of 2, then 1: 3 of 10 of `cache` gone, 7 left of at least 7, "
                + "refused 2 of 4 times"
        )
    }

    /// It looks at one command at a time: chunks, repeats and a second operator go round it.
    @Test func aCapIsNibbledAway() async throws {
        let results = await probes([TestFleet.mechanism("cap", Capped(most: 3))])
        #expect(outcome(.oneBelow, results) == .asExpected)
        for kind in [ProbeKind.inChunks, .repeated, .twoOperators] {
            let result = try #require(results.first { $0.kind == kind })
            #expect(result.isHole, "\(kind.rawValue)")
            #expect(result.known == ["cap: it remembers nothing"])
        }
    }

    @Test func oneThatRefusesAllStopsWhatItShouldNot() async throws {
        let results = await probes([TestFleet.mechanism("never", Capped(most: 0))])
        #expect(outcome(.atTheFloor, results) == .falseStop)
    }

    @Test func failOpenIsShown() async throws {
        func dead(_ onFailure: OnFailure) async -> [ProbeResult] {
            await probes([
                GuardSpec(
                    name: "floor", position: TestFleet.nowhere, keeps: "capacity", kind: "scripted",
                    mechanism: Floor(), onBreach: .refuse, decidesIn: .zero, onFailure: onFailure)
            ])
        }
        for kind in [ProbeKind.guardSlow, .guardDead, .guardNonsense] {
            #expect(outcome(kind, await dead(.refuse)) == .asExpected)
            let open = try #require(await dead(.allow).first { $0.kind == kind })
            #expect(open.isHole)
            #expect(open.finding.contains("(fail-open)"))
            #expect(open.known == ["floor: its file says `on-failure: allow`"])
        }
    }

    @Test func aFlagThatLeavesTheFloorOutIsTried() async throws {
        let results = await probes(
            [TestFleet.mechanism("floor", Floor())],
            skips: [PlaybookEntry.Skip(flag: "--force", guards: ["floor"])])
        let forced = try #require(results.first { $0.kind == .force })
        #expect(forced.isHole)
        #expect(forced.known == ["floor: the playbook's `skips` leaves it out with `--force`"])
    }

    /// A view that is old still counts servers that died a second ago.
    @Test func anOldViewIsBlind() async throws {
        let fresh = await probes([TestFleet.mechanism("floor", Floor())])
        #expect(outcome(.staleData, fresh) == .asExpected)
        let old = await probes([TestFleet.mechanism("floor", Floor(viewLag: .seconds(10)))])
        #expect(outcome(.staleData, old) == .gotThrough)
        #expect(outcome(.deadServers, old) == .asExpected)
    }

    @Test func probesAreTheSameEachTime() async throws {
        let guards = [TestFleet.mechanism("cap", Capped(most: 3))]
        #expect(await probes(guards) == probes(guards))
    }
}

/// A guard that is a program.
private struct Programmed: Guard {
    var program: GuardProgram? { .exec(["./mine"]) }

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision { .refuse(reason: "never asked") }
}

/// Answers every question alike, and counts them.
private actor Asked: GuardConsultant {
    private let advice: GuardAdvice
    private(set) var count = 0
    private(set) var last = ""

    init(_ advice: GuardAdvice) { self.advice = advice }

    func consult(_ question: GuardQuestion) async -> GuardAdvice {
        count += 1
        last = question.body
        return advice
    }
}

/// Seven of the servers that it sees must stay.
private struct Floor: Guard {
    var viewLag = TimeSpan.zero

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        let gone = view.ledger.filter { $0.at > view.tally.at }.reduce(0) { $0 + $1.servers }
        let left = view.tally.serving[0] - gone - request.servers.count
        return left < 7 ? .refuse(reason: "\(left) left") : .allow
    }
}

/// At most so many servers of one command.
private struct Capped: Guard {
    let most: Int

    var holes: [KnownHole] {
        [.inChunks, .repeated, .twoOperators].map { KnownHole($0, "it remembers nothing") }
    }

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        request.servers.count > most ? .refuse(reason: "more than \(most)") : .allow
    }
}
