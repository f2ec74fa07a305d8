internal import FumbleControl
package import FumbleModel

/// What a plan comes to before anything is touched: for `fumble plan`.
///
/// Arithmetic on the fleet as it is at the start: it knows no failure, no delay and no guard's answer.
package struct PlanSketch: Sendable {
    package let subsystems: [SubsystemSketch]
    package let steps: [StepSketch]
    /// Subsystems that need each other to start: once all of a circle are down, none can.
    package let startCircles: [[SubsystemID]]
    package let caches: [CacheSketch]
    /// What the fleet does by itself, such as `reaper, every 10m from 2m: add-servers of index`.
    package let automation: [String]

    /// - Parameter seed: decides which servers are taken.
    package init(_ plan: Plan, topology: Topology, seed: UInt64) {
        let estimate = RestartEstimate(plan.fleet, topology)
        let forecasts = RestartForecast.all(of: plan.fleet, topology, now: estimate)
        subsystems = plan.fleet.subsystems.indices.map { index in
            SubsystemSketch(
                SubsystemID(index), of: plan.fleet, topology, estimate,
                forecasts: forecasts[index])
        }
        caches = plan.fleet.subsystems.indices.compactMap {
            CacheSketch(SubsystemID($0), of: plan.fleet, topology)
        }
        startCircles = StartCircles.find(in: plan.fleet)
        automation = plan.fleet.automation.map { Self.words(for: $0, of: plan.fleet) }
        var sketcher = StepSketcher(plan, topology, seed: seed)
        steps = plan.method.map { sketcher.sketch($0) }
    }

    private static func words(for automation: AutomationSpec, of fleet: FleetSpec) -> String {
        let when =
            switch automation.trigger {
            case .clock(let every, let from, let until):
                "every \(every) from \(from)" + (until.map { " until \($0)" } ?? "")
            case .alarm(let place, let after):
                "\(after) after \(fleet.alarms[place].name) is raised"
            }
        return "\(automation.name), \(when): \(automation.does.summary)"
    }
}

/// A subsystem: how much of it there is, and what a start of all of it costs.
package struct SubsystemSketch: Sendable {
    package let name: String
    package let servers: Int
    package let minimum: Int
    /// A start of every server of it, alone, in waves of as many as may start at once, from the
    /// moment that what it needs is there.
    package let ownRestart: TimeSpan
    /// The same when all that it needs to start is restarted before it.
    package let fullRestart: TimeSpan
    /// What it keeps now over what it kept when a full restart was last done; nil: not said.
    package let rehearsalRatio: Double?
    package let longestRestartAge: TimeSpan
    /// Now and in years to come.
    package let forecasts: [RestartForecast]

    init(
        _ id: SubsystemID, of fleet: FleetSpec, _ topology: Topology, _ estimate: RestartEstimate,
        forecasts: [RestartForecast]
    ) {
        let spec = fleet[id]
        name = spec.name
        servers = topology.capacity(of: id)
        minimum = spec.minimum.resolved(of: servers)
        ownRestart = estimate.own(id)
        fullRestart = estimate.full(id)
        rehearsalRatio = RehearsalRatio.of(spec.state)
        longestRestartAge =
            fleet.groups.filter { $0.carries.contains(id) }.map(\.restartAge).max() ?? .zero
        self.forecasts = forecasts
    }
}

/// One step: whom it hits, whom it asks, and what it leaves.
package struct StepSketch: Sendable {
    package let path: String
    package let position: SourcePosition
    package let start: PlannedStep.Start
    package let actor: String?
    package let what: What
    /// Servers of each subsystem that are left after it, in the fleet's order, if it is not stopped.
    package let left: [Int]
    /// What it does to data, in words; nil: nothing.
    package let data: String?

    package enum What: Sendable {
        case typed(meant: LineSketch, typed: LineSketch)
        case fault(kind: String, servers: Int, bySubsystem: [Int], lasting: TimeSpan?)
        case load(operation: String, factor: Double, lasting: TimeSpan?)
        case wait(atMost: TimeSpan)
    }
}

/// What a line comes to.
package struct LineSketch: Sendable {
    package let line: String
    /// Where it is typed, if what it comes to can hang on that.
    package let window: String?
    package let servers: Int
    /// The servers themselves in words, where the line names them by a pattern or leaves them out; nil: they
    /// stand in the line, or it says how many.
    package let names: String?
    package let bySubsystem: [Int]
    package let asks: [String]
    package let skips: [String]
    /// Why it reaches nothing: the parser refuses it, or it is about another environment.
    package let reachesNothing: String?

    init(_ preview: Preview, in window: WindowSpec?, of fleet: FleetSpec) {
        line = preview.line
        self.window = window?.name
        servers = preview.servers.count
        bySubsystem = preview.bySubsystem
        asks = preview.asks
        skips = preview.skips
        var named: String?
        switch preview.outcome {
        case .deed(_, let deed):
            reachesNothing = nil
            let names = fleet.serverNames
            let isSaid =
                deed.servers.count <= ServerNames.mostNamed
                && deed.servers.allSatisfy { preview.line.contains(names[$0]) }
            if deed.isByName, !isSaid { named = names.counted(deed.servers) }
        case .elsewhere(_, let environment):
            reachesNothing = "it is about the environment `\(environment)`"
        case .notUnderstood(let error): reachesNothing = error.message
        }
        names = named
    }
}
