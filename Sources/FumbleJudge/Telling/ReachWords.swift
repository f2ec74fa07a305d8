import FumbleModel

/// Sentences about configurations, access, routes and doors.
struct ReachWords {
    private let fleet: FleetSpec

    init(_ fleet: FleetSpec) {
        self.fleet = fleet
    }

    /// - Returns: nil for anything else.
    func text(of what: FleetEvent.What) -> String? {
        switch what {
        case .configured(let subsystem, let servers, .good):
            "\(name(subsystem)): \(Words.servers(servers)) got the good configuration back"
        case .configured(let subsystem, let servers, let effect):
            "\(name(subsystem)): \(Words.servers(servers)) got a configuration that "
                + (servers == 1 ? effect.wordsOfOne : effect.words)
        case .denied(let subsystem, let asker, let share):
            denied(name(subsystem), asker, share)
        case .withdrawn(let operation, .none):
            "all clients of \(name(operation)) find the way to the fleet again"
        case .withdrawn(let operation, let share):
            "\(share) of the clients of \(name(operation)) are cut off from the fleet"
        case .reach(let isReachable):
            isReachable
                ? "people can reach the control plane again"
                : "people can no longer reach the control plane, nor see alarms"
        case .admitted(let operation, .whole): "all clients of \(name(operation)) are let in"
        case .admitted(let operation, .none): "no client of \(name(operation)) is let in"
        case .admitted(let operation, let share):
            "\(share) of the clients of \(name(operation)) are let in"
        default: nil
        }
    }

    private func denied(_ subsystem: String, _ asker: Asker, _ share: Share) -> String {
        let isGranted = share == .none
        switch asker {
        case .clients:
            if isGranted { return "\(subsystem) no longer refuses clients" }
            let part = share == .whole ? "all" : "\(share) of"
            return "\(subsystem) refuses \(part) requests of clients"
        case .operators:
            return
                "people have \(isGranted ? "access to \(subsystem) again" : "no access to \(subsystem)")"
        case .subsystem(let other):
            let name = fleet[other].name
            return isGranted
                ? "\(subsystem) no longer refuses \(name)" : "\(subsystem) refuses \(name)"
        }
    }

    private func name(_ subsystem: SubsystemID) -> String { fleet[subsystem].name }

    private func name(_ operation: OperationID) -> String { fleet[operation].name.uppercased() }
}
