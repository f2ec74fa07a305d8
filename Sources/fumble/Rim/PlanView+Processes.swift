internal import FumbleCompiler
internal import FumbleModel
internal import FumbleProcesses
internal import FumbleReport

/// From a fleet's programs to what a plan shows of them.
extension PlanView.Processes {
    /// Looks for the programs on this machine, and starts none.
    init(of compiled: CompiledExperiment) {
        let fleet = compiled.plan.fleet
        let chosen = ArmsOnProcesses(of: compiled.plan)
        self.init(
            programs: (fleet.processes?.programs ?? []).map { program in
                PlanView.Program(program, of: fleet.groups[program.group])
            },
            asks: (fleet.processes?.asks ?? []).map { ask in
                PlanView.Ask(
                    operation: fleet[ask.operation].name, rate: fleet[ask.operation].rate,
                    text:
                        "\(ask.method.rawValue) \(ask.path.written) of \(fleet.groups[ask.group].name)"
                )
            },
            arms: chosen.arms, onlyIfAsked: chosen.onlyIfAsked,
            hasNetworks: fleet.processes?.namespaces != nil,
            missing: MissingPrograms.of(fleet)
                + FaultMeans.lacking(for: compiled, Machine(path: Environment.path)))
    }
}

extension PlanView.Program {
    fileprivate init(_ program: ProgramSpec, of group: GroupSpec) {
        let ready =
            switch program.ready.sign {
            case .accepts(let port): "`\(port)` accepts a connection"
            case .answers(let question): "`\(question.port)` answers GET \(question.path.written)"
            case .line(let text): "it prints a line with `\(text)`"
            }
        self.init(
            group: group.name, servers: group.count, command: program.run.map(\.written),
            ready: ready, readyWithin: program.ready.within, stop: program.stop.signal.rawValue,
            stopWithin: program.stop.within, ports: program.ports)
    }
}
