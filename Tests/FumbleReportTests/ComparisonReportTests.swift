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

    private func compared(
        _ metric: MetricComparison, isOfPart: Bool = false
    ) -> ComparisonReport {
        func side(_ name: String) -> ComparedSide {
            ComparedSide(
                name: name, experiment: "drill", experimentHash: "abc\(name)", build: "0.1.0",
                runs: 6,
                inputs: [Plan.Input(name: "rate", value: name)])
        }
        return ComparisonReport(
            Comparison(
                base: side("a"), head: side("b"), pairs: nil, outcome: .deviated,
                headline: "slower",
                regressions: [
                    Regression(kind: .promise, subject: "p", runs: ["one", "two"], text: "broken")
                ], metrics: [metric], notes: [], isOfPart: isOfPart),
            again: "fumble compare a b --gate time-to-recover:5%")
    }

    private func metric(
        ratio: Double?, lower: Double = 1, head: Double? = 12,
        decision: MetricComparison.Decision = .fails
    ) -> MetricComparison {
        MetricComparison(
            name: "time-to-recover", unit: .seconds, base: 10, head: head, count: 2, ratio: ratio,
            interval: ratio.map { .init(lower: lower, upper: $0 + 0.1) }, test: nil,
            gate: .percent(5), decision: decision,
            runs: [.init(name: "one", base: .init(10), head: .init(600, isCensored: head == nil))])
    }

    /// What is above its gate does not read as the gate.
    @Test func numbersBesideAGateSayWhatWasDecided() {
        let text = TextFormat().render(
            compared(metric(ratio: 1.0504, lower: 1.0501)).overview, style: .plain)
        #expect(text.contains("+5.04%") && text.contains("+5.01 to "))
        #expect(RatioScale.words(1.0504, beside: .percent(5)) == "+5.04%")
        #expect(RatioScale.words(1.0496, beside: .percent(5)) == "+4.96%")
        #expect(RatioScale.words(1.05, beside: .percent(5)) == "+5%")
        #expect(RatioScale.words(1.123, beside: .percent(5)) == "+12%")
        #expect(RatioScale.words(1.1004, beside: .percent(10)) == "+10.04%")
    }

    @Test func aSideThatDidNotRecoverIsToldForHowLong() {
        let text = TextFormat().render(
            compared(metric(ratio: nil, head: nil)).overview, style: .plain)
        #expect(text.contains("not within 10 min"), "\(text)")
    }

    /// Runs of real processes are named as runs: their seeds are all alike.
    @Test func runsThatNothingPairsAreNoSeeds() {
        let text = TextFormat().render(compared(metric(ratio: 1.2)).overview, style: .plain)
        #expect(text.contains("broken (runs one, two)"), "\(text)")
    }

    @Test func aPageSaysWhereItComesFrom() throws {
        let page = HTMLFormat().render(compared(metric(ratio: 1.2)).overview, style: .plain)
        try HTMLScan.check(page)
        for words in [
            "Where it comes from", "<code>fumble compare a b --gate time-to-recover:5%</code>",
            "SHA-256 abca", "SHA-256 abcb", "rate = a", "rate = b", "0.1.0",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func aPartIsCalledOne() {
        let report = compared(metric(ratio: 1.2, decision: .undecided), isOfPart: true)
        #expect(report.overview.cases.last?.evidence == "a side is a part")
    }
}
