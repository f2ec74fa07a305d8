internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// Makes a plan of what is written: looks up every name, and reports those that mean nothing.
struct PlanBuilder {
    private let written: WrittenExperiment
    private let fleet: FleetDraft
    private var diagnostics: Diagnostics

    static func build(
        _ written: WrittenExperiment, on fleet: FleetDraft, kind: FleetKind, inputs: [Plan.Input],
        isWhole: Bool, diagnostics: inout Diagnostics
    ) -> ExperimentDraft {
        var builder = PlanBuilder(written: written, fleet: fleet, diagnostics: diagnostics)
        let plan = builder.plan(inputs: inputs, on: kind)
        diagnostics = builder.diagnostics
        return ExperimentDraft(
            written: written, fleet: fleet, plan: plan, kind: kind, isWhole: isWhole)
    }

    private mutating func plan(inputs: [Plan.Input], on kind: FleetKind) -> Plan {
        let method = written.method.compactMap { step($0) }
        let typesLine = method.contains { $0.action.typesLine }
        let horizon = written.horizon?.value ?? WrittenExperiment.longestHorizon
        let usualTraffic = RunSize.usualTraffic(
            fleet.spec, horizon: horizon, measures: written.measures.map(\.value))
        let usualArms: [Arm] = typesLine ? [.meant, .guarded, .unguarded] : [.guarded]
        return Plan(
            experiment: written.name.value, claim: written.claim, position: written.name.position,
            fleet: fleet.spec, arms: written.arms?.value.map(\.value) ?? usualArms,
            steadyState: written.steadyState.map { steadyState($0) }, method: method,
            responses: responses(), settle: written.settle?.value ?? usualSettle,
            horizon: horizon, window: window(of: horizon),
            mayTouch: mayTouch(), expectations: expectations(), inputs: inputs,
            traffic: written.traffic ?? usualTraffic, measures: measures(),
            stopWhen: kind == .processes
                ? (written.stopWhen?.value ?? []).map { steadyState($0) } : [],
            callsTools: kind == .processes, explore: explore,
            incident: written.incident?.spec(fleet.names, fleet.spec, &diagnostics))
    }

    private var explore: ExploreSpec {
        guard let written = written.explore?.value else { return ExploreSpec() }
        return ExploreSpec(
            line: (written.line?.value ?? 1) - 1, profile: written.profile,
            stress: written.stress, pairs: written.pairs, earlier: written.earlier.map(\.text),
            windows: written.windows.map(\.value), environments: written.environments,
            keyboard: written.keyboard, accepted: written.accepted.map(\.acceptance))
    }

    /// Whether there is something to measure, and nothing that is looked at in windows.
    private var isUnwatched: Bool {
        guard !written.measures.isEmpty, written.steadyState.isEmpty, written.expect.isEmpty else {
            return false
        }
        if written.method.isEmpty { return true }
        let waits = written.method.contains { step in
            if case .waitUntil = step.action { true } else { false }
        }
        return fleet.spec.operations.isEmpty && fleet.spec.alarms.isEmpty && !waits
    }

    private var usualSettle: TimeSpan {
        isUnwatched ? .zero : WrittenExperiment.usualSettle
    }

    /// Where nobody looks at windows there are a few, so that a signal is seen between two of them.
    private func window(of horizon: TimeSpan) -> TimeSpan {
        guard isUnwatched else { return Windows.length }
        let parts = Self.windowsUnwatched
        let count = horizon.microseconds % parts == 0 ? parts : 1
        return TimeSpan(microseconds: horizon.microseconds / count)
    }

    private static let windowsUnwatched: Int64 = 100

    private mutating func measures() -> [MeasureSpec] {
        written.measures.compactMap { MeasureBuilder.build($0, fleet, &diagnostics) }
    }

    private mutating func steadyState(
        _ entry: MapEntry<WrittenSteadyState>
    ) -> SteadyStateProbe {
        let probe = entry.value.probe
        fleet.names.check(namesIn: probe.value, diagnostics: &diagnostics)
        let operations = (probe.value as? any NamesThings)?.names.filter { $0.kind == .operation }
        let operation = operations?.count == 1 ? operations?.first?.name : nil
        return SteadyStateProbe(
            name: entry.name, position: entry.position, probe: probe.value,
            tolerance: entry.value.tolerance.value,
            operation: operation.flatMap { fleet.spec.operation(named: $0) })
    }

    private mutating func step(_ step: WrittenStep) -> PlannedStep? {
        guard let action = action(step.action) else { return nil }
        let start: PlannedStep.Start =
            switch step.start {
            case .at(let at): .at(at.value)
            case .after(let after): .after(after.value)
            case nil: .after(.zero)
            }
        return PlannedStep(
            path: "method" + step.path, position: step.span.start, start: start,
            actor: step.actor, action: action)
    }

    private mutating func action(_ action: WrittenStep.Action) -> PlannedStep.Action? {
        switch action {
        case .type(let typing):
            return .type(typing.line)
        case .inject(let chosen, let lasting):
            fleet.names.check(namesIn: chosen.value, diagnostics: &diagnostics)
            return .inject(
                PlannedFault(kind: chosen.kind, fault: chosen.value), lasting: lasting?.value)
        case .load(let load):
            fleet.names.check(.operation, load.of, diagnostics: &diagnostics)
            guard let operation = fleet.spec.operation(named: load.of.value) else { return nil }
            return .load(
                operation, factor: factor(of: load, usual: fleet.spec[operation].rate),
                lasting: load.lasting?.value)
        case .waitUntil(let wait):
            return condition(wait.condition).map { .waitUntil($0, atMost: wait.atMost) }
        }
    }

    private mutating func factor(of load: WrittenLoad, usual: Frequency) -> Double {
        switch load.change {
        case .factor(let factor): return factor
        case .rate(let rate):
            guard usual.perSecond > 0 else {
                diagnostics.report(
                    .outOfRange, at: rate.span,
                    "nobody asks `\(load.of.value)` as a rule, so there is no rate to change",
                    help: "give the operation a rate above 0/s in the fleet")
                return 1
            }
            return rate.value.perSecond / usual.perSecond
        }
    }

    private mutating func condition(
        _ condition: WrittenWait.Condition
    ) -> PlannedStep.Condition? {
        switch condition {
        case .alarm(let name): return alarm(name).map { .alarm($0) }
        case .reading(let probe, let tolerance):
            fleet.names.check(namesIn: probe.value, diagnostics: &diagnostics)
            return .reading(probe.value, tolerance.value)
        }
    }

    private mutating func responses() -> [ResponseSpec] {
        written.response.enumerated().compactMap { index, response in
            guard let response else { return nil }
            VerbNames.check(
                response.does.value, usage: nil, isTyped: false, names: fleet.names,
                diagnostics: &diagnostics)
            guard let alarm = alarm(response.when) else { return nil }
            return ResponseSpec(
                path: "response[\(index)]", position: response.span.start, alarm: alarm,
                after: response.after, does: response.does.value.template)
        }
    }

    private mutating func alarm(_ name: Located<String>) -> Int? {
        fleet.names.check(.alarm, name, diagnostics: &diagnostics)
        return fleet.spec.alarms.firstIndex { $0.name == name.value }
    }

    private mutating func mayTouch() -> MayTouch? {
        written.mayTouch.map { limit in
            for name in limit.subsystems ?? [] {
                fleet.names.check(.subsystem, name, diagnostics: &diagnostics)
            }
            return MayTouch(
                servers: limit.servers.value,
                subsystems: limit.subsystems?.compactMap { fleet.spec.subsystem(named: $0.value) },
                position: limit.span.start)
        }
    }

    private mutating func expectations() -> [Expectation] {
        written.expect.flatMap { entry in
            ExpectationBuilder.build(entry, names: fleet.names, fleet.spec, &diagnostics)
        }
    }
}
