internal import FumbleCatalog
internal import FumbleCompiler
internal import FumbleControl
internal import FumbleModel
internal import FumbleReport

/// From the compiler's sketch of a plan to what its report shows.
extension PlanView {
    /// - Parameter processes: what would be started; nil: the fleet is simulated.
    init(of compiled: CompiledExperiment, seed: UInt64, processes: Processes? = nil) {
        let plan = compiled.plan
        let sketch = PlanSketch(plan, topology: compiled.topology, seed: seed)
        let names = plan.fleet.subsystems.map(\.name)
        self.init(
            experiment: plan.experiment, claim: plan.claim, fleet: plan.fleet.name,
            servers: compiled.topology.serverCount, arms: plan.arms, settle: plan.settle,
            horizon: plan.horizon, traffic: plan.traffic,
            measures: plan.measures.map(\.name),
            steps: sketch.steps.map { Step($0, sketch.subsystems) },
            restarts: zip(plan.fleet.subsystems, sketch.subsystems).map { Restart($0, $1) },
            startCircles: sketch.startCircles.map { $0.map { names[$0.index] } },
            caches: sketch.caches.map {
                Cache(
                    cache: $0.cache, protects: $0.protects, warm: $0.warm, cold: $0.cold,
                    capacity: $0.capacity)
            },
            warnings: compiled.notes.map { Warning(position: $0.position, text: $0.message) },
            automation: sketch.automation, processes: processes)
    }
}

extension PlanView.Step {
    init(_ step: StepSketch, _ subsystems: [SubsystemSketch]) {
        let hit = Hit(step.what)
        let counts = zip(subsystems, hit.bySubsystem).filter { $0.1 > 0 }
        let after = zip(subsystems, step.left).filter { $0.0.minimum > 0 && $0.0.servers > 0 }
        self.init(
            path: step.path, position: step.position, start: step.start,
            text: (step.actor.map { "\($0): " } ?? "") + hit.text
                + (step.data.map { "; \($0)" } ?? ""), servers: hit.servers,
            bySubsystem: counts.map { PlanView.Count(subsystem: $0.name, servers: $1) },
            guards: hit.guards, error: hit.error,
            after: after.map {
                PlanView.Capacity(
                    subsystem: $0.name, serving: $1, full: $0.servers, minimum: $0.minimum)
            })
    }

    /// What a step does, in words and in servers.
    private struct Hit {
        var text: String
        var servers: Int?
        var bySubsystem: [Int] = []
        var guards: [String] = []
        var error: String?

        init(_ what: StepSketch.What) {
            switch what {
            case .typed(let meant, let typed):
                func place(_ line: LineSketch) -> String { line.window.map { " in \($0)" } ?? "" }
                text = "typed\(place(typed)): \(typed.line)"
                if let names = typed.names { text += ", which is \(names)" }
                if meant.line != typed.line || meant.window != typed.window {
                    let servers = meant.names ?? LineReport.servers(meant.servers)
                    text += "; meant\(place(meant)): \(meant.line), which comes to \(servers)"
                }
                (servers, bySubsystem) = (typed.servers, typed.bySubsystem)
                guards = typed.asks
                error = typed.reachesNothing
            case .fault(let kind, let servers, let bySubsystem, let lasting):
                text = "fault: \(kind)\(Self.length(lasting))"
                (self.servers, self.bySubsystem) = (servers, bySubsystem)
            case .load(let operation, let factor, let lasting):
                text =
                    "clients ask \(PlainNumber.text(factor)) times as much of \(operation)"
                    + Self.length(lasting)
            case .wait(let atMost):
                text = "waits, at most \(PeopleTime.text(atMost))"
            }
        }

        private static func length(_ lasting: TimeSpan?) -> String {
            lasting.map { ", for \(PeopleTime.text($0))" } ?? ""
        }
    }
}

extension PlanView.Restart {
    init(_ subsystem: SubsystemSpec, _ sketch: SubsystemSketch) {
        let times = RestartTimes(
            of: subsystem, capacity: sketch.servers, age: sketch.longestRestartAge)
        let atOnce = subsystem.restart.atOnce
        let slots = max(1, atOnce ?? sketch.servers)
        self.init(
            subsystem: sketch.name, servers: sketch.servers, atOnce: atOnce,
            waves: (sketch.servers + slots - 1) / slots,
            phases: StartPhase.allCases.filter { times[$0] > .zero }.map {
                PlanView.Phase(name: $0.rawValue, length: times[$0])
            },
            full: sketch.fullRestart, rehearsalRatio: sketch.rehearsalRatio,
            forecasts: sketch.forecasts.map { PlanView.Forecast($0, of: sketch.name) },
            like: subsystem.restart.like.flatMap { RestartPreset.named($0) }.map {
                PlanView.Source(name: $0.name, url: $0.source)
            })
    }
}

extension PlanView.Forecast {
    init(_ forecast: RestartForecast, of subsystem: String) {
        let mostly = forecast.longest.map { longest in
            longest.subsystem == subsystem
                ? longest.phase.rawValue : "\(longest.phase.rawValue) of \(longest.subsystem)"
        }
        self.init(
            inYears: forecast.inYears, full: forecast.full, mostly: mostly,
            rehearsalRatio: forecast.rehearsalRatio)
    }
}
