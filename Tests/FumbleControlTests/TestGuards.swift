import FumbleModel

/// Gives the answers it was told to, one after the other, and then allows.
struct Scripted: Guard {
    var answers: [GuardDecision]
    var viewLag = TimeSpan.zero

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        answers.isEmpty ? .allow : answers.removeFirst()
    }
}

/// One answer about a whole command, and others about its batches.
struct Staged: Guard {
    let whole: GuardDecision
    var batches: [GuardDecision]

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        if request.stage == .whole { return whole }
        return batches.isEmpty ? .allow : batches.removeFirst()
    }
}

/// Holds for as long as it is asked.
struct Holding: Guard {
    let until: @Sendable (Instant) -> Instant

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        .hold(until: until(now), reason: "not yet")
    }
}

/// Lets so many servers go in any stretch of time, by the ledger.
struct Pacing: Guard {
    let pace: Pace

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        if request.stage == .whole { return .allow }
        let recent = view.ledger.filter { $0.at + pace.per > now }
        let room = pace.servers - recent.reduce(0) { $0 + $1.servers }
        if room >= request.servers.count { return .allow }
        if room > 0 { return .clamp(to: room, reason: "at most \(pace)") }
        let first = recent.first?.at ?? now
        return .hold(until: first + pace.per, reason: "at most \(pace)")
    }
}

/// Says what it sees, and lets everything go.
struct Telling: Guard {
    let viewLag: TimeSpan
    let tell: @Sendable (GuardRequest, FleetView) -> String

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        .warn(reason: tell(request, view))
    }
}
