import FumbleModel

@testable import FumbleReport

/// How the crash of the goldens went: 90 windows of 10 s, with latencies, one wave of starts.
enum SampleCourse {
    private static let windows = 90

    static let crash = ArmCourse(
        names: FleetNames(
            operations: ["get"], subsystems: ["index", "storage"], dependents: ["chat"]),
        events: [
            event(0, .phase(.preflight)), event(300, .phase(.method)),
            event(300, .injected(path: "method[0]", kind: "crash", servers: 34)),
            event(370, .alarm(name: "gets", isRaised: true, reading: "89.7%")),
            event(370, .seen(alarm: "gets", by: "on-call")),
            event(400, .responded(path: "response[0]", alarm: "gets", summary: "restart")),
            event(400, .fleet(.phase(subsystem: SubsystemID(0), phase: .boot, servers: 34))),
            event(500, .fleet(.whole(subsystem: SubsystemID(0)))),
            event(600, .reverted(path: "method[0]", kind: "crash")),
            event(900, .phase(.measurement)),
        ],
        windows: (0..<windows).map(window), end: SampleVerdicts.minutes(15),
        phases: [
            .init(phase: .preflight, from: .start, until: instant(300), trace: .event(0)),
            .init(phase: .method, from: instant(300), until: instant(900), trace: .event(1)),
        ],
        deeds: [
            .init(
                kind: .fault, title: "crash on 34 servers", from: instant(300),
                until: instant(600), trace: .event(2)),
            .init(
                kind: .response, title: "restart", from: instant(400), until: instant(400),
                trace: .event(5)),
        ],
        answers: [],
        alarms: [
            .init(
                name: "gets", reading: "89.7%", from: instant(370), until: nil, trace: .event(3))
        ],
        milestones: [
            .init(kind: .injected, operation: nil, at: instant(300), trace: .event(2)),
            .init(kind: .symptom, operation: "get", at: instant(310), trace: .window(31)),
            .init(kind: .detected, operation: nil, at: instant(370), trace: .event(4)),
            .init(kind: .recovered, operation: "get", at: instant(540), trace: .window(54)),
        ],
        stages: [
            stage(.detect, nil, 300, 370, .event(2), .event(4)),
            stage(.decide, nil, 370, 400, .event(4), .event(5)),
            stage(.boot, "index", 400, 500, .event(6), .event(7)),
        ])

    private static func instant(_ seconds: Int64) -> Instant { .start + .seconds(seconds) }

    private static func event(_ seconds: Int64, _ what: RunEvent.What) -> RunEvent {
        RunEvent(at: instant(seconds), what: what)
    }

    private static func stage(
        _ kind: RecoveryStage.Kind, _ of: String?, _ from: Int64, _ until: Int64, _ begins: Trace,
        _ ends: Trace
    ) -> RecoveryStage {
        RecoveryStage(
            kind: kind, of: of,
            spells: [
                .init(from: instant(from), until: instant(until), begins: begins, ends: ends)
            ])
    }

    private static func window(_ place: Int) -> WindowSample {
        let isDown = (31..<54).contains(place)
        let serving = place < 30 ? 100 : place < 50 ? 66 : min(66 + (place - 46), 100)
        return WindowSample(
            start: instant(Int64(place) * 10), length: .seconds(10),
            operations: [
                OperationSample(
                    offered: 1_000, answered: isDown ? 897.5 : 1_000,
                    attempts: isDown ? 1_100 : 1_000,
                    latency: LengthSpread(
                        count: 1_000, p50: .milliseconds(4), p99: .milliseconds(isDown ? 80 : 9),
                        longest: .milliseconds(120)))
            ],
            subsystems: [
                SubsystemSample(serving: serving, lowest: serving),
                SubsystemSample(serving: 900, lowest: 900),
            ], queued: [isDown ? 12 : 0])
    }
}
