import FumbleJudge
import FumbleModel

/// Runs of sweeps as tests want them.
enum Seeds {
    /// - Parameters:
    ///   - recover: in seconds; nil: it had not recovered after an hour.
    static func run(
        _ seed: UInt64, recover: Double?, isDisturbed: Bool = true,
        status: RunStatus = .completed, broken: [String] = [], deviations: [String] = [],
        guards: [SeedGuard] = [], varied: [Plan.Input] = [], lost: Double = 0,
        outcome: Outcome? = nil
    ) -> SeedVerdict {
        let recovery = recovery(recover, isDisturbed: isDisturbed, lost: lost)
        return SeedVerdict(
            seed: seed, status: status,
            outcome: outcome ?? (deviations.isEmpty ? .confirmed : .deviated), headline: "",
            deviations: deviations, recovery: recovery,
            byOperation: [OperationRecovery(operation: "get", recovery: recovery)], events: 1,
            eventsHash: 1, folder: nil, notAsked: [], varied: varied, promisesBroken: broken,
            guards: guards)
    }

    static func recovery(
        _ recover: Double?, isDisturbed: Bool = true, lost: Double = 0
    ) -> Recovery {
        let time = recover.map { TimeSpan(microseconds: Int64(($0 * 1_000_000).rounded())) }
        return Recovery(
            injected: Instant(microseconds: 300_000_000), reverted: nil,
            timeToSymptom: isDisturbed ? .seconds(10) : nil, timeToDetect: nil,
            isUndetected: isDisturbed, timeToRespond: nil, timeToFirstSuccess: nil,
            timeToRecover: isDisturbed ? time : nil, timeToHeal: nil, rodeThrough: false,
            lostRequests: lost, depth: isDisturbed ? 0.5 : 1,
            isCensored: isDisturbed && recover == nil, observedFor: .hours(1), relapses: 0)
    }

    static func header(
        _ experiment: String = "drill", on fleet: String = "simulated",
        varied: [VariedInput] = [], method: String = "m", hash: String = "h"
    ) -> SweepHeader {
        SweepHeader(
            experiment: experiment, experimentHash: hash, build: "0.1.0", fleetKind: fleet,
            inputs: [], varied: varied, isSwarm: false, operations: ["get"], responds: false,
            method: [MethodPart(name: "method", digest: method)])
    }
}
