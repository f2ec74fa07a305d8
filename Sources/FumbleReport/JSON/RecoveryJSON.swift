import FumbleModel

/// The measures of a disturbance as JSON.
enum RecoveryJSON {
    /// All operations together, and each under its name.
    static func value(_ recovery: Recovery, byOperation: [OperationRecovery]) -> JSONValue {
        let operations = byOperation.map { ($0.operation, JSONValue.object(members($0.recovery))) }
        return .object(members(recovery) + [("by_operation", .object(operations))])
    }

    private static func members(_ recovery: Recovery) -> [(String, JSONValue)] {
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
        ] + unrecovered(recovery)
    }

    /// Only of one that was well again at the end, and not yet for long enough to say so; else it
    /// had not recovered for as long as it was observed.
    private static func unrecovered(_ recovery: Recovery) -> [(String, JSONValue)] {
        guard recovery.isCensored, recovery.unrecoveredFor != recovery.observedFor else {
            return []
        }
        return [("not_recovered_before_s", .seconds(recovery.unrecoveredFor))]
    }
}
