import FumbleModel
import Testing

@testable import FumbleJudge

/// Small explorations whose answers can be worked out by hand.
@Suite struct ExplorationTests {
    private static let guards = ["floor", "rate", "lock"].map {
        ExploredGuard(name: $0, kind: "scripted", keeps: "capacity")
    }

    private func harm(_ minutes: Int, lost: Double = 0) -> Harm {
        Harm(
            belowMinimum: .minutes(Int64(minutes)), disturbed: .zero, isCensored: false,
            lostRequests: lost, lostData: 0, observed: .minutes(480), headline: "\(minutes) min",
            servers: minutes)
    }

    /// A request that some guards stop, each by itself.
    private func request(
        _ id: String, minutes: Int, chance: SIMD4<Double>, stoppers: [Int],
        together: [Int]? = nil, refuses: [Int]? = nil
    ) -> ExploredRequest {
        var outcomes: [GuardSet: Harm] = [:]
        for bits in 0..<8 {
            let set = GuardSet((0..<3).filter { bits >> $0 & 1 == 1 })
            let isStopped =
                stoppers.contains(where: set.contains)
                || together.map { $0.allSatisfy(set.contains) } ?? false
            outcomes[set] = harm(isStopped ? 0 : minutes)
        }
        let slip = ExploredSlip(
            id: "num.double", name: "digit doubled", kind: .slip, chance: Chance(chance))
        return ExploredRequest(
            id: id, kind: .asked, words: id,
            lines: [
                ExploredLine(text: id, window: nil, slips: [slip], chance: Chance(chance))
            ], pairs: [], asked: .all(3), outcomes: outcomes,
            stoppedBy: GuardSet(refuses ?? stoppers), objections: [])
    }

    private func judge(
        _ requests: [ExploredRequest], accepted: [ExploreSpec.Acceptance] = [],
        today: String = "2026-11-29", guards: [ExploredGuard] = guards
    ) throws -> ExplorationJudge {
        let explored = Explored(
            guards: guards, meantUnguarded: harm(0), meant: harm(0), stopsMeant: .none,
            requests: requests, repairs: [])
        return ExplorationJudge(
            explored, profile: .usual, accepted: accepted,
            today: try #require(CalendarDay(today)))
    }

    private func exploration(_ judge: ExplorationJudge) -> Exploration {
        judge.judge(
            header: RunHeader(
                id: "x", experiment: "x", experimentHash: "", fleetKind: "simulated", seed: 1,
                build: "", inputs: []),
            meant: "ctl", window: nil, path: "method[0]",
            position: SourcePosition(file: "x.yaml", line: 1, column: 1), stress: nil,
            counts: (lines: 4, effects: 4, pairsDrawn: 0, pairs: 0, runs: 1, cached: 0),
            smallest: .none)
    }

    private static let one = SIMD4(0.001, 0.001, 0.001, 0.001)

    @Test func eachGuardsWorth() throws {
        let shown = exploration(
            try judge([
                request("a", minutes: 10, chance: Self.one, stoppers: [0]),
                request("b", minutes: 30, chance: Self.one, stoppers: [0, 1]),
                request("c", minutes: 20, chance: Self.one, stoppers: []),
                request("d", minutes: 0, chance: Self.one, stoppers: [], refuses: [2]),
            ]))
        let worths = shown.guards
        #expect(worths.map(\.stops) == [2, 1, 0])
        #expect(worths.map(\.alone) == [1, 0, 0])
        #expect((worths[0].share - 40.0 / 60).magnitude < 1e-9)
        #expect((worths[0].without.minutes[.usual] - 30).magnitude < 1e-9)
        #expect((worths[1].without.minutes[.usual] - 20).magnitude < 1e-9)
        #expect(worths.map(\.falseStops) == [0, 0, 1])
        #expect((shown.expected.minutes[.usual] - 20).magnitude < 1e-9)
        #expect((shown.unguarded.minutes[.usual] - 60).magnitude < 1e-9)
        #expect(shown.escapes.map(\.request.id) == ["c"])
        #expect(
            shown.redundancy == Exploration.Redundancy(byOne: 1, bySeveral: 1, together: 0))
        #expect(shown.slips.map(\.stopped) == [[2, 1, 0]])
        #expect(shown.slips.map(\.escaped) == [1])
    }

    /// The last of the guards is the team's own tool, which does harm where the playbook sees none, and
    /// harm of its own where the playbook sees some.
    @Test func whatOnlyTheToolDoes() throws {
        func byTool(_ id: String, does: Int, tool: Int, _ likeness: ToolDeed.Likeness)
            -> ExploredRequest
        {
            let plain = request(id, minutes: does, chance: Self.one, stoppers: [0])
            let outcomes = plain.outcomes.map { set, harm in
                (set, set.contains(2) ? self.harm(tool) : harm)
            }
            return ExploredRequest(
                id: id, kind: .asked, words: id, lines: plain.lines, pairs: [],
                asked: plain.asked, outcomes: Dictionary(uniqueKeysWithValues: outcomes),
                stoppedBy: .none, objections: [],
                tool: ExploredRequest.SeenTool(servers: tool, likeness: likeness))
        }
        let shown = exploration(
            try judge([
                byTool("taken", does: 0, tool: 10, .taken),
                byTool("stopped", does: 10, tool: 0, .stopped),
                byTool("same", does: 20, tool: 20, .same),
                byTool("harmless", does: 0, tool: 0, .same),
            ]))
        #expect(shown.counts.harmful == 3 && shown.counts.harmless == 1)
        #expect(shown.escapes.map(\.request.id) == ["same", "taken"])
        #expect(shown.guards.map(\.stops) == [2, 0, 1])
        #expect(shown.slips.map(\.harmful) == [3] && shown.slips.map(\.stopped) == [[2, 0, 1]])
        #expect((shown.expected.minutes[.usual] - 30).magnitude < 1e-9)
        #expect((shown.unguarded.minutes[.usual] - 30).magnitude < 1e-9)
    }

    /// Under stress the chances of all slips add up to more than certainty: their shares still tell who
    /// stops how many of them.
    @Test func theParsersShareIsOfWeights() throws {
        let slip = ExploredSlip(id: "s", name: "s", kind: .slip, chance: Chance(0.9))
        let refused = ExploredRequest(
            id: "r", kind: .refused, words: "r",
            lines: (0..<3).map {
                ExploredLine(text: "\($0)", window: nil, slips: [slip], chance: Chance(0.9))
            }, pairs: [], asked: .none, outcomes: [.none: harm(0)], stoppedBy: .none,
            objections: [])
        let asked = request("a", minutes: 0, chance: SIMD4(repeating: 0.9), stoppers: [])
        let parser = exploration(try judge([refused, asked])).parser
        #expect(parser.chance[.usual] == 1 && parser.all[.usual] == 1)
        #expect((parser.share[.usual] - 0.75).magnitude < 1e-9)
        #expect(exploration(try judge([])).parser.share == .never)
    }

    /// The second guard misses a quarter of what it sees, the third a tenth.
    @Test func whatIsLeftToChanceIsWeighed() throws {
        let guards = zip(Self.guards, [0, 0.25, 0.1]).map {
            ExploredGuard(name: $0.name, kind: $0.kind, keeps: $0.keeps, misses: $1)
        }
        let judge = try judge(
            [
                request("a", minutes: 10, chance: Self.one, stoppers: [0, 1]),
                request("b", minutes: 40, chance: Self.one, stoppers: [1]),
                request("c", minutes: 20, chance: Self.one, stoppers: [1, 2]),
            ], guards: guards)
        let shown = exploration(judge)
        #expect(shown.escapes.map(\.request.id) == ["b", "c"])
        #expect(
            zip(shown.escapes.map(\.passes), [0.25, 0.025]).allSatisfy {
                ($0 - $1).magnitude < 1e-9
            })
        #expect((shown.escapes[0].chance[.usual] - 0.00025).magnitude < 1e-12)
        #expect(shown.escapes[0].harm.belowMinimum == .minutes(40))
        #expect((shown.expected.minutes[.usual] - (10 + 0.5)).magnitude < 1e-9)
        #expect((shown.unguarded.minutes[.usual] - 70).magnitude < 1e-9)
        #expect(shown.guards.map(\.stops) == [1, 3, 1])
        #expect((shown.guards[1].share - 0.75).magnitude < 1e-9)
        #expect(shown.guards.map(\.alone) == [1, 2, 1])
        #expect(!judge.letsThroughTheSame(GuardSet([1])))
        #expect(judge.letsThroughTheSame(.all(3)))
        let sets = ExplorationJudge.sets(of: guards)
        #expect(Set(sets).count == sets.count && sets.contains(GuardSet([0])))
        #expect(sets.contains(GuardSet([0, 1])) && sets.contains(GuardSet([0, 2])))
    }

    /// What breaks the floor as it was meant is stopped rightly.
    @Test(arguments: [0, 5]) func stoppingWhatBreaksTheFloorIsNoFalseStop(minutes: Int) throws {
        let explored = Explored(
            guards: Self.guards, meantUnguarded: harm(minutes), meant: harm(0),
            stopsMeant: GuardSet([0]), requests: [], repairs: [])
        let shown = exploration(
            ExplorationJudge(explored, profile: .usual, accepted: [], today: .first))
        #expect(shown.guards.map(\.stopsMeant) == [minutes == 0, false, false])
        #expect(shown.stopsMeant == GuardSet([0]))
        #expect(shown.meantUnguarded.breaksTheFloor == (minutes > 0))
    }

    /// As long as what was meant, and of more clients: requests tell harm, beyond what is chance.
    @Test(
        arguments: [
            (10_050, 0, 0), (10_100, 0, 0), (10_101, 0, 101), (10_101, 150, 0),
            (40_000, 150, 30_000),
        ] as [(Double, Double, Double)])
    func requestsAreHarmToo(lost: Double, window: Double, more: Double) {
        func harm(_ lost: Double, _ parts: [Harm.Part] = []) -> Harm {
            Harm(
                belowMinimum: .zero, disturbed: .minutes(61), isCensored: false, lostRequests: lost,
                lostData: 0, observed: .minutes(480), headline: "", servers: 1, parts: parts,
                askedInWindow: window)
        }
        let harmed = harm(lost)
        #expect(harmed.excessRequests(over: harm(10_000)) == more)
        #expect(harmed.isWorse(than: harm(10_000)) == (more > 0))
        #expect(!harm(10_000).isWorse(than: harmed))
        // What was meant brings one thing down; to bring down another loses others' requests.
        let meant = harm(lost, [Harm.Part(name: "clients a", outage: .zero, lostRequests: lost)])
        let other = harm(lost, [Harm.Part(name: "clients b", outage: .zero, lostRequests: lost)])
        #expect(other.excessRequests(over: meant) == lost)
    }

    /// Minutes rank first, and requests among those that bring as many.
    @Test func ranksByMinutesAndThenByRequests() throws {
        func losing(_ id: String, _ minutes: Int, _ lost: Double) -> ExploredRequest {
            let plain = request(id, minutes: minutes, chance: Self.one, stoppers: [0])
            let outcomes = plain.outcomes.mapValues {
                $0.breaksTheFloor || minutes == 0 ? harm(minutes, lost: lost) : $0
            }
            return ExploredRequest(
                id: id, kind: .asked, words: id, lines: plain.lines, pairs: [], asked: plain.asked,
                outcomes: outcomes, stoppedBy: .none, objections: [])
        }
        let shown = exploration(
            try judge([losing("a", 0, 500), losing("b", 0, 9_000), losing("c", 0, 0)]))
        #expect(shown.escapes.map(\.request.id) == ["b", "a"])
        #expect((shown.expected.lostRequests[.usual] - 9_500).magnitude < 1e-6)
        #expect(shown.expected.minutes == .never)
        let stopped = exploration(try judge([losing("d", 10, 500)]))
        #expect(stopped.escapes.isEmpty)
        #expect(stopped.guards.map(\.share) == [1, 0, 0])
        #expect(stopped.guards.map(\.shareOfRequests) == [1, 0, 0])
    }

    /// A line that is refused, by the parser or by guards, is typed again: no harm comes of the refusal.
    @Test func whatIsRefusedDoesNoHarm() throws {
        let slip = ExploredSlip(id: "s", name: "s", kind: .slip, chance: Chance(Self.one))
        let line = ExploredLine(text: "x", window: nil, slips: [slip], chance: Chance(Self.one))
        func request(_ kind: ExploredRequest.Kind, _ harm: Harm) -> ExploredRequest {
            ExploredRequest(
                id: kind.rawValue, kind: kind, words: "", lines: [line], pairs: [], asked: .none,
                outcomes: [.none: harm], stoppedBy: .none, objections: [])
        }
        let shown = exploration(
            try judge([
                request(.refused, harm(30).refused), request(.elsewhere, harm(30)),
                request(.nothing, harm(30)),
            ]))
        #expect(Set(shown.escapes.map(\.request.id)) == ["elsewhere", "nothing"])
        #expect((shown.expected.minutes[.usual] - 60).magnitude < 1e-9)
    }

    @Test func smallestSet() throws {
        let judge = try judge([
            request("a", minutes: 10, chance: Self.one, stoppers: [0, 2]),
            request("b", minutes: 30, chance: Self.one, stoppers: [1, 2]),
            request("c", minutes: 20, chance: Self.one, stoppers: []),
        ])
        let sets = judge.candidates(atMost: 10)
        #expect(sets.first == GuardSet([2]))
        #expect(judge.letsThroughTheSame(GuardSet([2])))
        #expect(!judge.letsThroughTheSame(GuardSet([0])))
        #expect(judge.letsThroughTheSame(GuardSet([0, 1])))
    }

    /// Two guards that stop something only together are both needed: the first candidate fails.
    @Test func togetherOnly() throws {
        let judge = try judge([
            request("a", minutes: 10, chance: Self.one, stoppers: [], together: [0, 1])
        ])
        let first = try #require(judge.candidates(atMost: 20).first)
        #expect(!judge.letsThroughTheSame(first))
        let found = judge.candidates(atMost: 20).first { judge.letsThroughTheSame($0) }
        #expect(found == GuardSet([0, 1]))
        #expect(exploration(judge).redundancy.together == 1)
    }

    @Test func orderThatHangsOnTheProfile() throws {
        let shown = exploration(
            try judge([
                request("a", minutes: 10, chance: SIMD4(3, 3, 3, 3) / 1_000, stoppers: []),
                request("b", minutes: 10, chance: SIMD4(2, 1, 2, 2) / 1_000, stoppers: []),
                request("c", minutes: 10, chance: SIMD4(1, 2, 1, 1) / 1_000, stoppers: []),
            ]))
        #expect(shown.escapes.map(\.request.id) == ["a", "b", "c"])
        #expect(shown.escapes.map(\.isRobust) == [true, false, false])
    }

    private func acceptance(_ escape: String, until: String) throws -> ExploreSpec.Acceptance {
        ExploreSpec.Acceptance(
            escape: escape, owner: "me", until: try #require(CalendarDay(until)), because: "later",
            position: SourcePosition(file: "x.yaml", line: 1, column: 1))
    }

    @Test(arguments: [("2026-11-28", false), ("2026-11-29", true), ("2027-01-01", true)])
    func acceptanceUntilADay(until: String, isAccepted: Bool) throws {
        let escapes = [request("c", minutes: 20, chance: Self.one, stoppers: [])]
        let shown = exploration(
            try judge(
                escapes,
                accepted: [try acceptance("c", until: until), try acceptance("x", until: until)]))
        #expect(shown.escapes.map(\.isAccepted) == [isAccepted])
        #expect(shown.unused.map(\.escape) == ["x"])
    }

    @Test func subsets() {
        for size in 0...5 {
            let sets = Array(Subsets(of: 5, size: size))
            #expect(Set(sets).count == sets.count)
            #expect(sets.allSatisfy { $0.places.count == size })
        }
        #expect((0...5).map { Array(Subsets(of: 5, size: $0)).count } == [1, 5, 10, 10, 5, 1])
        #expect(Array(Subsets(of: 2, size: 3)).isEmpty)
    }
}
