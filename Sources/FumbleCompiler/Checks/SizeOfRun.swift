internal import FumbleDocument
internal import FumbleModel

/// Runs that would go on for hours, or not fit in memory.
enum SizeOfRun {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard let horizon = draft.written.horizon, draft.fleet.isCountable else { return }
        let plan = draft.plan
        let size = RunSize(
            plan.fleet, horizon: plan.horizon, window: plan.window, traffic: plan.traffic)
        if size.windows > RunSize.mostWindows {
            diagnostics.report(
                .numberTooLarge, at: horizon.span,
                "a run of \(plan.horizon) has \(size.windows) windows of \(plan.window), and there "
                    + "can be \(RunSize.mostWindows)",
                help: "write a shorter `horizon`")
        } else if size.events > RunSize.mostEvents {
            diagnostics.report(
                .numberTooLarge, at: horizon.span,
                "about \(Self.written(size.events)) events are to be expected in \(plan.horizon), "
                    + "and there can be \(Self.written(RunSize.mostEvents))",
                help: plan.traffic == .requests && !draft.needsRequests
                    ? "write a shorter `horizon`, or `traffic: flow`"
                    : "write a shorter `horizon`")
        } else if size.failures > RunSize.mostFailures {
            diagnostics.report(
                .numberTooLarge, at: horizon.span,
                "servers would fail and start about \(Self.written(size.failures)) times in "
                    + "\(plan.horizon), and there can be \(Self.written(RunSize.mostFailures))",
                help: "write a shorter `horizon`, or a longer `failure`")
        } else if plan.traffic == .requests {
            checkQueues(draft, horizon, &diagnostics)
        }
    }

    /// Queues without a limit that grow beyond what memory holds.
    private static func checkQueues(
        _ draft: ExperimentDraft, _ horizon: Located<TimeSpan>, _ diagnostics: inout Diagnostics
    ) {
        let fleet = draft.plan.fleet
        let load = OfferedLoad(fleet)
        for (index, subsystem) in fleet.subsystems.enumerated() where subsystem.queue.limit == nil {
            let slots = Double(draft.fleet.capacity(of: index) * subsystem.slots)
            guard load.work[index] > slots else { continue }
            let excess = 1 - slots / load.work[index]
            let queued =
                load.visitsPerSecond(of: index, in: fleet) * excess
                * draft.plan.horizon.seconds
            guard queued > Double(TrafficGrain.mostUnderWay) else { continue }
            diagnostics.report(
                .numberTooLarge, at: horizon.span,
                "about \(Self.written(queued)) requests would wait at `\(subsystem.name)` in the end, "
                    + "and there can be \(Self.written(Double(TrafficGrain.mostUnderWay)))",
                help: "write a `limit` of its `queue`, or a shorter `horizon`")
        }
    }

    /// In thousands of millions, or in millions where it is less: nobody counts the rest.
    private static func written(_ number: Double) -> String {
        let thousandMillions = (number / 1e8).rounded() / 10
        if thousandMillions >= 1 { return "\(PlainNumber.text(thousandMillions))G" }
        return "\(PlainNumber.text((number / 1e5).rounded() / 10))M"
    }
}

extension ExperimentDraft {
    /// Whether something is asked that only the grain of requests knows.
    fileprivate var needsRequests: Bool {
        written.measures.contains { $0.value.quantity.value.what.needsRequests }
    }
}
