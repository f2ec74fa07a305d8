import FumbleJudge
import FumbleModel
import Testing

@testable import FumbleReport

/// What the page of a sweep draws.
@Suite struct SweepPictureTests {
    /// - Parameter recover: seconds; nil: it had not recovered after 900 s.
    private func seed(
        _ seed: UInt64, recover: Double?, varied: [Plan.Input] = []
    ) -> SeedVerdict {
        let time = recover.map { TimeSpan(microseconds: Int64($0 * 1_000_000)) }
        let recovery = Recovery(
            injected: .start, reverted: .start, timeToSymptom: .seconds(10),
            timeToDetect: .seconds(30), isUndetected: false, timeToRespond: .seconds(60),
            timeToFirstSuccess: time, timeToRecover: time, timeToHeal: time, rodeThrough: false,
            lostRequests: 3, depth: 0, isCensored: recover == nil, observedFor: .seconds(900),
            relapses: 0)
        return SeedVerdict(
            seed: seed, status: .completed, outcome: .confirmed, headline: "", deviations: [],
            recovery: recovery,
            byOperation: ["get", "put"].map {
                OperationRecovery(operation: $0, recovery: recovery)
            }, events: 1, eventsHash: 1, folder: nil, notAsked: [], varied: varied,
            promisesBroken: [], guards: [])
    }

    private func page(_ seeds: [SeedVerdict], varied: [VariedInput] = []) -> String {
        let header = SweepHeader(
            experiment: "drill", experimentHash: "h", build: "0.1.0", fleetKind: "simulated",
            inputs: [], varied: varied, isSwarm: false, operations: ["get", "put"], responds: true,
            method: [MethodPart(name: "method", digest: "m")])
        let report = SweepReport(SweepJudge(header).judge(seeds, asked: 1...10)) { _, _ in "again" }
        return HTMLFormat().render(report.overview, style: .plain)
    }

    private func places(of mark: String, in lane: Substring, _ name: String) -> [Double] {
        lane.split(separator: mark).dropLast().compactMap { part in
            part.split(separator: "\(name)=\"").last.flatMap { Double($0.prefix { $0 != "%" }) }
        }
    }

    @Test func aRunThatDidNotRecoverIsNeverDrawnAsIfItHad() throws {
        let page = page((1...10).map { seed(UInt64($0), recover: $0 <= 7 ? Double($0) * 60 : nil) })
        let lane = try HTMLScan.drawing("time to recover, get: ", in: page)
        let ends = lane.count(of: "class=\"hit dot open\"")
        #expect(ends == 3)
        #expect(lane.count(of: "class=\"hit dot\"") == 7)
        // All of them lie right of where any run recovered, in the part that is hatched.
        let late = places(of: "overflow=\"visible\"><path class=\"hit dot open\"", in: lane, "x")
        #expect(late.count == 3 && late.allSatisfy { $0 > 90 && $0 < 100 }, "\(late)")
        #expect(lane.contains("class=\"fault\" x=\"90%\" width=\"10%\""))
        #expect(
            lane.contains("seed 9: not within 900 s") || lane.contains("seed 9: not within 15 min"))
        #expect(!lane.contains("seed 9: 15 min,"))
        // Their number stands there, and the quantiles that are not known are no marks.
        #expect(lane.contains(">3</text>") && lane.contains("3 of 10 runs did not come to it"))
        #expect(lane.contains("median: 5 min") && !lane.contains("<title>p90"))
        #expect(page.contains("▷ at the right"))
    }

    @Test func whereAllRecoverNothingIsBeyond() throws {
        let page = page((1...20).map { seed(UInt64($0), recover: Double($0) * 60) })
        let lane = try HTMLScan.drawing("time to recover, get: ", in: page)
        #expect(!lane.contains("open") && !lane.contains("fault"))
        for words in [
            "seed 7: 7 min, 35% of runs by then", "<title>median: 10 min</title>",
            "<title>p90: 18 min</title>", "<title>p99: 20 min</title>",
            "95 % interval of the median: 6 min to 15 min",
        ] {
            #expect(lane.contains(words), "\(words)")
        }
        #expect(!page.contains("▷ at the right") && !page.contains("more runs than points"))
    }

    @Test func sharesAreNotCutBelowWhatTheyAre() throws {
        let page = page((1...60).map { seed(UInt64($0), recover: Double($0) * 60) })
        let lane = try HTMLScan.drawing("time to recover, get: ", in: page)
        for count in stride(from: 3, through: 60, by: 3) {
            #expect(lane.contains("seed \(count): \(count) min, \(count / 3 * 5)% of runs by then"))
        }
    }

    @Test func noRunRecoversAndThePageSaysSo() throws {
        let page = page((1...5).map { seed(UInt64($0), recover: nil) })
        let lane = try HTMLScan.drawing("time to recover, get: ", in: page)
        #expect(lane.count(of: "class=\"hit dot open\"") == 5)
        #expect(!lane.contains("class=\"hit dot\"") && !lane.contains("NaN"))
        try HTMLScan.check(page)
    }

    /// A thousand seeds on a dozen settings: thinned, said to be, and small enough to be sent.
    @Test func aThousandSeedsAreThinnedAndFit() throws {
        let varied = [VariedInput(name: "rate", values: (1...12).map { "\($0) per 5m" })]
        let seeds = (1...1_000).flatMap { (number: Int) -> [SeedVerdict] in
            let time: Double? = number % 10 == 0 ? nil : Double(number * 7_919 % 1_009) * 0.8
            return varied[0].values.map { value in
                seed(
                    UInt64(number), recover: time,
                    varied: [Plan.Input(name: "rate", value: value)])
            }
        }
        let page = page(seeds, varied: varied)
        #expect(page.utf8.count < 500_000)
        try HTMLScan.check(page)
        #expect(page.contains("There are more runs than points"))
        #expect(page.contains("drawings more would not fit"))
        let lane = try HTMLScan.drawing("time to recover, get, rate 1 per 5m: ", in: page)
        let marks = lane.count(of: "class=\"hit dot")
        #expect(marks >= 12 && marks <= 80, "\(marks)")
        // The fastest and the slowest are there, and the count is of all.
        #expect(lane.contains("100 of 1,000 runs did not come to it"))
        #expect(self.page(seeds, varied: varied) == page)
    }

    @Test func settingsShareAnAxis() throws {
        let varied = [VariedInput(name: "rate", values: ["1", "2"])]
        let seeds = (1...8).flatMap { number in
            ["1", "2"].map {
                seed(
                    UInt64(number), recover: $0 == "1" ? 100 : 200,
                    varied: [Plan.Input(name: "rate", value: $0)])
            }
        }
        let page = page(seeds, varied: varied)
        let one = places(
            of: "\" cy=", in: try HTMLScan.drawing("time to recover, get, rate 1", in: page), "cx")
        let two = places(
            of: "\" cy=", in: try HTMLScan.drawing("time to recover, get, rate 2", in: page), "cx")
        #expect(Set(one).count == 1 && Set(two).count == 1)
        #expect(try #require(one.first) < (try #require(two.first)))
    }

    /// What terminals and machines get has no drawing in it.
    @Test func onlyPagesDraw() {
        let header = SweepHeader(
            experiment: "drill", experimentHash: "h", build: "0.1.0", fleetKind: "simulated",
            inputs: [], varied: [], isSwarm: false, operations: ["get"], responds: true,
            method: [])
        let report = SweepReport(
            SweepJudge(header).judge([seed(1, recover: 60)], asked: 1...1)
        ) { _, _ in "again" }
        for text in [
            TextFormat().render(report.overview, style: .plain),
            MarkdownFormat().render(report.overview, style: .plain),
        ] {
            #expect(text.contains("Recovery over the seeds") && !text.contains("◇"))
        }
    }
}
