internal import FumbleModel

/// What dependents do: they send, queue what fails, and work their queues off.
extension RequestTraffic {
    mutating func planSending(of sender: Int) {
        guard senders[sender].isSending else { return }
        let time = Horizon.sum(now, senders[sender].gap())
        senders[sender].nextOwn = time
        plan(.sending, of: sender, at: time)
    }

    mutating func send(_ sender: Int, at time: Int64) {
        guard senders[sender].nextOwn == time else { return }
        planSending(of: sender)
        dispatch(of: sender)
    }

    /// Sends one of the queued requests again; while there are more, at the dependent's pace.
    mutating func drain(_ sender: Int, at time: Int64) {
        guard senders[sender].nextDrain == time else { return }
        senders[sender].nextDrain = nil
        guard senders[sender].unqueue() else { return }
        planDraining(of: sender)
        dispatch(of: sender)
    }

    /// A dependent learns what became of a request: what failed is queued.
    mutating func returnToSender(_ attempt: Attempt, isAnswered: Bool) {
        let sender = Int(attempt.sender) - 1
        if !isAnswered {
            senders[sender].queue()
            planDraining(of: sender)
        }
        tellQueue(of: sender)
    }

    private mutating func dispatch(of sender: Int) {
        guard let place = pool.take() else { return isFull = true }
        let key = UInt32(truncatingIfNeeded: senders[sender].keys.next() >> 32)
        pool.attempts[place].operation = UInt16(senders[sender].operation)
        pool.attempts[place].key = key
        pool.attempts[place].intended = now
        pool.attempts[place].sender = UInt16(sender + 1)
        begin(place, number: 1)
    }

    private mutating func planDraining(of sender: Int) {
        guard senders[sender].nextDrain == nil, senders[sender].queued > 0,
            senders[sender].pace.isFinite
        else { return }
        let span = Int64(min(max(senders[sender].pace.rounded(), 1), Double(Horizon.farAway)))
        let time = Horizon.sum(now, span)
        senders[sender].nextDrain = time
        plan(.draining, of: sender, at: time)
    }

    private mutating func tellQueue(of sender: Int) {
        let queued = senders[sender].queued
        meters.backlog(sender, queued, at: now)
        if !senders[sender].isQueueingTold && queued > senders[sender].tellsAbove {
            senders[sender].isQueueingTold = true
            tell(.queueing(dependent: sender))
        }
        guard senders[sender].isQueueingTold else { return }
        if senders[sender].isFull && !senders[sender].isFullTold {
            senders[sender].isFullTold = true
            tell(.queueFull(dependent: sender))
        }
        if queued == 0 {
            senders[sender].isQueueingTold = false
            senders[sender].isFullTold = false
            tell(.drained(dependent: sender))
        }
    }

    private mutating func tell(_ what: FleetEvent.What) {
        told.append(FleetEvent(at: Instant(microseconds: now), what: what))
    }
}
