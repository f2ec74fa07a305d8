internal import FumbleDocument
internal import FumbleModel

/// Keeps one command from acting on more than so many servers, whatever they carry.
///
/// A configuration that is pushed counts, whatever it makes of servers: nobody knows that before.
struct Cap: Guard {
    let atMost: ServerAmount

    static let kind = Kind<any Guard>(
        "cap",
        summary: "Refuses a command that acts on more than so many servers.",
        example: "{cap: {at-most: 10 servers}}",
        .required(
            "at-most", .serverAmount,
            "servers of one command; a share is of those that carry the named subsystem")
    ) { Cap(atMost: $0) }

    var holes: [KnownHole] {
        [
            KnownHole(.inChunks, "it looks at one command at a time, and remembers none"),
            KnownHole(.repeated, "it looks at one command at a time, and remembers none"),
            KnownHole(.twoOperators, "each of them has the whole of it"),
            KnownHole(.deadServers, "it counts what is asked, not what is left"),
            KnownHole(.staleData, "it counts what is asked, not what is left"),
        ]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        let isLookedAt = request.takesServersAway || request.verb == .pushConfig
        guard request.stage == .whole, isLookedAt else { return .allow }
        let limit = atMost.resolved(of: total(request, view))
        guard request.servers.count > limit else { return .allow }
        let reason = """
            \(request.subjectInWords) acts on \(GuardRequest.words(servers: request.servers.count)), \
            and one command may act on at most \(limit)
            """
        return request.breach(allowed: limit, next: nil, at: now, reason: reason)
    }

    private func total(_ request: GuardRequest, _ view: FleetView) -> Int {
        guard let named = request.named.first, request.named.count == 1 else {
            return view.topology.serverCount
        }
        return view.topology.capacity(of: named)
    }
}
