import FumbleModel
import Testing

@testable import FumbleReport

/// What was lost of deleted data, in tables and in JSON.
@Suite struct DataWordsTests {
    private static func arm(_ lost: DataVerdict.Lost, restored: TimeSpan?) -> ArmVerdict {
        let old = SingleArm.guarded
        return ArmVerdict(
            arm: .guarded, promises: [], recovery: old.recovery, byOperation: [], dependents: [],
            blind: [], commands: [], timeline: [], capacity: [], writesLost: 0, events: 1,
            eventsHash: 2,
            data: [
                DataVerdict(
                    subsystem: "index", deleted: .percent(30), objects: 12_000_000,
                    timeToRestore: restored, lost: lost)
            ])
    }

    private func rows(_ lost: DataVerdict.Lost, restored: TimeSpan? = nil) -> [String] {
        let arm = Self.arm(lost, restored: restored)
        let crash = SampleVerdicts.crash
        let verdict = Verdict(
            header: crash.header, claim: nil, status: .completed, outcome: .confirmed,
            headline: "", main: arm, arms: [arm], guards: [], findings: [],
            resolution: .seconds(10), traffic: .flow)
        return ArmComparison(verdict).rows.filter { $0.title.hasPrefix("index ") }
            .map { "\($0.title): \($0.cells[0].text)" }
    }

    @Test func theTableTellsOfAgeAndCount() {
        #expect(
            rows(.young(age: .hours(6), objects: 1_234_000), restored: .minutes(90)) == [
                "index data lost: 360 min of writes", "index objects lost: 1,234,000",
                "index restored: 90 min",
            ])
        #expect(
            rows(.young(age: .hours(6), objects: nil), restored: .minutes(90))[1]
                == "index objects lost: not known")
        #expect(
            rows(.all) == [
                "index data lost: all of 30%", "index objects lost: 12,000,000",
                "index restored: not by the end",
            ])
        #expect(rows(.undecided)[0] == "index data lost: not known yet")
    }

    @Test func unknownIsNullInJSON() {
        func json(_ lost: DataVerdict.Lost, restored: TimeSpan? = nil) -> String {
            guard
                case .object(let fields) = ArmJSON(
                    Self.arm(lost, restored: restored), isCounted: true
                ).value,
                let data = fields.first(where: { $0.0 == "data_lost" })?.1
            else { return "" }
            return data.pretty.filter { !$0.isWhitespace }
        }
        let head = #"[{"subsystem":"index","result":"#
        let deleted = #""deleted_share":0.3,"deleted_objects":12000000,"#
        #expect(
            json(.young(age: .hours(6), objects: nil), restored: .minutes(90)) == head
                + #""restored","# + deleted
                + #""age_s":21600,"objects":null,"time_to_restore_s":5400}]"#)
        #expect(
            json(.all) == head + #""lost","# + deleted
                + #""age_s":null,"objects":12000000,"time_to_restore_s":null}]"#)
    }
}
