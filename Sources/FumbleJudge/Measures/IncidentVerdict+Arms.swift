import FumbleModel

extension IncidentVerdict {
    /// - Returns: nil where the plan is about no incident.
    init?(of plan: Plan, main: JudgedArm, unguarded: JudgedArm?) {
        guard let spec = plan.incident else { return nil }
        let told = unguarded ?? main
        let times = spec.reported.map { reported in
            let place = reported.operation?.index
            let recovery =
                place.map { told.verdict.byOperation[$0].recovery } ?? told.verdict.recovery
            let simulated: TimeSpan? =
                switch reported.measure {
                case .timeToRecover: recovery.timeToRecover
                case .timeToFirstSuccess: recovery.timeToFirstSuccess
                }
            return Time(
                reported: reported, operation: reported.operation.map { plan.fleet[$0].name },
                simulated: simulated)
        }
        self.init(spec: spec, arm: told.record.arm, times: times)
    }
}
