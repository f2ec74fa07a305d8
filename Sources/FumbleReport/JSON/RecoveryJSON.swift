import FumbleModel

/// The measures of a disturbance as JSON.
struct RecoveryJSON {
    /// Whether the arm ended before its time.
    let isCut: Bool

    /// All operations together, and each under its name.
    func value(_ recovery: Recovery, byOperation: [OperationRecovery]) -> JSONValue {
        let operations = byOperation.map { ($0.operation, JSONValue.object(members($0.recovery))) }
        return .object(members(recovery) + [("by_operation", .object(operations))])
    }

    private func members(_ recovery: Recovery) -> [(String, JSONValue)] {
        [
            ("injected_at_s", .seconds(recovery.injected)),
            ("reverted_at_s", .seconds(recovery.reverted)),
            ("time_to_symptom_s", .seconds(recovery.timeToSymptom)),
            ("time_to_detect_s", .seconds(recovery.timeToDetect)),
            ("undetected", .bool(recovery.isUndetected)),
            ("time_to_respond_s", .seconds(recovery.timeToRespond)),
            ("time_to_first_success_s", .seconds(recovery.timeToFirstSuccess)),
            ("time_to_recover_s", .seconds(recovery.timeToRecover)),
            ("time_to_heal_s", .seconds(recovery.timeToHeal)),
            ("rode_through", .bool(recovery.rodeThrough)),
            ("lost_requests", .number(recovery.lostRequests)),
            ("depth", .number(recovery.depth)),
            ("censored", .bool(recovery.isCensored)),
            ("observed_for_s", .seconds(recovery.observedFor)),
            ("relapses", .int(recovery.relapses)),
        ] + unrecovered(recovery) + unknown(recovery)
    }

    /// Only of an arm that was cut off: nobody was disturbed by then, or nobody had seen it.
    private func unknown(_ recovery: Recovery) -> [(String, JSONValue)] {
        guard isCut else { return [] }
        return (recovery.isDisturbed ? [] : [("disturbed", .string(CutOff.words))])
            + (recovery.isUndetected ? [("detected", .string(CutOff.words))] : [])
    }

    /// Only of one that was well again at the end, and not yet for long enough to say so; else it
    /// had not recovered for as long as it was observed.
    private func unrecovered(_ recovery: Recovery) -> [(String, JSONValue)] {
        guard recovery.isCensored, recovery.unrecoveredFor != recovery.observedFor else {
            return []
        }
        return [("not_recovered_before_s", .seconds(recovery.unrecoveredFor))]
    }
}
