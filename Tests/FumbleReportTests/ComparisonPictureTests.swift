import FumbleModel
import Testing

@testable import FumbleReport

/// What the page of a comparison draws.
@Suite struct ComparisonPictureTests {
    private func metric(
        _ name: String, _ decision: MetricComparison.Decision, ratio: Double? = 1.12,
        interval: (Double, Double)? = (1.08, 1.15), gate: Double? = 5,
        runs: [MetricComparison.Run] = []
    ) -> MetricComparison {
        MetricComparison(
            name: name, unit: .seconds, base: 100, head: 112, count: 30, ratio: ratio,
            interval: interval.map { .init(lower: $0.0, upper: $0.1) }, test: nil,
            gate: gate.map { .percent($0) }, decision: decision, runs: runs)
    }

    private func page(_ metrics: [MetricComparison], pairs: Int? = 3) throws -> String {
        func side(_ name: String) -> ComparedSide {
            ComparedSide(
                name: name, experiment: "drill", experimentHash: "abc", build: "0.1.0", runs: 3)
        }
        let comparison = Comparison(
            base: side("a"), head: side("b"), pairs: pairs, outcome: .confirmed, headline: "same",
            regressions: [], metrics: metrics, notes: [], isOfExplorations: false)
        let page = HTMLFormat().render(ComparisonReport(comparison).overview, style: .plain)
        try HTMLScan.check(page)
        return page
    }

    private func path(_ drawing: Substring) throws -> Substring {
        try #require(drawing.suffix(after: "<path class=\"sign")).prefix(upTo: "<title>")
    }

    /// A decision has a shape of its own, beside its colour, and stands in words.
    @Test func decisionsDifferByShape() throws {
        let page = try page([
            metric("time-to-recover", .fails), metric("get.time-to-recover", .passes),
            metric("put.time-to-recover", .undecided), metric("time-to-heal", .notGated, gate: nil),
        ])
        let rows = try [
            "time to recover: ", "get time to recover: ", "put time to recover: ", "time to heal: ",
        ].map { try HTMLScan.drawing($0, in: page) }
        let shapes = try rows.map { try path($0).suffix(after: " d=") }
        #expect(Set(shapes).count == 4)
        #expect(try path(rows[0]).hasPrefix(" bad\""))
        for words in [
            "✕ fails its gate, ◆ too few runs to decide, ● passes its gate, ■ does not gate",
            "+12%, +8 to +15%, gate 5% fails",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        // The gate is a bound of those rows that have one.
        #expect(rows.map { $0.contains("class=\"fault\"") } == [true, true, true, false])
    }

    @Test func whatIsAlikeLiesLeftOfWhatIsMore() throws {
        let page = try page([metric("time-to-recover", .fails)])
        let row = try HTMLScan.drawing("time to recover: ", in: page)
        let x = { (mark: String) in
            row.suffix(after: mark).flatMap { Double($0.prefix(upTo: "%")) }
        }
        let alike = try #require(x("class=\"even\" x1=\""))
        let gate = try #require(x("class=\"least\" x1=\""))
        let lower = try #require(x("class=\"range\" x1=\""))
        #expect(alike < gate && gate < lower)
    }

    private let runs: [MetricComparison.Run] = [
        .init(name: "1", base: .init(100), head: .init(101)),
        .init(name: "2", base: .init(100), head: .init(140)),
        .init(name: "3", base: .init(110), head: .init(3_600, isCensored: true)),
        .init(name: "4", base: nil, head: .init(120)),
    ]

    @Test func seedsGoFromBaseToHead() throws {
        let page = try page([
            metric("time-to-recover", .notGated, gate: nil),
            metric("get.time-to-recover", .fails, runs: runs),
        ])
        let chart = try HTMLScan.drawing("get time to recover: 3 pairs", in: page)
        #expect(chart.count(of: "class=\"hit pair\"") == 3)
        // Two are worse than the gate bears; the one that did not come to it is no time of its own.
        #expect(chart.count(of: "class=\"slope bad\"") == 2)
        #expect(chart.contains("seed 2: base 1 min 40 s, head 2 min 20 s, +40%"))
        #expect(chart.contains("seed 3: base 1 min 50 s, head &gt; 60 min"))
        #expect(chart.count(of: "class=\"dot open\"") == 1)
        #expect(page.contains("dashed and ▲: more than 5% more in the head"))
        #expect(page.contains("△ in the hatched part"))
    }

    @Test func whatNothingPairsHasNoLines() throws {
        let alone =
            (1...5).map { MetricComparison.Run(name: "\($0)", base: .init(Double($0)), head: nil) }
            + (1...4).map {
                MetricComparison.Run(name: "\($0)", base: nil, head: .init(Double($0)))
            }
        let page = try page([metric("time-to-recover", .passes, runs: alone)], pairs: nil)
        let chart = try HTMLScan.drawing("time to recover: 9 runs", in: page)
        #expect(chart.count(of: "class=\"hit pair\"") == 9)
        #expect(!chart.contains("slope") && page.contains("Run by run"))
    }

    @Test func manySeedsAreThinnedAndItIsSaid() throws {
        let many = (1...1_000).map {
            MetricComparison.Run(
                name: "\($0)", base: .init(Double($0)), head: .init(Double($0 * 7 % 1_000)))
        }
        let page = try page([metric("time-to-recover", .fails, runs: many)])
        let chart = try HTMLScan.drawing("time to recover: 200 of 1,000 pairs, evenly", in: page)
        #expect(chart.count(of: "class=\"hit pair\"") == 200)
        #expect(page.utf8.count < 500_000)
    }

    /// Of explorations: ratios without chance.
    @Test func withoutIntervalAndRunsThereIsThePoint() throws {
        let page = try page([
            metric("expected-outage", .passes, interval: nil),
            metric("escapes", .passes, ratio: nil, interval: nil),
        ])
        #expect(page.contains("Head over base") && !page.contains("95 % interval. "))
        #expect(!page.contains("by seed") && !page.contains("by run"))
        #expect(!(try HTMLScan.drawing("expected outage: ", in: page)).contains("class=\"range\""))
        let none = try self.page([metric("escapes", .passes, ratio: nil, interval: nil)])
        #expect(!none.contains("Head over base"))
    }
}
