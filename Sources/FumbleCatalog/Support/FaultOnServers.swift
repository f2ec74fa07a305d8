internal import FumbleModel

/// A fault that hits servers: those of a subsystem, a group or a zone, all or some of them.
protocol FaultOnServers: Fault, NamesThings {
    var targets: Targets { get }
}

extension FaultOnServers {
    var demand: TargetDemand? { targets.demand }
    var names: [NamedThing] { [targets.named] }
}

/// A fault of what servers stand on, which stands until it is undone.
protocol MachineFault: FaultOnServers {
    var trouble: MachineTrouble { get }
}

extension MachineFault {
    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.burden(servers, trouble)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.relieve(servers, trouble)]
    }
}
