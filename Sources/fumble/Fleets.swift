internal import FumbleCompiler
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
    /// - Parameter logs: takes what the servers of each arm printed.
    static func processes(
        for compiled: CompiledExperiment, logs: ServerLogs
    ) -> @Sendable (FleetSpec, Topology, UInt64) -> any Fleet {
        let file = FilePath((compiled.fleet ?? compiled.experiment).path)
        let base = file.removingLastComponent().string
        return { spec, topology, seed in
            let host = KeptHost(
                spec, topology: topology, seed: seed,
                keeperCommand: ["/proc/self/exe", keeperWord], folder: Leftovers.ownFolder.string,
                base: base.isEmpty ? "." : base, environment: Environment.variables,
                isProxied: compiled.plan.needsLinks, logs: logs)
            return ProcessFleet(
                spec, topology: topology, host: host,
                clients: HTTPClients(spec, topology: topology, seed: seed, host: host))
        }
    }

    /// What makes this binary a keeper; nobody types it.
    static let keeperWord = "--keep-servers"
}

extension Plan {
    /// Whether a step makes the network to servers bad.
    fileprivate var needsLinks: Bool {
        method.contains { step in
            guard case .inject(let planned, _) = step.action else { return false }
            return planned.fault.commands(on: [], of: fleet).contains(where: \.isAboutLinks)
        }
    }
}
