internal import FumbleDocument
internal import FumbleModel

/// Puts off what deletes or removes for a cooling time, in which `cancel-command` undoes it.
///
/// What is asked for is marked, and done when the time is over; nothing of it is lost before.
struct SoftDelete: Guard {
    let cooling: TimeSpan

    var usualOnBreach: OnBreach { .pace }

    static let kind = Kind<any Guard>(
        "soft-delete",
        summary: "Deletes and removes only after a cooling time, in which it can be taken back.",
        example: "{soft-delete: {cooling: 24h}}",
        .required(
            "cooling", .wait,
            "how long what was asked for can be cancelled before it is done")
    ) { SoftDelete(cooling: $0) }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("what nobody takes back is done when the time is over")
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.verb == .deleteData || request.verb == .removeServers else { return .allow }
        let until = request.progress.typedAt + cooling
        guard now < until else { return .allow }
        let what = request.deed == nil ? request.countInWords : "\(request.deedInWords): this"
        let reason = """
            \(what) is put off until \(cooling) after it was typed: `cancel-command` takes it back
            """
        return request.onBreach == .warn
            ? .warn(reason: reason) : .hold(until: until, reason: reason)
    }
}
