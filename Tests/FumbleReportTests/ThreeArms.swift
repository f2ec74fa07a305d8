import FumbleModel

@testable import FumbleReport

/// The arms of the mistyped removal: 4 servers meant, 44 typed.
enum ThreeArms {
    private typealias Sample = SampleVerdicts
    private static let injected = Sample.minutes(5)
    private static let windows = 2_880

    static var meant: ArmVerdict {
        arm(
            .meant, promises: kept(worstPace: 2), recovery: Sample.recovery(injected: injected),
            byOperation: undisturbed,
            commands: [command(count: 4, applied: 4, ending: .done)],
            timeline: [
                Sample.entry(
                    300, "typed: fleetctl remove --env prod --subsystem billing --count 4"),
                Sample.entry(600, "4 servers removed in 2 batches over 5 min"),
            ],
            capacity: [
                course("index", 100, 70, dip: 96, 30..<windows),
                course("placement", 60, 36, dip: 56, 30..<windows),
                course("billing", 60, 30, dip: 56, 30..<windows), full("storage", 900, 720),
                full("status-page", 900, 720),
            ])
    }

    static var guarded: ArmVerdict {
        arm(
            .guarded, promises: kept(worstPace: 0), recovery: Sample.recovery(injected: injected),
            byOperation: undisturbed,
            commands: [command(count: 44, applied: 0, ending: .refused)],
            timeline: [
                Sample.entry(300, line),
                Sample.entry(300, "it comes to 44 servers", .event),
                Sample.entry(300, "floor refuses it in 40 ms: \(refusal)"),
                Sample.entry(300, "nothing was removed", .event),
            ],
            capacity: [
                full("index", 100, 70), full("placement", 60, 36), full("billing", 60, 30),
                full("storage", 900, 720), full("status-page", 900, 720),
            ])
    }

    static var unguarded: ArmVerdict {
        let down = TimeSpan.minutes(169)
        return arm(
            .unguarded,
            promises: [
                Sample.promise(
                    "index", limit: 70, worst: 0, isKept: false, after: injected, lasting: down),
                Sample.promise(
                    "placement", limit: 36, worst: 0, isKept: false, after: injected,
                    lasting: .minutes(236)),
                Sample.promise(
                    "billing", limit: 30, worst: 16, isKept: false, after: injected,
                    lasting: .minutes(180)),
                Sample.promise("storage", limit: 720, worst: 900),
                Sample.promise("status-page", limit: 720, worst: 900),
                Sample.promise(nil, limit: 2, worst: 44, isKept: false, after: injected),
            ],
            recovery: Sample.recovery(
                injected: injected, symptom: .seconds(10), detect: .seconds(70),
                respond: .minutes(11), firstSuccess: down, recover: .minutes(257),
                lost: 13_234_567, depth: 0),
            byOperation: [
                OperationRecovery(
                    operation: "get",
                    recovery: Sample.recovery(
                        injected: injected, symptom: .seconds(10), detect: .seconds(70),
                        firstSuccess: down, recover: .minutes(221), lost: 9_379_567, depth: 0)),
                OperationRecovery(
                    operation: "put",
                    recovery: Sample.recovery(
                        injected: injected, symptom: .seconds(10), detect: .seconds(70),
                        firstSuccess: .minutes(241), recover: .minutes(257), lost: 3_855_000,
                        depth: 0)),
            ],
            dependents: [
                DependentVerdict(
                    dependent: "chat-uploads", mostQueued: 578_400, timeToDrain: .minutes(284))
            ],
            blind: [
                BlindSpell(
                    subsystem: "status-page", from: injected, until: Sample.minutes(125))
            ],
            commands: [command(count: 44, applied: 44, ending: .done)],
            timeline: story,
            capacity: [
                course("index", 100, 70, dip: 0, 30..<1_044, then: 76, until: 1_356),
                course("placement", 60, 36, dip: 0, 30..<1_446, then: 40, until: 1_572),
                course("billing", 60, 30, dip: 16, 30..<1_100),
                full("storage", 900, 720), full("status-page", 900, 720),
            ])
    }

    static var guards: [GuardVerdict] {
        [
            GuardVerdict(
                name: "floor", keeps: "capacity",
                position: SourcePosition(file: "Experiments/fleet.yaml", line: 52, column: 3),
                outcome: .held, asked: 1, allowed: 0, clamped: 0, held: 0, refused: 1,
                decidedIn: .milliseconds(40), beyondMeant: 0, falseStops: 0,
                message: refusal),
            GuardVerdict(
                name: "rate", keeps: "pace",
                position: SourcePosition(file: "Experiments/fleet.yaml", line: 53, column: 3),
                outcome: .idle, asked: 1, allowed: 0, clamped: 1, held: 0, refused: 0,
                decidedIn: .milliseconds(20), beyondMeant: 0, falseStops: 0, message: nil),
        ]
    }

    private static let line =
        "typed: fleetctl remove --env prod --subsystem billing --count 44"

    private static let refusal =
        "--count 44 would leave index 56 of 100 serving, and its minimum is 70"

    private static var story: [TimelineEntry] {
        [
            Sample.entry(0, "preflight: does the steady state hold?", .aside),
            Sample.entry(300, line), Sample.entry(300, "it comes to 44 servers", .event),
            Sample.entry(300, "44 servers removed"),
            Sample.entry(300, "index and placement stop answering"),
            Sample.entry(300, "people can no longer operate status-page"),
            Sample.entry(300, "chat-uploads queues", .detail),
            Sample.entry(310, "GET leaves its tolerance", .event),
            Sample.entry(310, "PUT leaves its tolerance", .event),
            Sample.entry(370, "alarm gets-failing, seen by on-call: goodput of get 0%"),
            Sample.entry(970, "response: full-restart of index and placement"),
            Sample.entry(970, "index: first servers boot", .event),
            Sample.entry(1_060, "index: first servers load state", .detail),
            Sample.entry(7_500, "people can operate status-page again"),
            Sample.entry(10_440, "index begins to serve", .event),
            Sample.entry(10_440, "GET is answered again, 169 min in"),
            Sample.entry(13_560, "GET is whole, 221 min in"),
            Sample.entry(14_460, "placement begins to serve", .event),
            Sample.entry(15_720, "PUT is whole, 257 min in"),
            Sample.entry(17_340, "the queue of chat-uploads is worked off", .event),
            Sample.entry(28_800, "measuring", .aside),
        ]
    }

    private static var undisturbed: [OperationRecovery] {
        ["get", "put"].map {
            OperationRecovery(operation: $0, recovery: Sample.recovery(injected: injected))
        }
    }

    private static func kept(worstPace: Int) -> [PromiseResult] {
        [
            Sample.promise("index", limit: 70, worst: 96),
            Sample.promise("placement", limit: 36, worst: 56),
            Sample.promise("billing", limit: 30, worst: 56),
            Sample.promise("storage", limit: 720, worst: 900),
            Sample.promise("status-page", limit: 720, worst: 900),
            Sample.promise(nil, limit: 2, worst: worstPace),
        ]
    }

    private static func command(count: Int, applied: Int, ending: RunEvent.Ending)
        -> CommandVerdict
    {
        CommandVerdict(
            line: "fleetctl remove --env prod --subsystem billing --count \(count)",
            path: "method[0]", at: injected,
            resolved: .servers(count: count, bySubsystem: [count, count, count, 0, 0]),
            applied: applied, ending: ending, decidedIn: .milliseconds(40))
    }

    private static func arm(
        _ arm: Arm, promises: [PromiseResult], recovery: Recovery,
        byOperation: [OperationRecovery], dependents: [DependentVerdict] = [],
        blind: [BlindSpell] = [], commands: [CommandVerdict], timeline: [TimelineEntry],
        capacity: [CapacityCourse]
    ) -> ArmVerdict {
        ArmVerdict(
            arm: arm, promises: promises, recovery: recovery, byOperation: byOperation,
            dependents: dependents, blind: blind, commands: commands, timeline: timeline,
            capacity: capacity, writesLost: 0, events: 123_456, eventsHash: 0x0123_4567_89AB_CDEF)
    }

    private static func full(_ name: String, _ full: Int, _ minimum: Int) -> CapacityCourse {
        CapacityCourse(
            subsystem: name, minimum: minimum, full: full,
            lowest: Array(repeating: full, count: windows))
    }

    /// Full, but for a dip over some windows, and after it a level until another.
    private static func course(
        _ name: String, _ full: Int, _ minimum: Int, dip: Int, _ range: Range<Int>, then: Int = 0,
        until end: Int = 0
    ) -> CapacityCourse {
        let lowest = (0..<windows).map { window in
            if range.contains(window) { return dip }
            return window >= range.upperBound && window < end ? then : full
        }
        return CapacityCourse(subsystem: name, minimum: minimum, full: full, lowest: lowest)
    }
}
