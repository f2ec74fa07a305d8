internal import FumbleDocument
internal import FumbleModel

/// Refuses to stop servers that last started so long ago that nobody has timed their next start.
struct RestartAge: Guard {
    let atMost: TimeSpan

    static let kind = Kind<any Guard>(
        "restart-age",
        summary: "Refuses to stop servers that last started too long ago.",
        example: "{restart-age: {at-most: 1y}}",
        .required("at-most", .age, "the longest time since a server last started")
    ) { RestartAge(atMost: $0) }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("servers that started lately may all be asked for at once")
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .whole, request.takesServersAway else { return .allow }
        let groups = view.fleet.groups
        let ages = request.servers.map { groups[Int(view.topology.groupOf[$0.index])].restartAge }
        let old = ages.filter { $0 + (now - view.runBegan) > atMost }.count
        guard old > 0, let oldest = ages.max() else { return .allow }
        let reason = """
            \(request.deedInWords), and \(old) of the \(ages.count) last started more than \
            \(atMost) ago, the oldest \(oldest) ago: their start has not been timed since
            """
        return request.stop(reason)
    }
}
