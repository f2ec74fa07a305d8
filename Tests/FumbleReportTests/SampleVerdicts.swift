import FumbleModel

@testable import FumbleReport

/// Hand-made verdicts that the goldens are made from.
enum SampleVerdicts {
    /// A mistyped removal, three arms: refused with the guards, and a long outage without them.
    static var mistypedRemoval: Verdict {
        let arms = [ThreeArms.meant, ThreeArms.guarded, ThreeArms.unguarded]
        return Verdict(
            header: header("s3-2017-mistyped-removal"),
            claim: "One wrong digit in the billing playbook takes no subsystem below its minimum, "
                + "and clients notice nothing.",
            status: .completed, outcome: .confirmed,
            headline: "Refused in 40 ms. Without the floor: GET down 169 min, PUT whole after "
                + "257 min.",
            main: ThreeArms.guarded, arms: arms, guards: ThreeArms.guards,
            findings: [
                finding("expect.promises.capacity", line: 31, .confirmed, "kept"),
                finding("expect.promises.pace", line: 31, .confirmed, "kept"),
                finding("expect.guards.floor", line: 32, .confirmed, "held: asked 1, refused 1"),
                finding("expect.get", line: 33, .confirmed, "undisturbed"),
                finding("expect.acknowledged-writes-lost", line: 34, .confirmed, "0 requests"),
            ],
            resolution: .seconds(10))
    }

    /// A crash, one arm: a subsystem fell below its minimum and a probe had no data.
    static var crash: Verdict {
        let arm = SingleArm.guarded
        return Verdict(
            header: header("crash-of-a-zone"), claim: "One zone may be lost.", status: .completed,
            outcome: .deviated,
            headline: "Index was below its minimum for 3 min 20 s; GET recovered after 4 min.",
            main: arm, arms: [arm], guards: [],
            findings: [
                finding(
                    "expect.promises.capacity", line: 31, .deviated,
                    "index: 66 serving where at least 70 must, from 5 min on for 3 min 20 s"),
                finding("expect.get", line: 33, .inconclusive, "too few requests in 3 windows"),
                finding("expect.promises.pace", line: 32, .confirmed, "kept"),
            ],
            resolution: .seconds(10))
    }

    /// A completed run of these arms, and nothing found.
    static func arms(_ arms: [ArmVerdict]) -> Verdict {
        Verdict(
            header: header("arms"), claim: nil, status: .completed, outcome: .confirmed,
            headline: "Nothing found.", main: arms[0], arms: arms, guards: [], findings: [],
            resolution: .seconds(10))
    }

    /// A run of empty arms with these hashes.
    static func counted(_ hashes: [UInt64]) -> Verdict {
        let undisturbed = recovery()
        let empty = hashes.map { hash in
            ArmVerdict(
                arm: .guarded, promises: [], recovery: undisturbed, byOperation: [],
                dependents: [], blind: [], commands: [], timeline: [], capacity: [],
                writesLost: 0, events: 1, eventsHash: hash)
        }
        return Verdict(
            header: header("counted"), claim: nil, status: .completed, outcome: .confirmed,
            headline: "", main: ThreeArms.meant, arms: empty, guards: [], findings: [],
            resolution: .seconds(10))
    }

    static func header(_ experiment: String) -> RunHeader {
        RunHeader(
            id: "20261122T074148Z-1", experiment: experiment,
            experimentHash: String(repeating: "0af1", count: 16), fleetKind: "simulated", seed: 1,
            build: "0.1.0",
            inputs: [Plan.Input(name: "mistyped-count", value: "44")])
    }

    static func finding(_ path: String, line: Int, _ outcome: Outcome, _ evidence: String)
        -> Finding
    {
        Finding(
            path: path, position: place(line: line), outcome: outcome, evidence: evidence)
    }

    static func place(line: Int) -> SourcePosition {
        SourcePosition(file: "Experiments/file.yaml", line: line, column: 5)
    }

    static func minutes(_ minutes: Int64) -> Instant { Instant.start + .minutes(minutes) }

    static func entry(
        _ seconds: Int64, _ text: String, _ weight: TimelineEntry.Weight = .turn,
        trace: Trace? = nil
    ) -> TimelineEntry {
        TimelineEntry(
            at: Instant.start + .seconds(seconds), text: text, weight: weight, trace: trace)
    }

    /// A recovery with nothing in it but what is said.
    static func recovery(
        injected: Instant? = nil, symptom: TimeSpan? = nil, detect: TimeSpan? = nil,
        respond: TimeSpan? = nil, firstSuccess: TimeSpan? = nil, recover: TimeSpan? = nil,
        lost: Double = 0, depth: Double = 1, isCensored: Bool = false
    ) -> Recovery {
        Recovery(
            injected: injected, reverted: nil, timeToSymptom: symptom, timeToDetect: detect,
            isUndetected: symptom != nil && detect == nil, timeToRespond: respond,
            timeToFirstSuccess: firstSuccess, timeToRecover: recover, timeToHeal: nil,
            rodeThrough: false, lostRequests: lost, depth: depth, isCensored: isCensored,
            observedFor: .minutes(475), relapses: 0)
    }

    static func promise(
        _ subsystem: String?, limit: Int, worst: Int, isKept: Bool = true, after: Instant? = nil,
        lasting: TimeSpan = .zero
    ) -> PromiseResult {
        PromiseResult(
            promise: subsystem == nil ? "pace" : "capacity", subsystem: subsystem, isKept: isKept,
            limit: limit, worst: worst, brokenAt: after, brokenFor: lasting)
    }
}
