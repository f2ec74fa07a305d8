internal import FumbleDocument
internal import FumbleModel

/// Keeps every subsystem at or above its minimum capacity.
///
/// It counts servers that serve, as they were a view's lag ago, less those that the control plane
/// has let go since. A floor over the named subsystem only is blind to what shared servers carry.
struct CapacityFloor: Guard {
    let over: Over
    let counts: Counts
    let viewLag: TimeSpan

    enum Over: Sendable { case everySubsystemCarried, namedSubsystem }
    enum Counts: Sendable { case serving, listed }

    static let kind = Kind<any Guard>(
        "capacity-floor",
        summary: "Refuses what would take a subsystem below its minimum capacity.",
        example: """
            {capacity-floor: {over: every subsystem carried, view-lag: 10s}}
            """,
        .defaulted(
            "over",
            .oneOf([
                ("every subsystem carried", Over.everySubsystemCarried),
                ("named subsystem", Over.namedSubsystem),
            ]),
            to: .everySubsystemCarried, written: "every subsystem carried",
            "the subsystems looked at: all that the servers carry, or only the one in the command"),
        .defaulted(
            "counts", .oneOf([("serving", Counts.serving), ("listed", Counts.listed)]),
            to: .serving, written: "serving",
            "the servers counted: those that serve, or all that are listed, dead ones too"),
        .defaulted(
            "view-lag", .duration, to: .zero, written: "0s",
            "how old the counts are that it sees")
    ) { over, counts, lag in
        CapacityFloor(over: over, counts: counts, viewLag: lag)
    }

    var holes: [KnownHole] {
        [
            counts == .listed
                ? KnownHole(.deadServers, "it counts servers that are listed, dead ones too") : nil,
            counts == .listed || viewLag > .zero
                ? KnownHole(.staleData, "what died since its view was true still counts") : nil,
            KnownHole(.twoOperators, "restarts that begin at one instant do not see each other"),
        ].compactMap(\.self)
            + (over == .namedSubsystem
                ? KnownHole.ofNumbers(
                    "what shared servers carry beside the named is not looked at") : [])
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.takesServersAway else { return .allow }
        let margins = view.fleet.subsystems.indices.map { margin(SubsystemID($0), request, view) }
        var going = [Int](repeating: 0, count: margins.count)
        var allowed = 0
        for server in request.servers {
            for subsystem in view.topology.carried(by: server) where isCounted(server, view) {
                going[subsystem.index] += 1
            }
            if zip(going, margins).contains(where: { $0 > max($1, 0) }) { break }
            allowed += 1
        }
        guard allowed < request.servers.count else { return .allow }
        let reason = reason(request, view, margins)
        return request.breach(allowed: allowed, next: nil, at: now, reason: reason)
    }

    /// How many more servers of a subsystem may go, below 0 where too many have gone already: then none
    /// may, and what does not carry it may go all the same; `Int.max` where it is not looked at.
    private func margin(
        _ subsystem: SubsystemID, _ request: GuardRequest, _ view: FleetView
    ) -> Int {
        if over == .namedSubsystem, !request.named.contains(subsystem) { return .max }
        return counted(subsystem, view) - minimum(of: subsystem, view)
    }

    private func minimum(of subsystem: SubsystemID, _ view: FleetView) -> Int {
        view.fleet[subsystem].minimum.resolved(of: view.topology.capacity(of: subsystem))
    }

    private func counted(_ subsystem: SubsystemID, _ view: FleetView) -> Int {
        let seen =
            counts == .serving
            ? view.tally.serving[subsystem.index] : view.topology.capacity(of: subsystem)
        let since = counts == .serving ? view.tally.at : view.runBegan
        let leftSince = view.ledger.lazy.filter { $0.at > since }
            .map { $0.bySubsystem[subsystem.index] }.reduce(0, +)
        return seen - leftSince
    }

    private func isCounted(_ server: ServerID, _ view: FleetView) -> Bool {
        counts == .listed || view.lives[server.index] == .serving
    }

    /// Names the field, the number it comes to, and the limit of the subsystem worst hit.
    private func reason(_ request: GuardRequest, _ view: FleetView, _ margins: [Int]) -> String {
        let going = view.topology.tally(of: request.servers.filter { isCounted($0, view) })
        var worst: (subsystem: Int, below: Int)?
        for (index, margin) in margins.enumerated() where going[index] > max(margin, 0) {
            let below = going[index] - margin
            if below > worst?.below ?? 0 { worst = (index, below) }
        }
        guard let worst else { return "the servers asked for are too many" }
        let id = SubsystemID(worst.subsystem)
        return """
            \(request.countInWords) would leave `\(view.fleet[id].name)` with \
            \(counted(id, view) - going[id.index]) of \(view.topology.capacity(of: id)) servers, \
            below its minimum of \(minimum(of: id, view))
            """
    }
}
