internal import FumbleDocument
internal import FumbleModel

/// Keeps all commands together from removing more than so many servers in a stretch of time.
///
/// Unlike a pace it does not wait: what is beyond the budget is refused. It counts what the control
/// plane let go, whoever asked for it; servers that were added back are not given back to it.
struct CumulativeBudget: Guard {
    let atMost: ServerAmount
    let over: TimeSpan

    var remembers: TimeSpan { over }

    static let kind = Kind<any Guard>(
        "cumulative-budget",
        summary: "Refuses a command with which all of them together would remove too many servers.",
        example: "{cumulative-budget: {at-most: 10%, over: 1d}}",
        .required(
            "at-most", .serverAmount,
            "of each subsystem carried, the servers that may be removed in so long"),
        .required(
            "over", .wait, "the stretch of time that is counted")
    ) { CumulativeBudget(atMost: $0, over: $1) }

    var holes: [KnownHole] {
        [KnownHole(.deadServers, "servers that died by themselves are not in its budget")]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.takesServersAway else { return .allow }
        let recent = view.ledger.filter { $0.at > now - over }
        let subsystems = view.fleet.subsystems.indices.map { SubsystemID($0) }
        let spent = subsystems.map { id in recent.reduce(0) { $0 + $1.bySubsystem[id.index] } }
        let budgets = subsystems.map { atMost.resolved(of: view.topology.capacity(of: $0)) }
        let margins = zip(budgets, spent).map { $0 - $1 }
        let allowed = request.allowed(within: margins, in: view)
        guard allowed < request.servers.count else { return .allow }
        guard let (worst, going) = request.worst(over: margins, in: view) else { return .allow }
        let reason = """
            \(request.countInWords) would take \(spent[worst.index] + going) servers of \
            `\(view.fleet[worst].name)` away within \(over), and at most \
            \(budgets[worst.index]) may go
            """
        let next = recent.first.map { $0.at + over }
        return request.breach(allowed: allowed, next: next, at: now, reason: reason)
    }
}
