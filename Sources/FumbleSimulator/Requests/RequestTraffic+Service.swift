internal import FumbleModel

/// How attempts come to a subsystem, wait, are worked on, and go on.
extension RequestTraffic {
    enum Arrival {
        case taken
        /// Nobody answers there.
        case failed
        /// It may not wait.
        case refused
    }

    /// An attempt comes to the subsystem of its step.
    mutating func arrive(_ place: Int) -> Arrival {
        let step = way.steps[Int(pool.attempts[place].step)]
        let subsystem = Int(step.subsystem)
        guard stations[subsystem].isAsked else { return .failed }
        if stations[subsystem].denied > 0 {
            let drawn = stations[subsystem].denials.unit()
            if drawn < stations[subsystem].denied { return .refused }
        }
        let cell = stations[subsystem].cell(of: pool.attempts[place].key)
        let crew = crews[cell]
        let routed = crew.open + crew.unnoticed
        guard crew.isLive, routed > 0 else { return .failed }
        if step.needsPrimary && !crew.isLed { return .failed }
        if !stations[subsystem].isShared {
            let drawn = routed > 1 ? stations[subsystem].routing.below(Int(routed)) : 0
            let worker = Int(routes[Int(crew.firstRoute) + drawn])
            if workers[worker].state == .gone {
                return workers[worker].isRefusing ? .failed : swallow(place)
            }
            return join(Int(workers[worker].lane), place, subsystem)
        }
        // Requests are spread evenly, also over those of whom it is not known that they are dead.
        // With none open at all they wait in the queue that all share.
        if crew.unnoticed > 0 && (crew.open > 0 || crew.refusing > 0) {
            let drawn = stations[subsystem].routing.below(Int(routed))
            if drawn >= Int(crew.open) && drawn < Int(crew.open + crew.refusing) { return .failed }
            if drawn >= Int(crew.open) && crew.open > 0 { return swallow(place) }
        }
        let station = stations[subsystem]
        return join(Int(station.firstLane) + cell - Int(station.firstCell), place, subsystem)
    }

    private mutating func swallow(_ place: Int) -> Arrival {
        pool.attempts[place].state = .swallowed
        return .taken
    }

    private mutating func join(_ lane: Int, _ place: Int, _ subsystem: Int) -> Arrival {
        if lanes[lane].firstFree >= 0 {
            start(place, at: Int(lanes[lane].firstFree))
            return .taken
        }
        if lanes[lane].waiting.count >= stations[subsystem].limit { return .refused }
        let mean = way.steps[Int(pool.attempts[place].step)].mean
        switch stations[subsystem].discipline {
        case .fifo, .fifoDropsExpired:
            lanes[lane].waiting.append(place, in: &pool.attempts)
        case .lifo:
            lanes[lane].waiting.prepend(place, in: &pool.attempts)
        case .deadline:
            if !isInTime(place, lane, mean: mean) { return .refused }
            lanes[lane].waiting.append(place, in: &pool.attempts)
        }
        pool.attempts[place].state = .waiting
        pool.attempts[place].queued = now
        lanes[lane].work += mean
        change(subsystem, waiting: 1, busy: 0)
        return .taken
    }

    /// How many standard deviations later than expected an attempt may come and still be in time: with
    /// fewer, an overloaded queue stays just where much of the work in it is wasted.
    private static var margin: Double { 3 }

    /// Whether an attempt that joins the end of a queue will be done before its client gives up.
    ///
    /// Expected are what waits before it and itself, worked off by all open slots, and its own work;
    /// the deviation is that of exponential work.
    private func isInTime(_ place: Int, _ lane: Int, mean: Double) -> Bool {
        let attempt = pool.attempts[place]
        if attempt.isAbandoned { return false }
        let power = lanes[lane].power > 0 ? lanes[lane].power : lanes[lane].lastPower
        let wait = (lanes[lane].work + mean) / power
        let deviation = (wait * mean / power + mean * mean).squareRoot()
        let left = Double(attempt.begun - now + clients[Int(attempt.operation)].patience)
        return wait + mean + Self.margin * deviation <= left
    }

    private mutating func start(_ place: Int, at worker: Int) {
        let subsystem = Int(workers[worker].subsystem)
        let step = Int(pool.attempts[place].step)
        let ends = Horizon.sum(now, way.services[step].next(times: workers[worker].factor))
        pool.attempts[place].state = .inService
        pool.attempts[place].worker = Int32(worker)
        pool.attempts[place].ends = ends
        workers[worker].working.append(place, in: &pool.attempts)
        if workers[worker].isListed {
            unlist(worker)
            if workers[worker].working.count < stations[subsystem].slots { list(worker) }
        }
        change(subsystem, waiting: 0, busy: 1)
        plan(.served, of: place, at: ends)
    }

    /// A worker is done with an attempt: it takes the next one, and the attempt goes on.
    mutating func serve(_ place: Int, at time: Int64) {
        let attempt = pool.attempts[place]
        guard attempt.state == .inService, attempt.ends == time else { return }
        let worker = Int(attempt.worker)
        let subsystem = Int(workers[worker].subsystem)
        workers[worker].working.remove(place, in: &pool.attempts)
        change(subsystem, waiting: 0, busy: -1)
        takeNext(worker)
        if stations[subsystem].hasDeleted && isDeleted(attempt.key, of: subsystem) {
            return fail(place)
        }
        let next =
            caches.isEmpty ? nextStep(of: attempt) : stepByCache(after: attempt, at: place)
        guard next >= 0 else { return answer(place) }
        pool.attempts[place].step = Int32(next)
        let arrival = arrive(place)
        if arrival != .taken { fail(place, isRefused: arrival == .refused) }
    }

    /// A worker with a free slot takes what waits, if it may, or is listed as free.
    mutating func takeNext(_ worker: Int) {
        let slots = stations[Int(workers[worker].subsystem)].slots
        let lane = Int(workers[worker].lane)
        switch workers[worker].state {
        case .open: break
        case .draining:
            if stations[Int(workers[worker].subsystem)].isShared { return }
        case .held, .gone: return
        }
        while workers[worker].working.count < slots, let place = takeWaiting(lane) {
            start(place, at: worker)
        }
        let isFree = workers[worker].working.count < slots
        if workers[worker].state == .open && isFree && !workers[worker].isListed { list(worker) }
    }

    /// Takes the attempt whose turn it is out of a queue; those that the discipline drops are over.
    private mutating func takeWaiting(_ lane: Int) -> Int? {
        while lanes[lane].waiting.first >= 0 {
            let place = Int(lanes[lane].waiting.first)
            leaveQueue(place, lane)
            let attempt = pool.attempts[place]
            let subsystem = Int(way.steps[Int(attempt.step)].subsystem)
            switch stations[subsystem].discipline {
            case .fifo, .lifo: return place
            case .fifoDropsExpired, .deadline:
                if !attempt.isAbandoned { return place }
                fail(place)
            }
        }
        return nil
    }

    mutating func leaveQueue(_ place: Int, _ lane: Int) {
        let step = way.steps[Int(pool.attempts[place].step)]
        lanes[lane].waiting.remove(place, in: &pool.attempts)
        lanes[lane].work -= step.mean
        if lanes[lane].waiting.count == 0 { lanes[lane].work = 0 }
        pool.attempts[place].waited += now - pool.attempts[place].queued
        change(Int(step.subsystem), waiting: -1, busy: 0)
    }

    /// The number of the step after this one; -1: there is none.
    mutating func nextStep(of attempt: Attempt) -> Int {
        let step = way.steps[Int(attempt.step)]
        guard step.hopCount > 0 else { return Int(step.next) }
        let drawn = clients[Int(attempt.operation)].ways.unit()
        for place in Int(step.firstHop)..<Int(step.firstHop + step.hopCount)
        where drawn < way.hops[place].upTo {
            return Int(way.hops[place].step)
        }
        return -1
    }

    func isOnLastStep(_ attempt: Attempt) -> Bool {
        let step = way.steps[Int(attempt.step)]
        return step.next < 0 && step.hopCount == 0
    }

    mutating func change(_ subsystem: Int, waiting: Int32, busy: Int32) {
        stations[subsystem].waiting += waiting
        stations[subsystem].busy += busy
        if stations[subsystem].isMeasured {
            meters.level(
                subsystem, waiting: stations[subsystem].waiting, busy: stations[subsystem].busy,
                at: now)
        }
    }
}
