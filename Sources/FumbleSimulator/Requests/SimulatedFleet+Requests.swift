internal import FumbleModel

/// From what serves to single requests.
extension SimulatedFleet {
    /// Lets requests go on between two of the fleet's own events.
    mutating func goOnWithRequests(until limit: Int64) throws(FleetError) {
        guard grain == .requests, limit >= now else { return }
        try requests.run(until: limit, &counter)
        for event in requests.takeTold() { tell(event) }
    }

    private mutating func tell(_ event: FleetEvent) {
        let time = event.at.microseconds
        switch event.what {
        case .queueing(let dependent): meters.queue(dependent, isOver: false, at: time)
        case .drained(let dependent): meters.queue(dependent, isOver: true, at: time)
        default: break
        }
        log.tell(event.what, at: time)
    }

    mutating func openForRequests(_ instance: Int) {
        changedWorkers.insert(instance)
        isTrafficOpen = true
    }

    /// Tells the requests how the fleet is from now on.
    mutating func tellRequests() {
        isTrafficOpen = false
        requests.now = now
        for (operation, offer) in offers.enumerated() {
            requests.ask(operation, factor: offer)
            if doors.areInUse {
                requests.open(
                    operation, to: doors.comingIn(operation), of: doors.reaching(operation))
            }
        }
        for instance in changedWorkers.take() { tellRequests(of: instance) }
        if hasCaches { requests.tellCaches() }
        for subsystem in standings.indices {
            requests.set(subsystem, isAsked: isAsked(subsystem))
            tellPrimaries(of: subsystem)
            if doors.areInUse {
                requests.set(subsystem, denied: doors.denied[subsystem].fraction)
            }
            guard facts[subsystem].hasCells else { continue }
            for cell in cellRange(of: subsystem) {
                requests.set(cell, of: subsystem, isLive: cells[cell].isLive)
            }
        }
    }

    private mutating func tellPrimaries(of subsystem: Int) {
        guard seats.has(subsystem) else { return }
        for (place, cell) in cellRange(of: subsystem).enumerated() {
            requests.set(cell, isLed: seats.isFilled(seats.seat(of: subsystem, at: place)))
        }
    }

    /// Whether requests reach a subsystem: it answers, or nobody knows yet that it does not.
    private func isAsked(_ subsystem: Int) -> Bool {
        needs.answers[subsystem]
            || !standings[subsystem].hasBegun && standings[subsystem].unnoticed > 0
    }

    private mutating func tellRequests(of instance: Int) {
        let state: Worker.State =
            switch instances.state[instance] {
            case .serving: .open
            case .leaving: .draining
            case .unreachable: .held
            default: .gone
            }
        let isUnnoticed = instances.marks[instance].contains(.unnoticed)
        let isRefusing = instances.state[instance] == .refusing
        requests.set(
            instance, to: state, isUnnoticed: isUnnoticed, isRefusing: isRefusing,
            factor: paces.factors[Int(instances.pace[instance])],
            noticedAfter: isUnnoticed && !isRefusing ? max(spec.noticesAfter.microseconds, 0) : 0)
    }
}

extension RequestTraffic {
    /// What clients asked and got since this was last taken: intents that were over, those of them
    /// that were answered in time, and attempts begun.
    ///
    /// An intent counts in the window in which it is over, so that one under way at the end of a
    /// window is not taken for one that was not answered.
    mutating func takeCounts() -> [OperationSample] {
        var samples: [OperationSample] = []
        for operation in clients.indices {
            samples.append(
                OperationSample(
                    offered: Double(clients[operation].over),
                    answered: Double(clients[operation].answered),
                    attempts: Double(clients[operation].attempts),
                    underWay: Double(clients[operation].underWay),
                    latency: clients[operation].latency.take()))
            clients[operation].over = 0
            clients[operation].answered = 0
            clients[operation].attempts = 0
        }
        return samples
    }

    mutating func takeTold() -> [FleetEvent] {
        if told.isEmpty { return [] }
        var taken: [FleetEvent] = []
        swap(&taken, &told)
        return taken
    }

    /// Lets in a share of the clients who ask an operation from now on, out of those who find the
    /// way to it.
    mutating func open(_ operation: Int, to comingIn: Double, of reaching: Double) {
        clients[operation].reaching = reaching
        clients[operation].comingIn = comingIn
    }

    /// Changes how much is asked of an operation, as a multiple of its own rate.
    mutating func ask(_ operation: Int, factor: Double) {
        guard factor != clients[operation].factor else { return }
        clients[operation].ask(factor, from: now)
        planIntent(of: operation)
    }
}
