import FumbleModel

/// Faults that have reached their canary, and go on to the other servers when its time is over.
struct FollowUps: Sendable {
    private(set) var pending: [FollowUp] = []

    struct FollowUp: Sendable, Hashable {
        /// The deed that it is part of: it is dropped with it.
        let deed: Int
        let path: String
        let kind: String
        let commands: [FleetCommand]
        let servers: Int
        let due: Instant
    }

    var nextDue: Instant? { pending.map(\.due).min() }

    mutating func add(_ followUp: FollowUp) { pending.append(followUp) }

    /// - Returns: the one whose time has come first; it is not given again.
    mutating func take(at now: Instant) -> FollowUp? {
        guard let due = nextDue, due <= now,
            let place = pending.firstIndex(where: { $0.due == due })
        else { return nil }
        return pending.remove(at: place)
    }

    /// A deed is reverted: nothing more comes of it.
    mutating func drop(deed: Int) { pending.removeAll { $0.deed == deed } }

    /// Somebody gave a good configuration back: what would go on to the same subsystem stops.
    ///
    /// - Parameter subsystem: nil: every one.
    /// - Returns: those that were stopped.
    mutating func stop(configuring subsystem: SubsystemID?) -> [FollowUp] {
        let isStopped: (FollowUp) -> Bool = { followUp in
            followUp.commands.contains { command in
                guard case .configure(_, let own, _) = command else { return false }
                return own == nil || subsystem == nil || own == subsystem
            }
        }
        let stopped = pending.filter(isStopped)
        pending.removeAll(where: isStopped)
        return stopped
    }
}
