internal import FumbleDocument
internal import FumbleModel

/// Lets servers go in batches, and the next one only while the fleet is well.
///
/// Well is where no subsystem has more servers down than were removed, but for so many: a batch that
/// takes others with it stops the rest.
struct HealthGate: Guard {
    let batch: ServerAmount
    let wait: TimeSpan
    let atMost: ServerAmount
    let viewLag: TimeSpan

    var usualOnBreach: OnBreach { .pace }

    static let kind = Kind<any Guard>(
        "health-gate",
        summary: "Lets servers go in batches, each only while nothing else is down.",
        example: "{health-gate: {batch: 2 servers, wait: 2m, down: 1 server}}",
        .required("batch", .serverAmount, "servers of one batch; a share is of those asked for"),
        .required(
            "wait", .wait, "how long after a batch it looks"),
        .required(
            "down", .serverAmount,
            "servers of a subsystem that may be down without having been removed"),
        .defaulted(
            "view-lag", .duration, to: .zero, written: "0s", "how old the counts are that it sees")
    ) { HealthGate(batch: $0, wait: $1, atMost: $2, viewLag: $3) }

    var holes: [KnownHole] {
        [
            KnownHole(.oneBelow, "a removal that takes nothing else with it is well to the end"),
            KnownHole(.repeated, "each command begins with a batch of its own"),
            KnownHole(.twoOperators, "each command begins with a batch of its own"),
            KnownHole(.inChunks, "a chunk as small as a batch has no next one"),
        ]
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.stage == .batch, request.takesServersAway else { return .allow }
        let done = request.progress.done.count
        if let sick = sick(view) { return request.stop("\(request.deedInWords), but \(sick)") }
        if let last = request.progress.lastBatchAt, now < last + wait {
            return .hold(until: last + wait, reason: "the next batch waits \(wait)")
        }
        let asked = done + request.servers.count
        let size = max(batch.resolved(of: asked), 1)
        guard size < request.servers.count else { return .allow }
        return .clamp(
            to: size,
            reason: "\(asked) servers go \(size) at a time, the next while the fleet is well")
    }

    /// Why the fleet is not well; nil: it is.
    private func sick(_ view: FleetView) -> String? {
        for (index, subsystem) in view.fleet.subsystems.enumerated() {
            let capacity = view.topology.capacity(of: SubsystemID(index))
            let removed = view.ledger.filter { $0.at <= view.tally.at }
                .reduce(0) { $0 + $1.bySubsystem[index] }
            let down = capacity - removed - view.tally.serving[index]
            let limit = atMost.resolved(of: capacity)
            guard down > limit else { continue }
            return """
                \(down) servers of `\(subsystem.name)` are down that nobody removed, and at most \
                \(limit) may be
                """
        }
        return nil
    }
}
