import FumbleModel
import Testing

@testable import FumbleReport

/// What was measured beside the verdict, as text and as JSON.
@Suite struct MeasuresTests {
    private static let readings = [
        MeasureReading(
            name: "wait", weight: 1_000, mean: 0.2045900753982, standardDeviation: 0.5,
            quantiles: [.init(at: 0.5, value: 0), .init(at: 0.999, value: 3.25)],
            probability: 0.409180150796),
        MeasureReading(
            name: "never", weight: 0, mean: nil, standardDeviation: nil, quantiles: [],
            probability: nil),
        MeasureReading(
            name: "age", weight: 86_400, mean: 1_296_000, standardDeviation: 748_245.9463,
            quantiles: [], probability: nil),
    ]

    private static func verdict(
        _ arms: [Arm], _ readings: [MeasureReading] = readings
    ) -> Verdict {
        let measured = arms.map { arm in
            let old = SingleArm.guarded
            return ArmVerdict(
                arm: arm, promises: [], recovery: old.recovery, byOperation: [], dependents: [],
                blind: [], commands: [], timeline: [], capacity: [], writesLost: 0, events: 1,
                eventsHash: 2, measures: readings)
        }
        let crash = SampleVerdicts.crash
        return Verdict(
            header: crash.header, claim: nil, status: .completed, outcome: .confirmed,
            headline: "Measured: 3 quantities.", main: measured[0], arms: measured, guards: [],
            findings: [], resolution: .seconds(10), traffic: .requests)
    }

    @Test func textHasATableOfThem() {
        var page = TextPage(width: 80)
        MeasuresSection(Self.verdict([.guarded])).add(to: &page)
        #expect(
            page.rendered(color: false) == """
                  measure     mean      sd  probability  quantiles
                  wait     0.20459     0.5      0.40918  p50 0, p99.9 3.25
                  never          -       -            -  -
                  age      1296000  748246            -  -

                """)
    }

    @Test func whatIsNotKnownSaysWhy() {
        let lacking = MeasureReading(
            name: "queued", weight: 0, mean: nil, standardDeviation: nil, quantiles: [],
            probability: nil, lacks: "queues are inside of the programs")
        for (readings, count) in [([lacking], 1), (Self.readings + [lacking], 5)] {
            var page = TextPage(width: 80)
            let verdict = Self.verdict([.meant, .guarded], readings)
            MeasuresSection(verdict).add(to: &page)
            let lines = page.rendered(color: false).split(separator: "\n")
            #expect(lines.last == "  queued: not measured: queues are inside of the programs")
            #expect(lines.count == (count == 1 ? 1 : 8))
            #expect(
                JSONFormat().line(verdict).contains(
                    #""weight":0,"lacks":"queues are inside of the programs"}"#))
        }
    }

    @Test func everyArmHasItsLine() {
        var page = TextPage(width: 80)
        MeasuresSection(Self.verdict([.meant, .guarded])).add(to: &page)
        let lines = page.rendered(color: false).split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines[1].contains("meant"))
        #expect(lines[2].contains("guarded"))
    }

    @Test func theReportSaysTheGrain() {
        let text = TextFormat().render(Self.verdict([.guarded]), style: .plain)
        #expect(text.contains("Measures\n"))
        #expect(text.contains("simulated, requests, seed"))
        let without = TextFormat().render(SampleVerdicts.crash, style: .plain)
        #expect(!without.contains("Measures\n"))
        #expect(without.contains("simulated, flow, seed"))
    }

    @Test func jsonHasThemAtTheTopAndInEachArm() {
        let json = JSONFormat().line(Self.verdict([.guarded]))
        let wait = """
            "wait":{"mean":0.2045900753982,"sd":0.5,"p50":0,"p99.9":3.25,\
            "probability":0.409180150796,"weight":1000}
            """
        #expect(json.split(separator: wait, omittingEmptySubsequences: false).count == 3)
        #expect(json.contains(#""never":{"mean":null,"sd":null,"probability":null,"weight":0}"#))
        #expect(json.contains(#""traffic":"requests""#))
        #expect(json.hasSuffix("}\n"))
    }
}
