import FumbleModel

/// A plan as the JSON document `fumble.plan/1`; keys are only ever added.
struct PlanJSON {
    private let view: PlanView

    init(_ view: PlanView) {
        self.view = view
    }

    var value: JSONValue {
        .object([
            ("schema", "fumble.plan/1"),
            ("experiment", .string(view.experiment)),
            ("claim", .text(view.claim)),
            ("fleet", .string(view.fleet)),
            ("servers", .int(view.servers)),
            ("arms", .array(view.arms.map { .string($0.rawValue) })),
            ("settle_s", .seconds(view.settle)),
            ("horizon_s", .seconds(view.horizon)),
            ("traffic", .string(view.traffic.rawValue)),
            ("measures", .array(view.measures.map { .string($0) })),
            ("steps", .array(view.steps.map(step))),
            ("restarts", .array(view.restarts.map(restart))),
            ("start_circles", .array(view.startCircles.map { .array($0.map { .string($0) }) })),
            ("caches", .array(view.caches.map(cache))),
            ("warnings", .array(view.warnings.map(warning))),
            ("automation", .array(view.automation.map { .string($0) })),
            ("processes", view.processes.map(processes) ?? .null),
        ])
    }

    private func processes(_ processes: PlanView.Processes) -> JSONValue {
        .object([
            ("count", .int(processes.count)),
            ("arms", .array(processes.arms.map { .string($0.rawValue) })),
            ("only_if_asked", .text(processes.onlyIfAsked?.rawValue)),
            ("longest_s", .seconds(view.longest(processes))),
            (
                "programs",
                .array(
                    processes.programs.map { program in
                        .object([
                            ("group", .string(program.group)), ("servers", .int(program.servers)),
                            ("command", .array(program.command.map { .string($0) })),
                            ("ports", .array(program.ports.map { .string($0) })),
                            ("ready", .string(program.ready)),
                            ("ready_within_s", .seconds(program.readyWithin)),
                            ("stop", .string(program.stop)),
                            ("stop_within_s", .seconds(program.stopWithin)),
                        ])
                    })
            ),
            (
                "asks",
                .array(
                    processes.asks.map { ask in
                        .object([
                            ("operation", .string(ask.operation)),
                            ("rate_per_s", .number(ask.rate.perSecond)),
                            ("text", .string(ask.text)),
                        ])
                    })
            ),
            ("missing", .array(processes.missing.map { .string($0) })),
        ])
    }

    private func step(_ step: PlanView.Step) -> JSONValue {
        var at: TimeSpan?
        var after: TimeSpan?
        switch step.start {
        case .at(let span): at = span
        case .after(let span): after = span
        }
        let counts = step.bySubsystem.map { ($0.subsystem, JSONValue.int($0.servers)) }
        return .object([
            ("path", .string(step.path)),
            ("at", .string("\(step.position)")),
            ("starts_at_s", .seconds(at)),
            ("starts_after_s", .seconds(after)),
            ("text", .string(step.text)),
            ("servers", step.servers.map { .int($0) } ?? .null),
            ("by_subsystem", .object(counts)),
            ("guards", .array(step.guards.map { .string($0) })),
            ("error", .text(step.error)),
            ("after", .array(step.after.map(capacity))),
        ])
    }

    private func capacity(_ capacity: PlanView.Capacity) -> JSONValue {
        .object([
            ("subsystem", .string(capacity.subsystem)),
            ("serving", .int(capacity.serving)),
            ("full", .int(capacity.full)),
            ("minimum", .int(capacity.minimum)),
            ("below", .bool(capacity.isBelow)),
        ])
    }

    private func restart(_ restart: PlanView.Restart) -> JSONValue {
        .object([
            ("subsystem", .string(restart.subsystem)),
            ("servers", .int(restart.servers)),
            ("at_once", restart.atOnce.map { .int($0) } ?? .null),
            ("waves", .int(restart.waves)),
            ("phases_s", .object(restart.phases.map { ($0.name, .seconds($0.length)) })),
            ("full_restart_s", .seconds(restart.full)),
            ("rehearsal_ratio", restart.rehearsalRatio.map { .number($0) } ?? .null),
            ("forecast", .array(restart.forecasts.map(forecast))),
            ("like", .text(restart.like?.name)),
            ("rates_from", .text(restart.like?.url)),
        ])
    }

    private func forecast(_ forecast: PlanView.Forecast) -> JSONValue {
        .object([
            ("in_years", .int(forecast.inYears)),
            ("full_restart_s", .seconds(forecast.full)),
            ("mostly", .text(forecast.mostly)),
            ("rehearsal_ratio", forecast.rehearsalRatio.map { .number($0) } ?? .null),
        ])
    }

    private func cache(_ cache: PlanView.Cache) -> JSONValue {
        .object([
            ("cache", .string(cache.cache)), ("protects", .string(cache.protects)),
            ("warm_per_s", .number(cache.warm.perSecond)),
            ("cold_per_s", .number(cache.cold.perSecond)),
            ("capacity_per_s", .number(cache.capacity.perSecond)),
        ])
    }

    private func warning(_ warning: PlanView.Warning) -> JSONValue {
        .object([
            ("at", .text(warning.position?.description)), ("text", .string(warning.text)),
        ])
    }
}
