internal import FumbleDocument
internal import FumbleModel

/// Refuses a command whose plan was made for a fleet that has changed since.
///
/// The plan is the dry run that the operator made. It is stale when it is too old, when the control
/// plane has let servers go since, or when another number of servers serves now than then.
struct StalePlan: Guard {
    let within: TimeSpan

    var looksBack: TimeSpan { within }

    static let kind = Kind<any Guard>(
        "stale-plan",
        summary: "Refuses a command whose plan was made before the fleet changed.",
        example: "{stale-plan: {within: 15m}}",
        .required(
            "within", .wait,
            "how old a plan may be; `dry-run` of an `operator` step says when it was made")
    ) { StalePlan(within: $0) }

    var holes: [KnownHole] {
        [
            KnownHole(.oneBelow, "a wrong number on a fleet that has not changed is no stale plan"),
            KnownHole(.inChunks, "each chunk has a plan of its own"),
            KnownHole(.repeated, "each line has a plan of its own"),
            KnownHole(.deadServers, "a plan for a sick fleet is a plan"),
        ]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.isWholeAndCanHarm else { return .allow }
        guard let plan = request.testimony.dryRun else {
            return request.stop(
                "no plan was made, and \(request.deedInWords): \(request.noneWithout("one"))")
        }
        let age = request.progress.typedAt - plan.at
        if age > within {
            return request.stop(
                "\(request.deedInWords) by a plan that is \(age) old, and it may be \(within) old")
        }
        let gone = view.ledger.filter { $0.at > plan.at }.reduce(0) { $0 + $1.servers }
        if gone > 0 {
            return request.stop(
                "\(request.deedInWords), but \(GuardRequest.words(servers: gone)) went since the plan "
                    + "was made, and 0 may have")
        }
        let then = (view.before.last { $0.at <= plan.at } ?? view.before.first ?? view.tally)
            .serving
        for (index, subsystem) in view.fleet.subsystems.enumerated()
        where then[index] != view.tally.serving[index] {
            return request.stop(
                """
                \(request.deedInWords), but `\(subsystem.name)` has \(view.tally.serving[index]) \
                servers serving, and had \(then[index]) when the plan was made
                """)
        }
        return .allow
    }
}
