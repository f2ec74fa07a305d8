internal import FumbleDocument
internal import FumbleModel

/// Refuses what would leave a cell of a subsystem with too few replicas for its quorum.
///
/// The k-th server of a subsystem belongs to cell `k mod count`. It knows of each server whether it
/// served when the command was resolved, and which of them the same command has taken since.
struct QuorumSafety: Guard {
    let spare: Int

    static let kind = Kind<any Guard>(
        "quorum-safety",
        summary: "Refuses what would leave a cell without its quorum.",
        example: "{quorum-safety: {spare: 1}}",
        .defaulted(
            "spare", .integer(in: 0...1_000), "0",
            "replicas that each cell must keep beyond its quorum")
    ) { QuorumSafety(spare: $0) }

    var holes: [KnownHole] {
        let why = "it sees servers as they were when the line was resolved"
        return [KnownHole(.staleData, why)]
            + KnownHole.ofNumbers("a quorum may be kept below a minimum, or there is none to keep")
            + [KnownHole(.twoOperators, why)]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.takesServersAway else { return .allow }
        var allowed = request.servers.count
        var reason: String?
        for index in view.fleet.subsystems.indices {
            let subsystem = SubsystemID(index)
            guard let breach = breach(of: subsystem, by: request, view), breach.allowed < allowed
            else { continue }
            allowed = breach.allowed
            reason = breach.reason
        }
        guard let reason else { return .allow }
        return request.breach(allowed: allowed, next: nil, at: now, reason: reason)
    }

    private func breach(
        of subsystem: SubsystemID, by request: GuardRequest, _ view: FleetView
    ) -> (allowed: Int, reason: String)? {
        guard let cells = view.fleet[subsystem].cells else { return nil }
        let carriers = view.topology.carriers[subsystem.index]
        var cellOf = [Int](repeating: -1, count: view.topology.serverCount)
        var left = [Int](repeating: 0, count: cells.count)
        for (place, server) in carriers.enumerated() {
            cellOf[server.index] = place % cells.count
            if view.lives[server.index] == .serving { left[place % cells.count] += 1 }
        }
        for server in request.progress.done where cellOf[server.index] >= 0 {
            left[cellOf[server.index]] -= 1
        }
        let limit = cells.quorumServers + spare
        for (place, server) in request.servers.enumerated() {
            let cell = cellOf[server.index]
            guard cell >= 0, view.lives[server.index] == .serving else { continue }
            left[cell] -= 1
            guard left[cell] < limit else { continue }
            return (
                place,
                """
                \(request.countInWords) would leave cell \(cell) of \
                `\(view.fleet[subsystem].name)` with \(left[cell]) of \(cells.replicas) replicas, \
                below the \(limit) it must keep
                """
            )
        }
        return nil
    }
}
