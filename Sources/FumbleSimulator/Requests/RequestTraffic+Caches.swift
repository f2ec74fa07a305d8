internal import FumbleModel

/// Hits, misses, and what is remembered of them.
extension RequestTraffic {
    /// The number of the step that an attempt goes on to after one of its steps was done; -1: there
    /// is none.
    ///
    /// From a cache it goes to what that protects, or on a hit round it. What the protected subsystem
    /// answered is remembered by the server of the cache that missed it, if the client still waits.
    mutating func stepByCache(after attempt: Attempt, at place: Int) -> Int {
        let step = Int(attempt.step)
        if way.isProtected[step] { remember(attempt) }
        let stream = Int(way.cacheOf[step])
        guard stream >= 0 else { return nextStep(of: attempt) }
        let next = Int(way.steps[step].next)
        if way.hits[stream].unit() < caches.ratio(of: Int(attempt.worker)) {
            return Int(way.steps[next].next)
        }
        pool.attempts[place].missedAt = attempt.worker
        return next
    }

    /// A worker is open, or no longer: it counts for its cache while it is.
    mutating func countForCache(_ worker: Int) {
        let subsystem = Int(workers[worker].subsystem)
        caches.count(worker, of: subsystem, workers[worker].state == .open)
    }

    /// Tells of caches that have become cold, or warm again.
    mutating func tellCaches() {
        for cache in caches.caches.indices { tellCache(cache) }
    }

    private mutating func remember(_ attempt: Attempt) {
        let worker = Int(attempt.missedAt)
        guard !attempt.isAbandoned, workers[worker].state != .gone else { return }
        let subsystem = Int(workers[worker].subsystem)
        guard !caches.isFull(worker), let cache = caches.number(of: subsystem) else { return }
        caches.fill(worker, of: subsystem)
        tellCache(cache)
    }

    private mutating func tellCache(_ cache: Int) {
        let subsystem = caches.caches[cache].subsystem
        meters.hits(subsystem, caches.caches[cache].hitRatio ?? 0, at: now)
        guard let what = caches.news(of: cache) else { return }
        told.append(FleetEvent(at: Instant(microseconds: now), what: what))
    }
}
