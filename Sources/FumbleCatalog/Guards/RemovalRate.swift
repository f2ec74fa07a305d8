internal import FumbleDocument
internal import FumbleModel

/// Keeps servers from being removed faster than a stated pace.
///
/// A configuration with which servers serve no longer counts as their removal.
/// It counts what the control plane let go within the pace's length of time, whoever asked for it;
/// of two removals exactly that far apart only one counts.
struct RemovalRate: Guard {
    let atMost: Pace

    var usualOnBreach: OnBreach { .pace }
    var remembers: TimeSpan { atMost.per }

    static let kind = Kind<any Guard>(
        "removal-rate",
        summary: "Lets servers go no faster than a stated pace.",
        example: "{removal-rate: {at-most: 2 per 5m}}",
        .required("at-most", .pace, "servers that may be removed in so long")
    ) { RemovalRate(atMost: $0) }

    var holes: [KnownHole] {
        [
            KnownHole(.oneBelow, "the whole number goes all the same, only more slowly"),
            KnownHole(.repeated, "one line after the other gets there, only more slowly"),
            KnownHole(.inChunks, "one line after the other gets there, only more slowly"),
            KnownHole(.twoOperators, "both get what they ask for, only more slowly"),
            KnownHole(.deadServers, "it counts what it let go, not what is left"),
        ]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        let isPush = request.verb == .pushConfig && request.takesFromService
        guard request.verb == .removeServers || isPush else { return .allow }
        let recent = view.ledger.filter { $0.at > now - atMost.per }
        let allowed = max(0, atMost.servers - recent.reduce(0) { $0 + $1.servers })
        guard allowed < request.servers.count else { return .allow }
        let reason = """
            \(request.countInWords) would \(request.word) \(request.servers.count) servers at once, \
            and at most \(atMost) may go
            """
        let next = recent.first.map { $0.at + atMost.per }
        return request.breach(allowed: allowed, next: next, at: now, reason: reason)
    }
}
