internal import FumbleControl
internal import FumbleModel

/// Goes through a method with a count of the servers that are left.
struct StepSketcher {
    private let plan: Plan
    private let topology: Topology
    private let seed: UInt64
    private var isGone: [Bool]
    private var data: DataSketcher

    init(_ plan: Plan, _ topology: Topology, seed: UInt64) {
        self.plan = plan
        self.topology = topology
        self.seed = seed
        isGone = [Bool](repeating: false, count: topology.serverCount)
        data = DataSketcher(plan.fleet)
    }

    mutating func sketch(_ step: PlannedStep) -> StepSketch {
        let what = what(step)
        return StepSketch(
            path: step.path, position: step.position, start: step.start, actor: step.actor,
            what: what, left: left, data: data.take())
    }

    private mutating func what(_ step: PlannedStep) -> StepSketch.What {
        switch step.action {
        case .type(let line): return typed(line, at: step.path)
        case .inject(let planned, let lasting):
            if let line = planned.fault.typedLine { return typed(line, at: step.path) }
            let servers = FaultTargets.pick(
                planned.fault, of: plan.fleet, topology, seed: seed, path: step.path)
            let commands = planned.fault.commands(on: servers, of: plan.fleet)
            for command in commands {
                take(command.takenAway)
                if case .deleteData(let share, let subsystem) = command {
                    data.delete(share, of: subsystem)
                }
            }
            return .fault(
                kind: planned.fault.words.map { "\(planned.title), \($0)" } ?? planned.title,
                servers: servers.count,
                bySubsystem: topology.tally(of: servers), lasting: lasting)
        case .load(let operation, let factor, let lasting):
            return .load(
                operation: plan.fleet[operation].name, factor: factor, lasting: lasting)
        case .waitUntil(_, let atMost):
            return .wait(atMost: atMost)
        }
    }

    private mutating func typed(_ line: TypedLine, at path: String) -> StepSketch.What {
        let meant = preview(line.meant, in: line.meantWindow, path)
        let typed = preview(line.typed, in: line.typedWindow, path)
        if case .deed(_, let deed) = typed.outcome {
            switch deed.verb {
            case .removeServers, .restartServers, .fullRestart: take(typed.servers)
            case .addServers: for server in typed.servers { isGone[server.index] = false }
            case .deleteData:
                for subsystem in deed.subsystems {
                    data.delete(deed.share ?? .whole, of: subsystem)
                }
            case .restore: for subsystem in deed.subsystems { data.restore(subsystem) }
            case .pushConfig:
                if case .config(let effect, _) = deed.detail, effect.takesFromService {
                    take(typed.servers)
                }
            case .dropNeed, .cancelCommand, .type, .rollbackConfig, .denyAccess, .grantAccess,
                .withdrawRoute, .announceRoute, .admit:
                break
            }
        }
        return .typed(
            meant: LineSketch(
                meant, in: plan.fleet.window(named: line.meantWindow), of: plan.fleet),
            typed: LineSketch(
                typed, in: plan.fleet.window(named: line.typedWindow), of: plan.fleet))
    }

    private func preview(_ line: String, in window: String?, _ path: String) -> Preview {
        Preview.of(
            line, in: window, fleet: plan.fleet, topology: topology, seed: seed, path: path)
    }

    private mutating func take(_ servers: [ServerID]) {
        for server in servers { isGone[server.index] = true }
    }

    private var left: [Int] {
        topology.tally(of: isGone.indices.filter { !isGone[$0] }.map { ServerID($0) })
    }
}

extension FleetCommand {
    /// The servers that serve no longer once it is done.
    var takenAway: [ServerID] {
        switch self {
        case .remove(let servers), .crash(let servers), .hang(let servers), .cutOff(let servers),
            .stop(let servers), .restart(let servers, _), .corrupt(let servers, _):
            servers
        case .configure(let servers, _, let effect): effect.takesFromService ? servers : []
        case .deny, .withdraw, .setReach, .admit, .disturb, .soothe, .burden, .relieve: []
        case .add, .fullRestart, .start, .resume, .slow, .reconnect, .offer, .setNeed: []
        case .deleteData, .restore, .call: []
        }
    }
}
