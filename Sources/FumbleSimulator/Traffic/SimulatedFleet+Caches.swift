internal import FumbleModel

/// How caches forget and, where clients are a flow, warm.
///
/// Between two solutions of the flows every memory fills as `CacheSpec.fills(after:asked:)` says, at
/// the rate that the last solution found. That rate goes by the hit ratios that it began with, so the
/// flows are worked out anew before the misses of any cache have become fewer by `largestStep`: what
/// reaches a protected subsystem is never reckoned too high by more than that share.
extension SimulatedFleet {
    /// The part of its misses by which a cache may warm between two solutions.
    static var largestStep: Double { 1.0 / 256 }

    /// An instance is in another state from now on.
    mutating func remember(_ instance: Int, of subsystem: Int, as new: InstanceState) {
        switch grain {
        case .flow:
            caches.warm(to: now)
            caches.count(instance, of: subsystem, new == .serving)
            if new.losesMemory { caches.empty(instance, of: subsystem) }
        case .requests:
            if new.losesMemory { requests.caches.empty(instance, of: subsystem) }
        }
    }

    /// Lets every cache warm at the rates just found, and plans when to look again.
    mutating func goOnWarming() {
        caches.generation &+= 1
        for cache in caches.caches.indices {
            let subsystem = caches.caches[cache].subsystem
            let rates = solver.fillRates[subsystem]
            for member in caches.caches[cache].members {
                let instance = Int(member)
                let isServing = instances.state[instance] == .serving
                caches.rates[instance] = isServing ? rates[Int(instances.pace[instance])] : 0
            }
            if !meters.isEmpty {
                meters.hits(subsystem, caches.caches[cache].hitRatio ?? 0, at: now)
            }
            if let what = caches.news(of: cache) { log.tell(what, at: now) }
            guard let seconds = caches.seconds(of: cache, untilFewerBy: Self.largestStep) else {
                continue
            }
            // At least a microsecond ahead, so that the flows are worked out once an instant.
            let span = max(Horizon.microseconds(seconds * 1_000_000), 1)
            plan(.cacheMoves, of: cache, after: span)
        }
    }
}

extension InstanceState {
    /// Whether what its program held in memory is gone.
    var losesMemory: Bool {
        switch self {
        case .serving, .ready, .leaving, .stopped, .unreachable, .unreachableUnstarted, .refusing:
            false
        case .broken, .waitingForTurn, .waitingForNeed, .waitingForSlot, .boot, .load, .verify,
            .replay, .warm, .down:
            true
        }
    }
}
