internal import FumbleModel

/// How primaries are lost, and how replicas take their places.
///
/// The seat of a cell is held by one of its own replicas, that of a whole subsystem by any. A server that hung or was cut off and comes back after the promotion is fenced: it
/// is a replica, and what only it had acknowledged is lost.
extension SimulatedFleet {
    /// Takes note that an instance serves no longer, or again.
    mutating func noteRole(of instance: Int, _ subsystem: Int, serves: Bool) {
        let seat = seats.seat(of: subsystem, at: Int(roster.placeOf[instance]))
        switch seats.states[seat] {
        case .filled(let holder, let since):
            guard !serves, holder == instance else { return }
            vacate(seat, of: subsystem, heldBy: instance, since: since)
        case .empty:
            if serves { work.seats.insert(seat) }
        }
    }

    /// The time has come at which any replica may take an empty seat.
    mutating func promote(_ seat: Int) {
        seats.setDue(seat)
        work.seats.insert(seat)
    }

    /// Fills the empty seats for which somebody serves: the former primary, or once a replica may,
    /// the first that serves.
    mutating func fillSeats() {
        for seat in work.seats.take() {
            guard case .empty(let vacancy) = seats.states[seat] else { continue }
            if let former = vacancy.former, instances.state[former] == .serving {
                fill(seat, by: former, isFormer: true)
            } else if vacancy.isDue, let replica = firstServing(for: seat) {
                fill(seat, by: replica, isFormer: false)
                guard vacancy.unreplicated > 0 else { continue }
                let subsystem = SubsystemID(seats.subsystem(of: seat))
                log.tell(
                    .writesLost(subsystem: subsystem, objects: vacancy.unreplicated), at: now)
            }
        }
    }

    /// What an instance held of a subsystem is gone.
    mutating func forgetRole(of instance: Int) {
        let subsystem = Int(roster.subsystemOf[instance])
        guard seats.has(subsystem) else { return }
        seats.forget(
            instance, holding: seats.seat(of: subsystem, at: Int(roster.placeOf[instance])))
    }

    /// The share of a subsystem's keys that have a primary, where `alive` of them are live.
    func led(_ subsystem: Int, alive: Double) -> Double {
        guard seats.has(subsystem) else { return alive }
        if !seats.isOnePerCell(subsystem) { return seats.filled[subsystem] > 0 ? alive : 0 }
        return min(alive, Double(seats.filled[subsystem]) / Double(facts[subsystem].cellCount))
    }

    /// Takes note of what operations that need a primary are answered from now on.
    mutating func noteRates(_ flows: [OperationFlow]) {
        for subsystem in facts.indices where seats.has(subsystem) {
            let needing = spec.subsystems[subsystem].roles?.neededBy ?? []
            let answered = needing.reduce(0.0) { sum, operation in
                let others = dependents.filter { $0.load.operation == operation.index }
                let success = flows[operation.index].success
                return others.reduce(sum + flows[operation.index].answered) {
                    $0 + TrafficSolver.sends($1.load, success: success) * success
                }
            }
            seats.rates[subsystem] = answered / Double(max(seats.filled[subsystem], 1))
        }
    }

    /// A server that drains for as long as its replicas are behind leaves them all it has.
    private mutating func vacate(
        _ seat: Int, of subsystem: Int, heldBy instance: Int, since: Int64
    ) {
        guard let roles = spec.subsystems[subsystem].roles else { return }
        let group = spec.groups[roster.group(of: Int(roster.serverOf[instance]))]
        let hasDrained = instances.state[instance] == .leaving && group.drain >= roles.lag
        let span = hasDrained ? 0 : min(roles.lag.microseconds, now - since)
        seats.vacate(seat, unreplicated: unreplicated(seat, of: subsystem, in: span))
        log.tell(
            .primaryLost(subsystem: SubsystemID(subsystem), cell: seats.number(of: seat)), at: now)
        plan(.promotes, of: seat, after: roles.promotesAfter.microseconds)
        isTrafficOpen = true
    }

    /// What a primary acknowledged in the time by which its replicas are behind.
    private func unreplicated(_ seat: Int, of subsystem: Int, in span: Int64) -> Int64 {
        switch grain {
        case .flow:
            Int64((seats.rates[subsystem] * Double(span) / 1_000_000).rounded())
        case .requests: requests.acknowledged(seat, since: now - span)
        }
    }

    private mutating func fill(_ seat: Int, by instance: Int, isFormer: Bool) {
        seats.fill(seat, by: instance, at: now)
        log.tell(
            .promoted(
                subsystem: SubsystemID(seats.subsystem(of: seat)), cell: seats.number(of: seat),
                isFormer: isFormer), at: now)
        isTrafficOpen = true
    }

    private func firstServing(for seat: Int) -> Int? {
        let subsystem = seats.subsystem(of: seat)
        for place in seats.places(of: seat, capacity: facts[subsystem].capacity) {
            let instance = roster.instance(of: subsystem, at: place)
            if instances.state[instance] == .serving { return instance }
        }
        return nil
    }
}
