internal import FumbleModel

/// How events are handled, and how an instant comes to rest before time moves on.
extension SimulatedFleet {
    /// Does what was to happen, unless it was cancelled since.
    mutating func handle(_ event: PendingEvent) {
        let subject = Int(event.subject)
        guard event.generation == generation(of: event.kind, subject) else { return }
        counter.count(event)
        switch event.kind {
        case .phaseOver: endPhase(of: subject)
        case .drained: finishRemoval(of: subject)
        case .startsItself: bringUp(subject)
        case .noticed: notice(subject)
        case .fails: fail(subject)
        case .cacheMoves: isTrafficOpen = true
        case .restored: endRestore(of: subject)
        case .promotes: promote(subject)
        case .rebuilt: endRebuild(of: subject)
        case .queueFull:
            dependents[subject].fill(at: now)
            meters.backlog(subject, dependents[subject].queued(at: now), at: now)
            log.tell(.queueFull(dependent: subject), at: now)
            isTrafficOpen = true
        case .queueEmpty:
            meters.backlog(subject, dependents[subject].queued(at: now), at: now)
            dependents[subject].empty(at: now)
            meters.queue(subject, isOver: true, at: now)
            log.tell(.drained(dependent: subject), at: now)
            isTrafficOpen = true
        }
    }

    mutating func plan(
        _ kind: PendingEvent.Kind, of subject: Int, after span: Int64
    ) {
        let time = Horizon.sum(now, span)
        guard time < Horizon.farAway else { return }
        queue.push(
            PendingEvent(
                time: time, subject: Int32(subject), generation: generation(of: kind, subject),
                kind: kind))
    }

    /// Lets everything come to rest that follows from what happened at this instant: starts get
    /// their lengths once it is known how many start, flows are worked out once, tallies told once.
    mutating func endInstant() {
        repeat { settle() } while enterPhases()
        switch grain {
        case .flow: if isTrafficOpen { solveTraffic() }
        case .requests: if isTrafficOpen { tellRequests() }
        }
        log.tellOperable(needs.isOperable, at: now)
        log.endInstant(standings, facts, at: now)
        windows.note(standings)
        if !meters.isEmpty { meters.note(standings, facts, removed: removedCount, at: now) }
    }

    /// Follows every change to its consequences among cells, subsystems, needs and waiting starts.
    ///
    /// It ends: each round stops or wakes something, lets a start go on, or ends a stage, and
    /// nothing in it makes an instance fall back.
    mutating func settle() {
        while !work.isDone {
            stopWeakCells()
            updateStandings()
            wakeCells()
            if work.areNeedsOpen { updateNeeds() }
            releaseWaiting()
            grantSlots()
            if work.areRestartsOpen { continueRestarts() }
            if !work.seats.isEmpty { fillSeats() }
        }
    }

    private func generation(of kind: PendingEvent.Kind, _ subject: Int) -> UInt32 {
        switch kind {
        case .phaseOver: instances.generation[subject]
        case .drained, .startsItself: servers.generation[subject]
        case .noticed: servers.deaths[subject]
        case .fails: servers.lives[subject]
        case .cacheMoves: caches.generation
        case .promotes: seats.generation[subject]
        case .restored, .rebuilt: 0
        case .queueFull, .queueEmpty: dependents[subject].generation
        }
    }
}
