import FumbleJudge
import FumbleModel
import Testing

/// Two sweeps beside each other: what fails, what passes, and in which words.
@Suite struct CompareTests {
    private let day = CalendarDay(sinceEpoch: 20_000)

    private func side(
        _ name: String, _ seeds: [SeedVerdict], header: SweepHeader = Seeds.header()
    ) -> ComparedRuns {
        ComparedRuns(name: name, header: header, seeds: seeds)
    }

    /// Times around ten minutes, those of the head longer by a factor that itself varies a little.
    private func times(_ count: Int, factor: Double, name: String) -> [SeedVerdict] {
        var stream = RandomStream(seed: 7, name: "times")
        var noise = RandomStream(seed: 8, name: name)
        return (1...count).map { seed in
            let base = 600 * Elementary.exp(0.3 * NormalQuantile.value(at: stream.unitBetween()))
            let change = Elementary.exp(0.1 * NormalQuantile.value(at: noise.unitBetween()))
            return Seeds.run(UInt64(seed), recover: base * factor * change)
        }
    }

    private func compare(
        _ base: ComparedRuns, _ head: ComparedRuns, gate: String? = "time-to-recover",
        bearable: Double = 5, known: [KnownDeviation] = []
    ) throws -> Comparison {
        let gates = try gate.map {
            [Gate(metric: try #require(Metric($0)), bearable: .percent(bearable))]
        }
        return try CompareJudge(gates: gates ?? [], known: known, today: day).judge(base, head)
    }

    @Test func longerByMoreThanIsBorneFails() throws {
        let found = try compare(
            side("a", times(100, factor: 1, name: "a")),
            side("b", times(100, factor: 1.12, name: "b")))
        #expect(found.outcome == .deviated)
        let sentence =
            "time to recover is 12 % longer, 95 % interval 9.1 to 15 %, over 100 paired seeds: "
            + "fails the 5 % gate"
        let isSentence = found.headline == sentence
        #expect(isSentence)
        let metric = try #require(found.metrics.first { $0.name == "time-to-recover" })
        #expect(metric.decision == .fails && metric.test?.name == "Wilcoxon signed-rank")
    }

    /// The number that decides is printed as it decided.
    @Test(arguments: [(1.0504, "5.04", true), (1.0496, "4.96", false), (1.05, "5", false)])
    func whatIsPrintedAgreesWithWhatIsDecided(ratio: Double, words: String, fails: Bool) throws {
        let base = (1...20).map { Seeds.run(UInt64($0), recover: 1_000) }
        let head = (1...20).map { Seeds.run(UInt64($0), recover: 1_000 * ratio) }
        let found = try compare(side("a", base), side("b", head))
        #expect(found.outcome == (fails ? .deviated : .confirmed))
        #expect(
            found.headline.hasPrefix(
                "time to recover is \(words) % longer, 95 % interval \(words) to \(words) %, "),
            "\(found.headline)")
    }

    /// More runs might say otherwise, but for what single runs have shown.
    @Test func aPartDecidesNoGate() throws {
        let base = side("a", times(100, factor: 1, name: "a"))
        let slow = times(100, factor: 1.5, name: "b")
        let part = ComparedRuns(
            name: "b", header: Seeds.header(), seeds: slow, missing: "3 of its runs are missing")
        let found = try compare(base, part)
        #expect(found.outcome == .inconclusive && found.isOfPart)
        #expect(found.headline.hasSuffix("over 100 paired seeds, of a part: undecided"))
        #expect(found.regressions.isEmpty && found.metrics[0].decision == .undecided)
        let broken = ComparedRuns(
            name: "b", header: Seeds.header(),
            seeds: [Seeds.run(1, recover: 600, broken: ["capacity of index"])] + slow.dropFirst(),
            missing: "3 of its runs are missing")
        #expect(try compare(base, broken).outcome == .deviated)
    }

    @Test func withinTheGateAndShorterPass() throws {
        for factor in [1, 1.03, 0.8] {
            let found = try compare(
                side("a", times(100, factor: 1, name: "a")),
                side("b", times(100, factor: factor, name: "b")))
            #expect(found.outcome == .confirmed, "\(found.headline)")
            #expect(found.headline.hasSuffix(": passes the 5 % gate"))
        }
    }

    /// Of a hundred pairs of samples that differ by chance alone, no more than a few fail.
    @Test func falseAlarmsAreRare() throws {
        let alarms = try (0..<100).count { trial in
            let found = try compare(
                side("a", times(40, factor: 1, name: "a\(trial)")),
                side("b", times(40, factor: 1, name: "b\(trial)")), bearable: 0)
            return found.outcome == .deviated
        }
        #expect(alarms <= 6)
    }

    @Test func fewRunsAreToldAndFewerDecideNothing() throws {
        let few = try compare(
            side("a", times(12, factor: 1, name: "a")), side("b", times(12, factor: 2, name: "b")))
        #expect(few.outcome == .deviated)
        #expect(few.notes.contains { $0.contains("too sure of itself") })
        let fewer = try compare(
            side("a", times(4, factor: 1, name: "a")), side("b", times(4, factor: 2, name: "b")))
        #expect(fewer.outcome == .inconclusive)
        #expect(fewer.headline.hasSuffix("too few runs to decide the 5 % gate"))
    }

    @Test func seedsThatDoNotRecoverAnyMoreAreNamedAndFail() throws {
        let base = times(40, factor: 1, name: "a")
        var head = times(40, factor: 1, name: "a")
        head[2] = Seeds.run(3, recover: nil)
        head[16] = Seeds.run(17, recover: 600, status: .stopped(reason: "steady state"))
        let found = try compare(side("a", base), side("b", head))
        #expect(found.outcome == .deviated)
        #expect(
            found.headline
                == "recovered before and does not now, in 2 of 39 runs (seeds 3, 17): fails")
        #expect(found.regressions.map(\.key) == ["not-recovered"])
    }

    /// On simulated fleets and on real processes alike.
    @Test(arguments: ["simulated", "processes"])
    func aHeadThatAlwaysRecoversPassesWhereTheBaseNeverDid(fleet: String) throws {
        let header = Seeds.header(on: fleet)
        let never = (1...6).map { Seeds.run(UInt64($0), recover: nil) }
        let always = (1...6).map { Seeds.run(UInt64($0), recover: 600) }
        let found = try compare(
            side("a", never, header: header), side("b", always, header: header))
        #expect(found.outcome == .confirmed)
        #expect(
            found.headline == "time to recover had no end in the base, and has one in each run "
                + "of the head: passes the 5 % gate")
        // One that does not recover in either is no gain, and nothing is decided.
        let all = try compare(side("a", never, header: header), side("b", never, header: header))
        #expect(all.outcome == .inconclusive)
        let some = Array(always.dropLast()) + [never[5]]
        let most = try compare(side("a", never, header: header), side("b", some, header: header))
        #expect(most.outcome == .inconclusive)
    }

    @Test func theGravestSpeaksFirst() throws {
        let slow = [SeedGuard(name: "floor", falseStops: 1, decidedIn: .milliseconds(80))]
        let fast = [SeedGuard(name: "floor", falseStops: 0, decidedIn: .milliseconds(40))]
        let base = (1...10).map { Seeds.run(UInt64($0), recover: 600, guards: fast) }
        let head = (1...10).map {
            Seeds.run(
                UInt64($0), recover: 6_000, broken: $0 == 4 ? ["capacity of index"] : [],
                deviations: $0 == 4 ? ["expect.promises.capacity", "expect.get"] : [],
                guards: slow)
        }
        let found = try compare(side("a", base), side("b", head))
        #expect(
            found.regressions.map(\.key) == [
                "promise capacity of index", "false-stop floor", "slower-guard floor",
                "deviation expect.get", "gate time-to-recover",
            ])
        #expect(
            found.headline.hasPrefix("capacity of index is broken, and was kept before, in 1 of"))
        #expect(found.headline.hasSuffix("(seed 4): fails; and 4 more"))
        #expect(found.regressions[2].text == "floor takes 40 ms longer to decide")
    }

    @Test func whatWasBadBeforeIsNotNew() throws {
        let run = { (seed: Int) in
            Seeds.run(
                UInt64(seed), recover: nil, broken: ["capacity"], deviations: ["expect.get"],
                guards: [SeedGuard(name: "floor", falseStops: 2, decidedIn: .milliseconds(40))])
        }
        let found = try compare(
            side("a", (1...10).map(run)), side("b", (1...10).map(run)), gate: nil)
        #expect(found.outcome == .confirmed)
        #expect(found.regressions == [])
    }

    @Test func moreRunsDisturbedThanChanceWouldHaveFails() throws {
        let base = (1...20).map {
            Seeds.run(UInt64($0), recover: nil, isDisturbed: false)
        }
        let head = (1...20).map {
            Seeds.run(UInt64($0), recover: 60, isDisturbed: $0 <= 8)
        }
        let found = try compare(side("a", base), side("b", head), gate: nil)
        #expect(found.regressions.map(\.key) == ["newly-disturbed"])
        #expect(found.regressions[0].runs == (1...8).map { "\($0)" })
    }

    @Test func knownDeviationsAreBorneWithUntilTheirDay() throws {
        let base = (1...10).map { Seeds.run(UInt64($0), recover: 600) }
        let head = (1...10).map { Seeds.run(UInt64($0), recover: 600, broken: ["capacity"]) }
        for (days, outcome) in [(0, Outcome.confirmed), (1, .confirmed), (-1, .deviated)] {
            let known = KnownDeviation(
                deviation: "promise capacity", experiment: "drill", owner: "oncall",
                until: day.adding(days: days), because: nil)
            let found = try compare(side("a", base), side("b", head), known: [known])
            #expect(found.outcome == outcome)
            #expect((found.regressions.first?.known?.owner == "oncall") == (days >= 0))
            #expect(found.notes.contains { $0.contains("counts again") } == (days < 0))
        }
        let other = KnownDeviation(
            deviation: "promise capacity", experiment: "another", owner: "oncall", until: day,
            because: nil)
        #expect(
            try compare(side("a", base), side("b", head), known: [other]).outcome == .deviated)
    }

    @Test func whatCannotBeComparedIsRefusedByName() {
        let run = [Seeds.run(1, recover: 1)]
        let refusals: [(SweepHeader, SweepHeader, [SeedVerdict], String)] = [
            (
                Seeds.header(), Seeds.header(method: "n"), run,
                "a and b are not of the same method: `method` differs"
            ),
            (
                Seeds.header("one"), Seeds.header("two", method: "n"), run,
                "a and b are not of the same method (one and two): `method` differs"
            ),
            (
                Seeds.header(), Seeds.header(on: "processes"), run,
                "a ran on simulated, and b on processes"
            ),
            (
                Seeds.header(), Seeds.header(hash: "other"), [Seeds.run(2, recover: 1)],
                "a and b have no seed and setting in common"
            ),
        ]
        for (base, head, seeds, reason) in refusals {
            #expect(throws: NotComparable(reason)) {
                try compare(side("a", run, header: base), side("b", seeds, header: head))
            }
        }
    }

    /// What a page draws: pairs with both values, on real processes each run by itself.
    @Test func eachMeasureHasItsRuns() throws {
        let base = [Seeds.run(1, recover: 10), Seeds.run(2, recover: 20)]
        let head = [Seeds.run(1, recover: 12), Seeds.run(2, recover: nil)]
        let paired = try compare(side("a", base), side("b", head))
        let late = MetricComparison.Value(3_600, isCensored: true)
        #expect(
            paired.metrics[0].runs == [
                .init(name: "1", base: .init(10), head: .init(12)),
                .init(name: "2", base: .init(20), head: late),
            ])
        let real = Seeds.header(on: "processes")
        let alone = try compare(side("a", base, header: real), side("b", head, header: real))
        #expect(
            alone.metrics[0].runs == [
                .init(name: "1", base: .init(10), head: nil),
                .init(name: "2", base: .init(20), head: nil),
                .init(name: "1", base: nil, head: .init(12)),
                .init(name: "2", base: nil, head: late),
            ])
    }

    /// Nothing pairs real processes: ranks of both together, and Fisher's test of who recovers.
    @Test func realProcessesAreComparedUnpaired() throws {
        let header = Seeds.header(on: "processes")
        let base = (0..<12).map { _ in Seeds.run(1, recover: 20) }.enumerated().map { place, _ in
            Seeds.run(1, recover: 20 + Double(place) / 10)
        }
        let slow = base.indices.map { Seeds.run(1, recover: 40 + Double($0) / 10) }
        let found = try compare(
            side("a", base, header: header), side("b", slow, header: header))
        #expect(found.outcome == .deviated && found.pairs == nil)
        #expect(found.metrics[0].test?.name == "Mann-Whitney")
        #expect(found.headline.contains("over 12 runs of each: fails the 5 % gate"))
        let gone = base.indices.map { Seeds.run(1, recover: $0 < 4 ? 20 : nil) }
        let lost = try compare(
            side("a", base, header: header), side("b", gone, header: header), gate: nil)
        #expect(lost.regressions.map(\.key) == ["not-recovered"])
        #expect(lost.headline == "4 of 12 runs recover, and 12 of 12 did before: fails")
        let who = try #require(lost.recovered)
        #expect(who.base == 12 && who.ofBase == 12 && who.head == 4 && who.ofHead == 12)
        #expect(who.chance < 0.01)
        // Who recovers is told where nothing is worse, too; where seeds pair runs, by name.
        #expect(found.recovered?.chance == 1 && found.recovered?.head == 12)
        let paired = try compare(side("a", base), side("b", base))
        #expect(paired.recovered == nil)
    }

    /// What is left out, because the other side has no such seed, stands beside no change either.
    @Test func mediansAreThoseOfThePairs() throws {
        let base = (1...30).map { Seeds.run(UInt64($0), recover: $0 <= 10 ? 600 : 900) }
        let head = (1...10).map { Seeds.run(UInt64($0), recover: 600) }
        let found = try compare(side("a", base), side("b", head))
        let metric = try #require(found.metrics.first { $0.name == "time-to-recover" })
        #expect(metric.base == 600 && metric.head == 600 && metric.ratio == 1)
    }

    /// Of nothing there is no share.
    @Test func whatWasNothingHasNoPercent() throws {
        let base = (1...20).map { Seeds.run(UInt64($0), recover: 600) }
        let head = (1...20).map { Seeds.run(UInt64($0), recover: 600, lost: 1_000 + Double($0)) }
        let found = try compare(side("a", base), side("b", head), gate: "lost-requests")
        #expect(
            found.headline
                == "requests lost went from 0 to 1010 by the medians, over 20 paired seeds: "
                + "fails the 5 % gate")
    }

    /// Five of six are longer, by so little and so few that it may be chance.
    @Test func whatTheTestDoesNotShowIsNotSaid() throws {
        let base = (1...6).map { Seeds.run(UInt64($0), recover: 600) }
        let head = (1...6).map {
            Seeds.run(UInt64($0), recover: $0 == 1 ? 585 : 600 + Double($0) * 10)
        }
        let found = try compare(side("a", base), side("b", head), bearable: 10)
        #expect(found.outcome == .confirmed)
        #expect(found.headline.hasPrefix("time to recover is not shown to be longer ("))
        #expect(found.headline.hasSuffix(" p = 0.063), over 6 paired seeds: passes the 10 % gate"))
    }

    @Test func theSameIsSaidToBeTheSame() throws {
        let seeds = times(50, factor: 1, name: "a")
        let found = try compare(side("a", seeds), side("b", seeds))
        #expect(
            found.headline
                == "time to recover is the same, over 50 paired seeds: passes the 5 % gate")
    }
}
