import FumbleModel
import Testing

@testable import FumbleReport

/// What is made of many runs has every format, from one value.
@Suite struct OverviewTests {
    private let overview = Overview(
        kind: "sweep", name: "drill", headline: "drill, seeds 1 to 3: 2 confirmed, 1 deviated",
        outcome: .deviated,
        sections: [
            OverviewSection(
                "1 seed deviated in",
                [
                    .paragraph("expect.get", .bad),
                    .fields([.init("again", "fumble run drill.yaml --seed 3", .strong)]),
                    .table(
                        OverviewTable(
                            columns: [.init("seed"), .init("took", isNumber: true)],
                            rows: [[.init("3"), .init("4 min", .bad)]])),
                    .code("a <b>\n  c"), .figure(Figure(.tag("svg", [:], ""), words: "a picture")),
                ])
        ],
        cases: [
            OverviewCase(name: "seed 1", position: nil, outcome: .confirmed, evidence: "kept"),
            OverviewCase(
                name: "seed 3", position: SampleVerdicts.place(line: 7), outcome: .deviated,
                evidence: "get: 4 min", seconds: 2.5),
        ],
        properties: [("build", "0.1.0")],
        metrics: [Metric("sweep_seeds", help: "Seeds", labels: [.init("result", "deviated")], 1)],
        samples: SampleTable(columns: ["seed", "took_s"], rows: [["3", "240"]]),
        json: .object([("schema", "fumble.sweep/1")]), closing: ["build 0.1.0"])

    @Test(arguments: ReportFormats.forOverviews().map(\.name))
    func everyFormatIsAsRecorded(format: String) throws {
        let found = ReportFormats.forOverviews().first { $0.name == format }
        let text = try #require(found).render(overview, style: .plain)
        #expect(text.hasSuffix("\n"))
        try Golden(name: "overview.\(format)").expect(text)
    }

    @Test func noFormatIsLeftOut() {
        #expect(
            ReportFormats.forOverviews().map(\.name) == [
                "text", "json", "junit", "markdown", "github", "html", "csv", "prometheus",
            ])
    }
}
