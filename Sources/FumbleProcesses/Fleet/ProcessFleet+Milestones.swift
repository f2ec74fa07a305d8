import FumbleModel

/// What servers say of how far they are, as the simulated fleet tells of the phases of a start.
extension ProcessFleet {
    /// - Returns: what a happening says of the phases of subsystems; empty: nothing.
    func milestones(of happening: ServerHappening) -> [FleetEvent] {
        let told: [FleetEvent.What] =
            switch happening.what {
            case .started:
                booting(happening.server).map { .phase(subsystem: $0, phase: .boot, servers: 1) }
            case .reached(let milestone): [Self.event(of: milestone)]
            case .failedToStart:
                booting(happening.server).map { .startFailed(subsystem: $0, servers: 1) }
            case .ready, .serves, .ended: []
            }
        return told.map { FleetEvent(at: happening.at, what: $0) }
    }

    private static func event(of milestone: MilestoneSpec) -> FleetEvent.What {
        switch milestone.what {
        case .phase(let phase): .phase(subsystem: milestone.subsystem, phase: phase, servers: 1)
        case .named(let name):
            .milestone(subsystem: milestone.subsystem, name: name, servers: 1)
        }
    }

    /// What boots from when its server is started: all that it carries, or, where its program says
    /// how far some of it is, that - unless a line says when the boot begins.
    private func booting(_ server: ServerID) -> [SubsystemID] {
        let carried = Array(topology.carried(by: server))
        let told =
            spec.processes?.program(of: Int(topology.groupOf[server.index]))?.milestones ?? []
        guard !told.isEmpty else { return carried }
        return carried.filter { subsystem in
            let own = told.filter { $0.subsystem == subsystem }
            return !own.isEmpty && !own.contains { $0.what == .phase(.boot) }
        }
    }
}
