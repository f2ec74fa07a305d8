import FumbleModel

/// What a line reaches that is no server: data, clients, needs.
extension LineReport {
    /// One line for each subsystem or operation that it is about.
    func reached(by deed: ResolvedDeed) -> [String] {
        switch deed.verb {
        case .deleteData: deed.subsystems.map { deletion(from: $0) }
        case .restore: deed.subsystems.map { copy(of: $0) }
        case .dropNeed:
            deed.need.map { need in deed.subsystems.map { needs(of: $0, on: need) } } ?? []
        case .denyAccess, .grantAccess: deed.subsystems.map { askers(of: $0, deed.askers) }
        case .withdrawRoute, .announceRoute, .admit:
            deed.operations.map { "  \(fleet[$0].name): \(fleet[$0].rate) of clients' requests" }
        case .removeServers, .addServers, .restartServers, .fullRestart, .cancelCommand, .type,
            .pushConfig, .rollbackConfig:
            []
        }
    }

    private func deletion(from id: SubsystemID) -> String {
        let subsystem = fleet[id]
        guard let state = subsystem.state else { return "  \(subsystem.name): keeps no data" }
        let copies = state.copies.map { ", \($0 == 1 ? "one copy" : "\($0) copies") of each" } ?? ""
        let copy =
            state.copy.map { "what is deleted could be restored as it was \($0.age) ago" }
            ?? "no copy elsewhere: what is deleted is gone for good"
        return "  \(subsystem.name): \(Self.size(of: state)) on "
            + "\(Self.servers(topology.capacity(of: id)))\(copies); \(copy)"
    }

    private func copy(of id: SubsystemID) -> String {
        let subsystem = fleet[id]
        guard let copy = subsystem.state?.copy else { return "  \(subsystem.name): has no copy" }
        return
            "  \(subsystem.name): as it was \(copy.age) ago, \(copy.restoresAt) after \(copy.after)"
    }

    private static func size(of state: StateSpec) -> String {
        state.objects > 0 ? "\(state.size) and \(state.objects) objects" : "\(state.size)"
    }

    private func needs(of id: SubsystemID, on need: SubsystemID) -> String {
        let needs = fleet[id].needs
        let all = [
            needs.toServe.contains(need) ? "to serve" : nil,
            needs.toStart.contains(need) ? "to start" : nil,
            needs.toOperate.contains(need) ? "to be operated" : nil,
        ].compactMap(\.self)
        return "  \(fleet[id].name): "
            + (all.isEmpty
                ? "does not need `\(fleet[need].name)`"
                : "needs `\(fleet[need].name)` \(Words.plainList(all))")
    }

    private func askers(of id: SubsystemID, _ askers: [Asker]) -> String {
        let operations = fleet.operations.filter { operation in
            operation.path.contains { $0.subsystem == id }
        }.map(\.name)
        guard askers.contains(.clients) else {
            return "  \(fleet[id].name): clients are not touched"
        }
        return "  \(fleet[id].name): "
            + (operations.isEmpty
                ? "on the way of no operation" : "on the way of \(Words.list(operations))")
    }
}
