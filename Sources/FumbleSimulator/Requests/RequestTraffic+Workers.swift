internal import FumbleModel

/// What requests are told of the fleet, and what becomes of those at workers that change.
extension RequestTraffic {
    /// A worker is as it is said to be from now on.
    ///
    /// - Parameters:
    ///   - isRefusing: whether it answers errors at once while it is unnoticed.
    ///   - noticedAfter: after how long clients notice that what it had is lost.
    mutating func set(
        _ worker: Int, to state: Worker.State, isUnnoticed: Bool, isRefusing: Bool = false,
        factor: Double, noticedAfter: Int64
    ) {
        let old = workers[worker].state
        forget(worker)
        workers[worker].state = state
        workers[worker].isUnnoticed = isUnnoticed
        workers[worker].isRefusing = isRefusing
        workers[worker].factor = factor
        remember(worker)
        if !caches.isEmpty { countForCache(worker) }
        switch state {
        case .open:
            if old == .held { resume(worker) }
            takeNext(worker)
        case .draining: if workers[worker].isListed { unlist(worker) }
        case .held:
            if workers[worker].isListed { unlist(worker) }
            if old != .held { hold(worker) }
        case .gone:
            if workers[worker].isListed { unlist(worker) }
            if old != .gone { lose(worker, noticedAfter: noticedAfter) }
        }
    }

    /// Whether a subsystem is asked at all from now on.
    mutating func set(_ subsystem: Int, isAsked: Bool) { stations[subsystem].isAsked = isAsked }

    /// Refuses a share of the attempts at a subsystem from now on.
    mutating func set(_ subsystem: Int, denied: Double) { stations[subsystem].denied = denied }

    /// Whether a cell with a quorum is live from now on; what waits for one that stops fails.
    mutating func set(_ cell: Int, of subsystem: Int, isLive: Bool) {
        guard crews[cell].isLive != isLive else { return }
        crews[cell].isLive = isLive
        let station = stations[subsystem]
        guard !isLive, station.isShared else { return }
        loseQueue(Int(station.firstLane) + cell - Int(station.firstCell), at: now)
    }

    /// Takes a worker out of the counts and the list of those that requests are routed to.
    private mutating func forget(_ worker: Int) {
        let old = workers[worker]
        let cell = Int(old.cell)
        if old.state == .open {
            crews[cell].open -= 1
            let slots = Double(stations[Int(old.subsystem)].slots)
            lanes[Int(old.lane)].power = max(lanes[Int(old.lane)].power - slots / old.factor, 0)
        } else if old.isUnnoticed {
            crews[cell].unnoticed -= 1
            if old.isRefusing { crews[cell].refusing -= 1 }
        }
        guard old.route >= 0 else { return }
        let first = Int(crews[cell].firstRoute)
        let last = Int(crews[cell].routes) - 1
        let moved = routes[first + last]
        routes[first + Int(old.route)] = moved
        workers[Int(moved)].route = old.route
        workers[worker].route = -1
        crews[cell].routes -= 1
    }

    private mutating func remember(_ worker: Int) {
        let new = workers[worker]
        let cell = Int(new.cell)
        if new.state == .open {
            crews[cell].open += 1
            let slots = Double(stations[Int(new.subsystem)].slots)
            lanes[Int(new.lane)].power += slots / new.factor
            lanes[Int(new.lane)].lastPower = lanes[Int(new.lane)].power
        } else if new.isUnnoticed {
            crews[cell].unnoticed += 1
            if new.isRefusing { crews[cell].refusing += 1 }
        }
        guard new.isRoutable else { return }
        routes[Int(crews[cell].firstRoute + crews[cell].routes)] = Int32(worker)
        workers[worker].route = crews[cell].routes
        crews[cell].routes += 1
    }

    private mutating func hold(_ worker: Int) {
        var place = Int(workers[worker].working.first)
        while place >= 0 {
            pool.attempts[place].state = .held
            pool.attempts[place].ends = max(pool.attempts[place].ends - now, 0)
            place = Int(pool.attempts[place].next)
        }
    }

    private mutating func resume(_ worker: Int) {
        var place = Int(workers[worker].working.first)
        while place >= 0 {
            let ends = Horizon.sum(now, pool.attempts[place].ends)
            pool.attempts[place].state = .inService
            pool.attempts[place].ends = ends
            plan(.served, of: place, at: ends)
            place = Int(pool.attempts[place].next)
        }
    }

    /// What a worker had is lost, and so is its own queue, if it has one.
    private mutating func lose(_ worker: Int, noticedAfter span: Int64) {
        let subsystem = Int(workers[worker].subsystem)
        while workers[worker].working.first >= 0 {
            let place = Int(workers[worker].working.first)
            workers[worker].working.remove(place, in: &pool.attempts)
            change(subsystem, waiting: 0, busy: -1)
            planFailure(of: place, at: Horizon.sum(now, span))
        }
        if !stations[subsystem].isShared {
            loseQueue(Int(workers[worker].lane), at: Horizon.sum(now, span))
        }
    }

    private mutating func loseQueue(_ lane: Int, at time: Int64) {
        while lanes[lane].waiting.first >= 0 {
            let place = Int(lanes[lane].waiting.first)
            leaveQueue(place, lane)
            planFailure(of: place, at: time)
        }
    }

    private mutating func planFailure(of place: Int, at time: Int64) {
        pool.attempts[place].state = .failing
        pool.attempts[place].ends = time
        plan(.lost, of: place, at: time)
    }

    /// Lists a worker as having a free slot, behind the others.
    mutating func list(_ worker: Int) {
        let lane = Int(workers[worker].lane)
        let last = lanes[lane].lastFree
        workers[worker].isListed = true
        workers[worker].previous = last
        workers[worker].next = -1
        if last >= 0 {
            workers[Int(last)].next = Int32(worker)
        } else {
            lanes[lane].firstFree = Int32(worker)
        }
        lanes[lane].lastFree = Int32(worker)
    }

    mutating func unlist(_ worker: Int) {
        let lane = Int(workers[worker].lane)
        let (next, previous) = (workers[worker].next, workers[worker].previous)
        workers[worker].isListed = false
        if previous >= 0 {
            workers[Int(previous)].next = next
        } else {
            lanes[lane].firstFree = next
        }
        if next >= 0 {
            workers[Int(next)].previous = previous
        } else {
            lanes[lane].lastFree = previous
        }
    }
}
