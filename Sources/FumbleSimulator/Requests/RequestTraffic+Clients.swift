internal import FumbleModel

/// What clients do: they ask, lose patience, ask again, and get their answers.
extension RequestTraffic {
    mutating func planIntent(of operation: Int) {
        guard let next = clients[operation].nextIntent else { return }
        plan(.arrival, of: operation, at: next)
    }

    /// A client comes up with an intent and makes its first attempt.
    mutating func intend(_ operation: Int, at time: Int64) {
        guard clients[operation].nextIntent == time else { return }
        clients[operation].planNext(after: time)
        planIntent(of: operation)
        let key = UInt32(truncatingIfNeeded: clients[operation].keys.next() >> 32)
        clients[operation].underWay += 1
        let entry = clients[operation].enter()
        guard entry == .letIn else { return turnAway(operation, isRefused: entry == .refused) }
        clients[operation].earnTokens()
        guard let place = pool.take() else { return isFull = true }
        pool.attempts[place].operation = UInt16(operation)
        pool.attempts[place].key = key
        pool.attempts[place].intended = now
        pool.attempts[place].sender = 0
        begin(place, number: 1)
    }

    /// An intent does not come in: it is over at once, without an answer, and not tried again.
    private mutating func turnAway(_ operation: Int, isRefused: Bool) {
        var attempt = Attempt()
        attempt.operation = UInt16(operation)
        attempt.intended = now
        attempt.number = 1
        clients[operation].attempts += 1
        meters.attempted(attempt, isRefused: isRefused, at: now)
        end(attempt, isAnswered: false)
    }

    /// Sends off an attempt from its first step; if it fails at once, the next one, up to the last.
    mutating func begin(_ place: Int, number first: Int32) {
        let operation = Int(pool.attempts[place].operation)
        var number = first
        while true {
            pool.attempts[place].begun = now
            pool.attempts[place].waited = 0
            pool.attempts[place].number = number
            pool.attempts[place].isAbandoned = false
            pool.attempts[place].step = way.firstStep[operation]
            if pool.attempts[place].sender == 0 { clients[operation].attempts += 1 }
            let arrival = arrive(place)
            if arrival == .taken { break }
            guard conclude(place, isRefused: arrival == .refused) else { return }
            number += 1
        }
        patience[operation].append(place, in: pool.attempts)
        if !patience[operation].isPending { planPatience(of: operation) }
    }

    /// An attempt fails, and its client knows.
    mutating func fail(_ place: Int, isRefused: Bool = false) {
        let number = pool.attempts[place].number
        if conclude(place, isRefused: isRefused) { begin(place, number: number + 1) }
    }

    /// An attempt has come to the end of its way.
    mutating func answer(_ place: Int) {
        let attempt = pool.attempts[place]
        let operation = Int(attempt.operation)
        if attempt.sender == 0 { meters.served(attempt, at: now) }
        if clients[operation].fails > 0 {
            let drawn = clients[operation].failures.unit()
            if drawn < clients[operation].fails { return fail(place) }
        }
        if !attempt.isAbandoned {
            if !acknowledging.isEmpty { acknowledge(attempt) }
            if attempt.sender > 0 {
                returnToSender(attempt, isAnswered: true)
            } else {
                meters.attempted(attempt, isRefused: false, at: now)
                end(attempt, isAnswered: true)
            }
        }
        pool.give(place)
    }

    /// Clients give up on the attempts that began a patience ago; servers may still work on them.
    mutating func losePatience(_ operation: Int) {
        let latest = now - clients[operation].patience
        while let entry = patience[operation].oldest(in: pool.attempts), entry.begun <= latest {
            patience[operation].removeOldest()
            giveUp(Int(entry.place))
        }
        patience[operation].isPending = false
        planPatience(of: operation)
    }

    /// Ends an attempt that failed.
    ///
    /// - Returns: whether its client asks again, from the same place; else the place is given back.
    private mutating func conclude(_ place: Int, isRefused: Bool) -> Bool {
        let attempt = pool.attempts[place]
        if !attempt.isAbandoned {
            if attempt.sender > 0 {
                returnToSender(attempt, isAnswered: false)
            } else {
                meters.attempted(attempt, isRefused: isRefused, at: now)
                if mayRetry(attempt) {
                    pool.attempts[place].id &+= 1
                    return true
                }
                end(attempt, isAnswered: false)
            }
        }
        pool.give(place)
        return false
    }

    private mutating func planPatience(of operation: Int) {
        guard let entry = patience[operation].oldest(in: pool.attempts) else { return }
        patience[operation].isPending = true
        let time = Horizon.sum(entry.begun, clients[operation].patience)
        plan(.patience, of: operation, at: max(time, now))
    }

    private mutating func giveUp(_ place: Int) {
        let attempt = pool.attempts[place]
        switch attempt.state {
        case .free: return
        case .swallowed, .failing: fail(place)
        case .inService where attempt.ends == now && isOnLastStep(attempt):
            // It is answered at the very instant at which its client would give up: in time.
            return
        case .waiting, .inService, .held:
            pool.attempts[place].isAbandoned = true
            giveUpOn(attempt)
        }
    }

    /// What a client does whose attempt goes on without it.
    private mutating func giveUpOn(_ attempt: Attempt) {
        if attempt.sender > 0 { return returnToSender(attempt, isAnswered: false) }
        meters.attempted(attempt, isRefused: false, at: now)
        guard mayRetry(attempt) else { return end(attempt, isAnswered: false) }
        guard let place = pool.take() else { return isFull = true }
        pool.attempts[place].operation = attempt.operation
        pool.attempts[place].key = attempt.key
        pool.attempts[place].intended = attempt.intended
        pool.attempts[place].sender = 0
        begin(place, number: attempt.number + 1)
    }

    private mutating func mayRetry(_ attempt: Attempt) -> Bool {
        let operation = Int(attempt.operation)
        return attempt.number < clients[operation].mostAttempts && clients[operation].payRetry()
    }

    private mutating func end(_ attempt: Attempt, isAnswered: Bool) {
        let operation = Int(attempt.operation)
        clients[operation].over += 1
        clients[operation].underWay -= 1
        if isAnswered {
            clients[operation].answered += 1
            clients[operation].latency.add(now - attempt.intended)
        }
        meters.ended(attempt, isAnswered: isAnswered, at: now)
    }
}
