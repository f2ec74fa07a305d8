import FumbleModel

/// Deeds that reach past servers: configurations, access, routes, doors.
extension ControlPlane {
    /// - Returns: what is to be done; nothing for deeds of other verbs.
    mutating func reach(_ deed: ResolvedDeed, at now: Instant) -> [ControlEffect] {
        switch (deed.verb, deed.detail) {
        case (.denyAccess, .access(_, let share)): return access(deed, share: share)
        case (.grantAccess, _): return access(deed, share: .none)
        case (.withdrawRoute, .route(let share, let cutsOffOperators)):
            return route(deed, share: share)
                + (cutsOffOperators ? [.apply(.setReach(isReachable: false))] : [])
        case (.announceRoute, _):
            return route(deed, share: .none) + [.apply(.setReach(isReachable: true))]
        case (.admit, .admission(let steps, let every)):
            return open(deed.operations, steps: steps, every: every, at: now)
        default: return []
        }
    }

    /// Gives servers a configuration; what takes them from service is told to the guards, as removals
    /// are.
    mutating func push(
        _ deed: ResolvedDeed, on servers: [ServerID], at now: Instant
    ) -> [ControlEffect] {
        guard case .config(let effect, _) = deed.detail, !servers.isEmpty else { return [] }
        if effect.takesFromService {
            ledger.append(
                FleetView.Removal(
                    at: now, servers: servers.count, bySubsystem: topology.tally(of: servers)))
        }
        return configure(servers, of: deed.named, makes: effect)
    }

    /// Gives the good configuration back, and ends pushes to the same subsystems.
    mutating func rollBack(_ deed: ResolvedDeed, on servers: [ServerID]) -> [ControlEffect] {
        let isPush: (Command) -> Bool = { command in
            command.deed.verb == .pushConfig
                && command.deed.subsystems.contains(where: deed.subsystems.contains)
        }
        let stopped = underWay.filter(isPush)
        underWay.removeAll(where: isPush)
        return stopped.map { end($0, .cancelled) }
            + configure(servers, of: deed.named, makes: .good)
    }

    /// - Parameter named: the subsystems whose configuration it is; empty: that of whole servers.
    func configure(
        _ servers: [ServerID], of named: [SubsystemID], makes effect: ConfigEffect
    ) -> [ControlEffect] {
        if named.isEmpty { return [.apply(.configure(servers, of: nil, makes: effect))] }
        return named.map { .apply(.configure(servers, of: $0, makes: effect)) }
    }

    /// Opens every door by a step whose time has come.
    mutating func openDoors(at now: Instant) -> [ControlEffect] {
        var effects: [ControlEffect] = []
        for place in admissions.indices where admissions[place].due <= now {
            effects += admissions[place].next()
        }
        admissions.removeAll { $0.steps.isEmpty }
        return effects
    }

    private func access(_ deed: ResolvedDeed, share: Share) -> [ControlEffect] {
        deed.subsystems.flatMap { subsystem in
            deed.askers.map { asker in
                let isGrant = share == .none
                let own = asker == .clients || isGrant ? share : .whole
                return ControlEffect.apply(.deny(subsystem, to: asker, share: own))
            }
        }
    }

    private func route(_ deed: ResolvedDeed, share: Share) -> [ControlEffect] {
        deed.operations.map { .apply(.withdraw($0, share: share)) }
    }

    /// The first step is taken at once; an admission of the same operations that is still going on
    /// gives way to it.
    private mutating func open(
        _ operations: [OperationID], steps: [Share], every: TimeSpan, at now: Instant
    ) -> [ControlEffect] {
        admissions = admissions.compactMap { $0.leavingOut(operations) }
        let left = Array(steps.dropFirst())
        if !left.isEmpty {
            admissions.append(Admission(operations, steps: left, every: every, since: now))
        }
        return steps.prefix(1).flatMap { share in
            operations.map { ControlEffect.apply(.admit($0, share: share)) }
        }
    }
}
