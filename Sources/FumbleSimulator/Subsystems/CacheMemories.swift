internal import FumbleModel

/// What the servers of every cache remember, and what that comes to for each cache as a whole.
///
/// An instance counts towards its cache while it serves. Of a fleet without caches it is empty, and
/// nobody asks it anything.
struct CacheMemories: Sendable {
    private(set) var caches: [Cache] = []
    /// The cache that a subsystem is; -1: it is none.
    private var numbers: [Int32] = []
    /// Misses answered by each instance since its memory was empty, and its hit ratio.
    private var fills: [Double] = []
    private var ratios: [Double] = []
    private var isCounted: [Bool] = []
    /// Where clients are a flow: the requests a second of each instance whose misses are answered,
    /// hits counted, and up to when memories are filled.
    var rates: [Double] = []
    private var warmedTo: Int64 = 0
    /// Raised whenever rates change: what was planned before is void.
    var generation: UInt32 = 0

    struct Cache: Sendable {
        let subsystem: Int
        let spec: CacheSpec
        /// Every instance of it.
        let members: [Int32]
        /// Instances that serve, and the sum of their hit ratios.
        fileprivate(set) var serving: Int
        fileprivate(set) var sum: Double
        /// What was last told of it.
        fileprivate var isCold = false

        /// Over the servers that serve; nil: none does.
        var hitRatio: Double? { serving > 0 ? sum / Double(serving) : nil }
    }

    init() {}

    /// Every server of every cache is warm, and serves.
    init(_ spec: FleetSpec, _ roster: Roster) {
        guard spec.subsystems.contains(where: { $0.cache != nil }) else { return }
        numbers = [Int32](repeating: -1, count: spec.subsystems.count)
        fills = [Double](repeating: CacheSpec.full, count: roster.instanceCount)
        ratios = [Double](repeating: 0, count: roster.instanceCount)
        rates = [Double](repeating: 0, count: roster.instanceCount)
        isCounted = [Bool](repeating: false, count: roster.instanceCount)
        for (subsystem, described) in spec.subsystems.enumerated() {
            guard let cache = described.cache else { continue }
            numbers[subsystem] = Int32(caches.count)
            let members = (0..<roster.capacity(of: subsystem)).map {
                Int32(roster.instance(of: subsystem, at: $0))
            }
            caches.append(
                Cache(subsystem: subsystem, spec: cache, members: members, serving: 0, sum: 0))
            for member in members {
                ratios[Int(member)] = cache.hits.fraction
                count(Int(member), of: subsystem, true)
            }
        }
    }

    var isEmpty: Bool { caches.isEmpty }

    /// The number of the cache that a subsystem is; nil: it is none.
    func number(of subsystem: Int) -> Int? {
        isEmpty || numbers[subsystem] < 0 ? nil : Int(numbers[subsystem])
    }

    /// The hit ratio of one instance.
    func ratio(of instance: Int) -> Double { ratios[instance] }

    /// An instance of a subsystem serves, or no longer.
    mutating func count(_ instance: Int, of subsystem: Int, _ isServing: Bool) {
        guard let cache = number(of: subsystem), isCounted[instance] != isServing else { return }
        isCounted[instance] = isServing
        caches[cache].serving += isServing ? 1 : -1
        caches[cache].sum += isServing ? ratios[instance] : -ratios[instance]
        // What rounding leaves over must not outlive the servers.
        if caches[cache].serving == 0 { caches[cache].sum = 0 }
    }

    /// Whether a memory is as full as it gets.
    func isFull(_ instance: Int) -> Bool { fills[instance] == CacheSpec.full }

    /// An instance has lost its memory.
    mutating func empty(_ instance: Int, of subsystem: Int) {
        guard let cache = number(of: subsystem) else { return }
        set(instance, of: cache, to: 0)
    }

    /// The protected subsystem answered one miss of an instance.
    mutating func fill(_ instance: Int, of subsystem: Int) {
        guard let cache = number(of: subsystem), fills[instance] < CacheSpec.full else { return }
        set(instance, of: cache, to: fills[instance] + 1)
    }

    /// Fills every memory up to now, at the rates that were found last.
    mutating func warm(to now: Int64) {
        let seconds = Integral.seconds(from: warmedTo, to: now)
        warmedTo = now
        guard seconds > 0 else { return }
        for cache in caches.indices {
            for member in caches[cache].members {
                let instance = Int(member)
                guard rates[instance] > 0, fills[instance] < CacheSpec.full else { continue }
                let asked = rates[instance] * seconds
                let new = caches[cache].spec.fills(after: fills[instance], asked: asked)
                set(instance, of: cache, to: new)
            }
        }
    }

    /// When at the latest the misses of a cache will be fewer by a part of them: as its misses are a
    /// convex function of time, its tangent is there first.
    ///
    /// - Returns: in seconds; nil: nothing fills it.
    func seconds(of cache: Int, untilFewerBy part: Double) -> Double? {
        let spec = caches[cache].spec
        var slope = 0.0
        for member in caches[cache].members {
            let instance = Int(member)
            guard rates[instance] > 0, fills[instance] < CacheSpec.full else { continue }
            let left = spec.hits.fraction - ratios[instance]
            slope += rates[instance] * (1 - ratios[instance]) * left / Double(spec.warmsOver)
        }
        guard slope > 0 else { return nil }
        return part * (Double(caches[cache].serving) - caches[cache].sum) / slope
    }

    /// What there is to tell of a cache: that it has become cold, or is warm again.
    mutating func news(of cache: Int) -> FleetEvent.What? {
        guard let ratio = caches[cache].hitRatio else { return nil }
        let (subsystem, spec) = (caches[cache].subsystem, caches[cache].spec)
        let share = ratio / spec.hits.fraction
        let hits = Int64((ratio * 1_000_000).rounded())
        if !caches[cache].isCold && share < CacheSpec.coldBelow {
            caches[cache].isCold = true
            return .cacheCold(subsystem: SubsystemID(subsystem), hitsPerMillion: hits)
        }
        if caches[cache].isCold && share >= CacheSpec.warmFrom {
            caches[cache].isCold = false
            return .cacheWarm(subsystem: SubsystemID(subsystem), hitsPerMillion: hits)
        }
        return nil
    }

    private mutating func set(_ instance: Int, of cache: Int, to new: Double) {
        let ratio = caches[cache].spec.hitRatio(fills: new)
        if isCounted[instance] { caches[cache].sum += ratio - ratios[instance] }
        fills[instance] = new
        ratios[instance] = ratio
    }
}
