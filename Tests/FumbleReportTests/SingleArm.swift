import FumbleModel

@testable import FumbleReport

/// The only arm of the crash.
enum SingleArm {
    static var guarded: ArmVerdict {
        let injected = SampleVerdicts.minutes(5)
        let get = SampleVerdicts.recovery(
            injected: injected, symptom: .seconds(10), recover: .minutes(4), lost: 21_600,
            depth: 0.8975)
        return ArmVerdict(
            arm: .guarded,
            promises: [
                SampleVerdicts.promise(
                    "index", limit: 70, worst: 66, isKept: false, after: injected,
                    lasting: .seconds(200)),
                SampleVerdicts.promise("storage", limit: 720, worst: 900),
                SampleVerdicts.promise(nil, limit: 2, worst: 0),
            ],
            recovery: get,
            byOperation: [OperationRecovery(operation: "get", recovery: get)], dependents: [],
            blind: [], commands: [],
            timeline: [
                SampleVerdicts.entry(300, "crash injected into 34 servers", trace: .event(2)),
                SampleVerdicts.entry(300, "index fell below its minimum: 66 of 100"),
                SampleVerdicts.entry(310, "get out of tolerance"),
                SampleVerdicts.entry(500, "index was at its minimum again"),
                SampleVerdicts.entry(540, "get recovered"),
            ],
            capacity: [
                CapacityCourse(
                    subsystem: "index", minimum: 70, full: 100,
                    lowest: (0..<90).map { $0 < 30 ? 100 : $0 < 50 ? 66 : min(66 + ($0 - 46), 100) }
                ),
                CapacityCourse(
                    subsystem: "storage", minimum: 720, full: 900,
                    lowest: Array(repeating: 900, count: 90)),
            ],
            writesLost: 0, events: 9_876, eventsHash: 0xFEDC_BA98, course: SampleCourse.crash)
    }
}
