import FumbleModel
import Testing

@testable import FumbleReport

/// What a comparison prints.
@Suite struct ComparisonReportTests {
    private func comparison(_ recovered: RecoveredRuns?) -> Comparison {
        func side(_ name: String) -> ComparedSide {
            ComparedSide(
                name: name, experiment: "drill", experimentHash: "abc", build: "0.1.0", runs: 6)
        }
        return Comparison(
            base: side("a"), head: side("b"), pairs: nil, outcome: .confirmed, headline: "same",
            regressions: [], metrics: [], recovered: recovered, notes: [])
    }

    @Test func whoRecoversIsAlwaysTold() {
        let runs = RecoveredRuns(base: 5, ofBase: 6, head: 6, ofHead: 6, chance: 1)
        let report = ComparisonReport(comparison(runs))
        let text = TextFormat().render(report.overview, style: .plain)
        #expect(text.contains("5 of 6, head 6 of 6, p = 1 (Fisher)"))
        #expect(
            report.value.compact.contains(
                #""recovered":{"base":5,"of_base":6,"head":6,"of_head":6,"#
                    + #""test":{"name":"Fisher's exact","exact":true,"p":1}}"#))
        #expect(ComparisonReport(comparison(nil)).value.compact.contains(#""recovered":null"#))
    }
}
