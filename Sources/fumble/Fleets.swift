internal import FumbleCompiler
internal import FumbleJournal
internal import FumbleModel
internal import FumbleProcesses
internal import FumbleSimulator
internal import SystemPackage

/// The fleets that an experiment can be run on.
enum Fleets {
    /// Makes simulated fleets with the traffic and the measures that a plan asks for.
    static func simulated(
        for plan: Plan
    ) -> @Sendable (FleetSpec, Topology, UInt64) -> any Fleet {
        { spec, topology, seed in
            SimulatedFleet(
                spec, topology: topology, seed: seed, traffic: plan.traffic,
                measures: plan.measures)
        }
    }

    /// Makes fleets of real processes of this machine, below a keeper that is this same binary.
    ///
    /// - Parameters:
    ///   - secrets: what the variables of servers are filled with.
    ///   - logs: takes what the servers of each arm printed.
    ///   - live: the run's journal, to which the keeper adds if the runner dies.
    static func processes(
        for compiled: CompiledExperiment, secrets: Secrets, logs: ServerLogs, live: LiveRun?
    ) -> @Sendable (FleetSpec, Topology, UInt64) -> any Fleet {
        let base = compiled.fleetFolder
        let note = Leftovers.Note(experiment: compiled.plan.experiment, run: live?.folder)
        return { spec, topology, seed in
            let host = KeptHost(
                spec, topology: topology, seed: seed,
                keeperCommand: KeptServers.command, folder: Leftovers.ownFolder.string,
                base: base, environment: Environment.variables,
                path: Environment.path, needs: HostNeeds(for: compiled.plan.deeds(on: topology)),
                secrets: secrets, logs: logs, journal: live?.descriptor, note: note.text)
            return ProcessFleet(
                spec, topology: topology, host: host,
                clients: AllClients([
                    HTTPClients(
                        spec, topology: topology, seed: seed, host: host,
                        measures: compiled.plan.measures),
                    RESPClients(spec, topology: topology, seed: seed, host: host),
                ]), measures: compiled.plan.measures)
        }
    }
}

extension Plan {
    /// All that the faults of its steps do, to whomever they could come.
    fileprivate func deeds(on topology: Topology) -> [FleetCommand] {
        method.flatMap { step -> [FleetCommand] in
            guard case .inject(let planned, _) = step.action else { return [] }
            return planned.fault.everyDeed(in: fleet, topology)
        }
    }
}
