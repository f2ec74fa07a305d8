internal import FumbleDocument
internal import FumbleModel

/// Refuses what can do harm within a stretch of the run, but for what quotes a ticket.
struct FreezeWindow: Guard {
    let from: TimeSpan
    let until: TimeSpan
    let liftedBy: Lift

    enum Lift: String, CaseIterable, Sendable { case ticket, nothing }

    static let kind = Kind<any Guard>(
        "freeze-window",
        summary: "Refuses what can do harm within a stretch of time.",
        example: "{freeze-window: {from: 0s, until: 8h, lifted-by: ticket}}",
        .required("from", .duration, "since the start of the run, when the freeze begins"),
        .required("until", .duration, "since the start of the run, when it is over"),
        .defaulted(
            "lifted-by", .word, to: .nothing, written: "nothing",
            "what lets a command through all the same: a ticket that the operator quotes, or nothing"
        )
    ) { FreezeWindow(from: $0, until: $1, liftedBy: $2) }

    var lifts: [GuardLift] { (liftedBy == .ticket ? [.ticket] : []) + [.after(until)] }

    var holes: [KnownHole] {
        KnownHole.ofNumbers(
            liftedBy == .ticket
                ? "when the freeze is over, or a ticket is quoted, any number goes"
                : "when the freeze is over, any number goes")
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        let since = request.progress.typedAt - view.runBegan
        guard request.isWholeAndCanHarm, since >= from, since < until else { return .allow }
        if liftedBy == .ticket, request.testimony.ticket != nil { return .allow }
        return request.stop(
            """
            \(request.deedInWords) at \(since), and nothing may be from \(from) to \
            \(until)\(liftedBy == .ticket ? " without a ticket" : "")
            """)
    }
}
