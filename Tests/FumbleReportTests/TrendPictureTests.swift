import FumbleModel
import Testing

@testable import FumbleReport

/// What the page of a trend draws.
@Suite struct TrendPictureTests {
    private func point(_ place: Int, _ value: Double, isCensored: Bool = false) throws
        -> TrendSeries.Point
    {
        let day = place % 28 + 1
        let name = "2026\(place < 28 ? "05" : "06")\(day < 10 ? "0" : "")\(day)T074148Z-1"
        return TrendSeries.Point(
            run: name, when: try #require(RunMoment(runName: name)), seed: 1, build: "0.1.0",
            experimentHash: "abc", value: value, isCensored: isCensored)
    }

    /// Ten runs at 41 minutes, then ten at `after`.
    private func trend(
        after: Double = 2_820, ratio: Double? = 1.15, lateMedian: Double? = 2_820,
        isCensored: Bool = false, each: Int = 10, rehearsals: [RehearsalAge] = []
    ) throws -> Trend {
        let points = try (0..<2 * each).map {
            try point($0 % 56, $0 < each ? 2_460 : after, isCensored: $0 >= each && isCensored)
        }
        let series = TrendSeries(
            fleetKind: "simulated", points: points,
            stretches: [
                .init(places: 0..<each, median: 2_460, censored: 0, observed: 2_460),
                .init(places: each..<2 * each, median: lateMedian, censored: 0, observed: after),
            ],
            changes: [
                .init(
                    place: each, chance: 0.001, ratio: ratio, isNewBuild: true, areNewFiles: false)
            ], enough: 10)
        return Trend(
            experiment: "drill", metric: "time-to-recover", words: "time to recover",
            unit: .seconds, series: [series], leftOut: [], rehearsals: rehearsals)
    }

    private func page(_ trend: Trend) throws -> String {
        let page = HTMLFormat().render(TrendReport(trend).overview, style: .plain)
        try HTMLScan.check(page)
        return page
    }

    private func count(_ part: String, in page: String) -> Int {
        page[...].count(of: part)
    }

    @Test func aChangeIsAStepWithItsSign() throws {
        let page = try page(trend())
        #expect(count("class=\"hit dot\"", in: page) == 19)
        #expect(count("class=\"hit dot bad\"", in: page) == 1)
        #expect(count("class=\"range wide\"", in: page) == 2)
        #expect(count("class=\"stone\"", in: page) == 1)
        for words in [
            ">▲ +15%<", "20260501T074148Z-1, 2026-05-01: 41 min, build 0.1.0",
            "median of 10 runs: 47 min", "▲ is the first run after one for the worse",
            ">2026-05-11<",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func forTheBetterPointsDown() throws {
        let page = try page(trend(after: 1_800, ratio: 0.73, lateMedian: 1_800))
        #expect(page.contains(">▼ -27%<") && count("class=\"hit dot alt\"", in: page) == 1)
        #expect(count("class=\"hit dot bad\"", in: page) == 0)
    }

    /// Runs that did not come to it have no median, and no time of their own.
    @Test func longerIsNotATime() throws {
        let page = try page(trend(after: 28_800, ratio: nil, lateMedian: nil, isCensored: true))
        // In the chart, and behind each bar of the table.
        #expect(count("class=\"hit dot open\"", in: page) == 20)
        #expect(page.contains(">▲ more<") && page.contains("median of 10 runs: &gt; 8 h"))
        #expect(page.contains("△ a run that ended before it came to it"))
        #expect(count("class=\"range wide\"", in: page) == 1)
    }

    @Test func manyRunsAreThinnedAndItIsSaid() throws {
        let page = try page(trend(each: 800))
        let marks = count("class=\"hit dot", in: page)
        #expect(marks > 250 && marks <= 300)
        #expect(page.contains("of 1,600 runs are drawn, evenly"))
        // The run with which it changed is among them.
        #expect(count("class=\"hit dot bad\"", in: page) == 1)
        #expect(page.utf8.count < 500_000)
    }

    @Test func overdueIsHatchedAndSaid() throws {
        func age(_ subsystem: String, days: Int?, every: TimeSpan?) -> RehearsalAge {
            RehearsalAge(
                fleet: "fleet.yaml", subsystem: subsystem,
                last: days.map { .init(days: $0, how: .declared) }, grown: nil, every: every)
        }
        let limit = TimeSpan.hours(90 * 24)
        let page = try page(
            trend(rehearsals: [
                age("index", days: 213, every: limit), age("placement", days: 20, every: limit),
                age("billing", days: nil, every: limit), age("storage", days: 4, every: nil),
            ]))
        #expect(count("class=\"below\"", in: page) == 2)
        #expect(count("class=\"least\"", in: page) == 3)
        #expect(count("✕ overdue", in: page) == 2 && count("● in time", in: page) == 1)
        #expect(page.contains(">never<") && page.contains(">100 days ago<"))
    }

    /// Bars are drawn where something can draw, and are letters in text alone.
    @Test func barsAreDrawings() throws {
        let trend = try trend(after: 28_800, ratio: nil, lateMedian: nil, isCensored: true)
        let page = try page(trend)
        #expect(!page.contains("█") && count("class=\"bar-cell\"", in: page) == 20)
        #expect(count("longer: the run ended first", in: page) == 10)
        let overview = TrendReport(trend).overview
        #expect(TextFormat().render(overview, style: .plain).contains("█"))
        #expect(!MarkdownFormat().render(overview, style: .plain).contains("█"))
    }

    @Test func inputsThatDifferAreNamed() throws {
        let points = try (0..<3).map { try point($0, 60) }
        let series = TrendSeries(
            fleetKind: "simulated", points: points,
            stretches: [.init(places: 0..<3, median: 60, censored: 0, observed: 60)], changes: [],
            enough: 10,
            inputChanges: [
                .init(place: 1, texts: ["rate was 2, and is 4", "size was 1, and is 3"])
            ])
        let trend = Trend(
            experiment: "drill", metric: "time-to-recover", words: "time to recover",
            unit: .seconds, series: [series], leftOut: [], rehearsals: [])
        let text = TextFormat().render(TrendReport(trend).overview, style: .plain)
        #expect(text.contains("Inputs differ, on the simulated fleet"))
        #expect(text.contains("with run 20260502T074148Z-1, 2026-05-02: rate was 2, and is 4;"))
        #expect(
            TrendReport(trend).value.compact.contains(
                #""input_changes":[{"run":"20260502T074148Z-1","inputs":["rate was 2, and is 4","#))
    }
}
