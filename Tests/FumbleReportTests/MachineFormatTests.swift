import FumbleModel
import Testing

@testable import FumbleReport

/// Samples and metrics, which machines read.
@Suite struct MachineFormatTests {
    @Test func samplesAreOneRowAWindow() {
        let text = CSVFormat().render(SampleVerdicts.crash, style: .plain)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 91)
        #expect(
            lines[0] == "experiment,seed,arm,window,start_s,length_s,get.offered,get.answered,"
                + "get.attempts,get.latency_p50_s,get.latency_p99_s,index.serving,index.lowest,"
                + "storage.serving,storage.lowest,chat.queued")
        #expect(
            lines[32]
                == "crash-of-a-zone,1,guarded,31,310,10,1000,897.5,1100,0.004,0.08,66,66,900,900,12"
        )
    }

    @Test func ofSeveralRunsTheColumnsOfAll() {
        let one = SampleTable(columns: ["a", "b"], rows: [["1", "2"]])
        let two = SampleTable(columns: ["b", "c"], rows: [["3", "4,\"x\"\n"]])
        #expect(one.adding(two).csv == "a,b,c\n1,2,\n,3,\"4,\"\"x\"\"\n\"\n")
    }

    @Test func metricsOfOneNameStandTogether() {
        let text = PrometheusFormat().render(
            [SampleVerdicts.crash, SampleVerdicts.mistypedRemoval], style: .plain)
        var seen: [Substring] = []
        for line in text.split(separator: "\n") where line.hasPrefix("# TYPE ") {
            #expect(!seen.contains(line))
            seen.append(line)
        }
        #expect(seen.count > 12)
        #expect(
            text.contains(
                "\nfumble_time_to_recover_seconds{experiment=\"crash-of-a-zone\",fleet=\"simulated\","
                    + "seed=\"1\",arm=\"guarded\",operation=\"get\"} 240\n"))
        #expect(
            text.contains(
                "{experiment=\"crash-of-a-zone\",fleet=\"simulated\",seed=\"1\",outcome=\"deviated\"} 1\n"
            ))
    }

    /// Undisturbed is no recovery in 0 seconds.
    @Test func whatWasNotMeasuredIsLeftOut() {
        let text = PrometheusFormat().render(
            SampleVerdicts.arms([ThreeArms.meant]), style: .plain)
        #expect(!text.contains("fumble_time_to_recover_seconds"))
    }

    @Test func labelsAreEscaped() {
        let text = PrometheusFormat.text([
            Metric("a", help: "b\\\n\"", labels: [.init("c", "\"\\\n")], .infinity),
            Metric("a", help: "again", labels: [.init("c", "\"\\\n")], 2),
        ])
        #expect(
            text == """
                # HELP fumble_a b\\\\\\n".
                # TYPE fumble_a gauge
                fumble_a{c="\\"\\\\\\n"} +Inf

                """)
    }

    /// Each line of the stream is one object, and places count up.
    @Test func eventsAreOneObjectALine() {
        let text = EventsFormat().render(SampleVerdicts.crash, style: .plain)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 1 + 10 + 90 + 1)
        #expect(lines[0].hasPrefix("{\"schema\":\"fumble.event/1\",\"what\":\"run-began\""))
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        #expect(
            lines.contains(
                "{\"run\":\"20261122T074148Z-1\",\"arm\":\"guarded\",\"event\":2,\"at_s\":300,"
                    + "\"what\":\"injected\",\"path\":\"method[0]\",\"kind\":\"crash\",\"servers\":34}"
            ))
        #expect(lines[101].contains("\"what\":\"run-ended\""))
    }
}
