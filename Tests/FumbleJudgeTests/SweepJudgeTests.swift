import FumbleJudge
import FumbleModel
import Testing

/// Distributions of milestones over runs, and when a sweep may end early.
@Suite struct SweepJudgeTests {
    private func recover(_ sweep: SweepVerdict) throws -> MilestoneSpread {
        try #require(sweep.recovery.milestones.first { $0.milestone == .recover })
    }

    @Test func quantilesAreValuesOfTheSample() throws {
        let seeds = (1...100).map { Seeds.run(UInt64($0), recover: Double($0)) }
        let sweep = SweepJudge(Seeds.header()).judge(seeds.reversed(), asked: 1...100)
        let spread = try recover(sweep)
        #expect(spread.median == 50 && spread.p90 == 90)
        #expect(spread.p99 == 99 && spread.worst == 100)
        #expect(spread.reached == 100 && spread.censored == 0)
        #expect(sweep.seeds.map(\.seed) == Array(1...100))
    }

    /// 40 of 100 had not recovered after an hour: the median is known, the rest is "more than".
    @Test func censoredRunsCountAsLonger() throws {
        let seeds = (1...100).map {
            Seeds.run(UInt64($0), recover: $0 <= 60 ? Double($0) : nil)
        }
        let spread = try recover(SweepJudge(Seeds.header()).judge(seeds, asked: 1...100))
        #expect(spread.median == 50)
        #expect(spread.p90 == nil && spread.worst == nil)
        #expect(spread.censored == 40 && spread.observed == 3_600)
    }

    /// What a page draws: each run with its seed and its place on the curve, ties one above the other.
    @Test func eachRunHasItsPlaceOnTheCurve() throws {
        let times: [Double?] = [30, 10, nil, 20, 20, nil, 20, 40, 40, 40]
        let seeds = times.enumerated().map { Seeds.run(UInt64($0 + 1), recover: $1) }
        let spread = try recover(SweepJudge(Seeds.header()).judge(seeds, asked: 1...10))
        #expect(spread.runs.map(\.seed) == [2, 4, 5, 7, 1, 8, 9, 10, 3, 6])
        #expect(
            spread.runs.map { Int(($0.share * 10).rounded()) } == [1, 2, 3, 4, 5, 6, 7, 8, 8, 8])
        #expect(spread.runs.map(\.isCensored) == Array(repeating: false, count: 8) + [true, true])
        #expect(spread.runs.suffix(2).map(\.time) == [3_600, 3_600])
        #expect(spread.medianInterval == MilestoneSpread.Interval(lower: 20, upper: nil))
        let few = try recover(
            SweepJudge(Seeds.header()).judge(Array(seeds.prefix(2)), asked: 1...2))
        #expect(few.medianInterval == nil)
    }

    @Test func stoppedRunsAreKeptOut() throws {
        let seeds =
            (1...10).map { Seeds.run(UInt64($0), recover: 5) } + [
                Seeds.run(11, recover: nil, status: .stopped(reason: "steady state"))
            ]
        let sweep = SweepJudge(Seeds.header()).judge(seeds, asked: 1...11)
        let spread = try recover(sweep)
        #expect(spread.reached == 10 && spread.censored == 0 && spread.worst == 5)
        #expect(sweep.seeds.count { $0.word == "stopped" } == 1)
    }

    @Test func unnoticedAndRecoveredIsNoWaitForAnAlarm() {
        let seeds = [Seeds.run(1, recover: 5), Seeds.run(2, recover: nil)]
        let sweep = SweepJudge(Seeds.header()).judge(seeds, asked: 1...2)
        let detect = sweep.recovery.milestones.first { $0.milestone == .detect }
        #expect(detect?.reached == 0 && detect?.censored == 1)
        #expect(!sweep.recovery.milestones.contains { $0.milestone == .respond })
    }

    @Test func eachSettingHasItsOwn() throws {
        let varied = [VariedInput(name: "rate", values: ["1", "2"])]
        let seeds = (1...20).flatMap { seed in
            ["1", "2"].map { value in
                Seeds.run(
                    UInt64(seed), recover: value == "1" ? 10 : 20,
                    deviations: value == "2" && seed > 15 ? ["expect.get"] : [],
                    varied: [Plan.Input(name: "rate", value: value)])
            }
        }
        let sweep = SweepJudge(Seeds.header(varied: varied)).judge(seeds, asked: 1...20)
        #expect(sweep.settings.count == 2 && sweep.askedRuns == 40)
        let medians = sweep.settings.map { setting in
            setting.recovery.milestones.first { $0.milestone == .recover }?.median
        }
        #expect(medians == [10, 20])
        #expect(sweep.groups.map(\.seeds) == [[16, 17, 18, 19, 20]])
        #expect(sweep.groups[0].varied == [Plan.Input(name: "rate", value: "2")])
    }

    @Test func shardsDealOutAllSeedsOnce() throws {
        let shards = try (1...3).map { try #require(Shard(number: $0, of: 3)) }
        for last in [UInt64(5), 6, 7, 100] {
            let seeds: ClosedRange<UInt64> = 5...last
            for seed in seeds { #expect(shards.count { $0.has(seed, of: seeds) } == 1) }
            for shard in shards {
                #expect(shard.count(of: seeds) == seeds.count { shard.has($0, of: seeds) })
            }
        }
        #expect(Shard(number: 0, of: 3) == nil && Shard(number: 4, of: 3) == nil)
    }
}

/// The rule by which a sweep ends early, and whether what it says is true.
@Suite struct StoppingRuleTests {
    private let rule = StoppingRule(within: .percent(5))

    @Test func looksAreAsWritten() {
        #expect(StoppingRule.looks(upTo: 100) == [20, 30, 45, 68, 100])
        #expect(StoppingRule.looks(upTo: 20) == [20])
        #expect(StoppingRule.looks(upTo: 3) == [3])
    }

    /// Times that spread by a factor, whose median is 100 s.
    private func seeds(_ count: Int, stream: inout RandomStream) -> [SeedVerdict] {
        (1...count).map { seed in
            let time = 100 * Elementary.exp(0.3 * NormalQuantile.value(at: stream.unitBetween()))
            return Seeds.run(UInt64(seed), recover: time)
        }
    }

    /// Runs the whole rule on so many samples: the interval at which it stops must hold the true
    /// median in 95 % of them, though it is looked at again and again.
    @Test func theIntervalHoldsAsOftenAsItSays() {
        var (stopped, missed) = (0, 0)
        for trial in 0..<400 {
            var stream = RandomStream(seed: UInt64(trial), name: "stopping")
            let all = seeds(1_000, stream: &stream)
            for (place, look) in StoppingRule.looks(upTo: 1_000).enumerated() {
                let precision = rule.judge(
                    look: place + 1, seeds: look, settings: [Array(all.prefix(look))])
                guard precision.isReached, let interval = precision.interval else { continue }
                stopped += 1
                if interval.lower > 100 || (interval.upper ?? .infinity) < 100 { missed += 1 }
                break
            }
        }
        #expect(stopped > 300)
        #expect(Double(missed) <= 0.05 * Double(stopped))
    }

    @Test func notRecoveredIsNeverNarrow() {
        let seeds = (1...100).map { Seeds.run(UInt64($0), recover: $0 % 2 == 0 ? 10 : nil) }
        let precision = rule.judge(look: 1, seeds: 100, settings: [seeds])
        #expect(!precision.isReached)
        #expect(precision.interval?.upper == nil)
    }

    @Test func undisturbedRunsSayNothing() {
        let seeds = (1...100).map { Seeds.run(UInt64($0), recover: nil, isDisturbed: false) }
        let precision = rule.judge(look: 1, seeds: 100, settings: [seeds])
        #expect(!precision.isReached && precision.interval == nil)
    }

    @Test func theWidestOfSettingsSpeaks() {
        let narrow = (1...100).map { Seeds.run(UInt64($0), recover: 100 + Double($0) / 100) }
        let wide = (1...100).map { Seeds.run(UInt64($0), recover: Double($0)) }
        #expect(rule.judge(look: 1, seeds: 100, settings: [narrow]).isReached)
        #expect(!rule.judge(look: 1, seeds: 100, settings: [narrow, wide]).isReached)
    }
}
