internal import FumbleDocument
internal import FumbleModel

/// Lets a few servers go first, and the rest only when nothing has come of it for a while.
///
/// What came of it is judged by whoever looks on: it waits, so that somebody can cancel.
struct CanaryFirst: Guard {
    let count: ServerAmount
    let wait: TimeSpan

    var usualOnBreach: OnBreach { .pace }

    static let kind = Kind<any Guard>(
        "canary-first",
        summary: "Lets a few servers go first, and the rest after a wait.",
        example: "{canary-first: {count: 1 server, for: 10m}}",
        .required("count", .serverAmount, "servers that go first; a share is of those asked for"),
        .required(
            "for", .wait, "how long the others wait after them")
    ) { CanaryFirst(count: $0, wait: $1) }

    var holes: [KnownHole] {
        let why = "the rest goes when the wait is over and nobody has cancelled"
        return [.oneBelow, .repeated, .twoOperators, .deadServers].map { KnownHole($0, why) } + [
            KnownHole(.inChunks, "a chunk as small as the canary is all canary")
        ]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .batch, request.takesServersAway || request.verb == .pushConfig
        else { return .allow }
        let done = request.progress.done.count
        let asked = done + request.servers.count
        let first = min(max(count.resolved(of: asked), 1), asked)
        guard done >= first else {
            guard first - done < request.servers.count else { return .allow }
            return .clamp(
                to: first - done,
                reason: "\(first) of \(GuardRequest.words(servers: asked)) go first, as a canary")
        }
        let until = (request.progress.lastBatchAt ?? now) + wait
        guard done == first, now < until else { return .allow }
        return .hold(
            until: until,
            reason:
                "the other \(request.servers.count) servers wait \(wait) after the \(done) first")
    }
}
