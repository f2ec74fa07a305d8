internal import FumbleDocument
internal import FumbleModel

/// Measures of which this run could say nothing.
enum MeasuresOfRun {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        for entry in draft.written.measures {
            checkTimes(entry.value, draft, &diagnostics)
            checkGrain(entry, draft, &diagnostics)
            checkServers(entry.value.quantity.value, draft.fleet, &diagnostics)
            checkCache(entry.value.quantity.value, draft.fleet, &diagnostics)
        }
    }

    private static func checkTimes(
        _ measure: WrittenMeasure, _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        if let at = measure.at, !measure.quantity.value.what.isOverTime {
            diagnostics.report(
                .conflictingFields, at: at.span,
                "`\(measure.quantity.kind)` has no value at one instant",
                help: "leave `at` out")
        }
        guard let horizon = draft.written.horizon else { return }
        if let at = measure.at, at.value > horizon.value {
            diagnostics.report(
                .horizonTooShort, at: at.span,
                "it is asked for at \(at.value), after the horizon of \(horizon.value)",
                help: "write a horizon of at least \(at.value)")
        }
        if let warmUp = measure.warmUp, warmUp.value >= horizon.value {
            diagnostics.report(
                .horizonTooShort, at: warmUp.span,
                "nothing is left of a run of \(horizon.value) after a warm-up of \(warmUp.value)",
                help: "write a longer horizon, or a shorter warm-up")
        }
    }

    private static func checkGrain(
        _ entry: MapEntry<WrittenMeasure>, _ draft: ExperimentDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let quantity = entry.value.quantity
        // Real clients ask one by one, whatever the simulator would make of them.
        guard quantity.value.what.needsRequests, draft.plan.traffic == .flow,
            draft.kind == .simulated
        else { return }
        diagnostics.report(
            .expectationNeverMeasured, at: quantity.kindSpan,
            "`\(quantity.kind)` is known only where each request is an event of its own",
            help: "write `traffic: requests`, or leave `traffic` out")
    }

    private static func checkServers(
        _ quantity: WrittenQuantity, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        guard fleet.isCountable, let servers = quantity.servers, let of = quantity.of,
            let subsystem = fleet.spec.subsystem(named: of.value)
        else { return }
        let capacity = fleet.capacity(of: subsystem.index)
        guard servers.value > capacity else { return }
        diagnostics.report(
            .countAboveExisting, at: servers.span,
            "only \(capacity) servers carry `\(of.value)`",
            help: "write at most \(capacity)")
    }

    private static func checkCache(
        _ quantity: WrittenQuantity, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        guard quantity.what == .hitRatio, let of = quantity.of,
            let written = fleet.written.subsystems?.first(where: { $0.name == of.value }),
            written.value.cache == nil
        else { return }
        diagnostics.report(
            .cacheNotOnPath, at: of.span, "`\(of.value)` is no cache, so nothing hits or misses it",
            help: "name a subsystem that has a `cache`")
    }
}
