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
            guard queued > RunSize.mostQueued else { continue }
            diagnostics.report(
                .numberTooLarge, at: horizon.span,
                "about \(Self.written(queued)) requests would wait at `\(subsystem.name)` in the end, "
                    + "and there can be \(Self.written(RunSize.mostQueued))",
                help: "write a `limit` of its `queue`, or a shorter `horizon`")
        }
    }

    /// In thousands of millions: nobody counts the rest.
    private static func written(_ events: Double) -> String {
        let thousandMillions = (events / 1e8).rounded() / 10
        return "\(PlainNumber.text(thousandMillions))G"
    }
}

extension ExperimentDraft {
    /// Whether something is asked that only the grain of requests knows.
    fileprivate var needsRequests: Bool {
        written.measures.contains { $0.value.quantity.value.what.needsRequests }
    }
}
