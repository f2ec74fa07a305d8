/// What makes a subsystem a cache: whom it answers for from memory, and how its memory fills.
///
/// A server of it begins with an empty memory, except at the start of a run, when all is warm. Each
/// miss that the protected subsystem answers fills it a little: after `f` of them its hit ratio is
///
///     h = hits (1 - exp(-f / warmsOver))
///
/// which is what a cache has whose misses each bring in an equal part of what it is asked for. A
/// miss that is refused, lost, or answered when nobody waits for it any more fills nothing: that is
/// how a cold cache keeps itself cold.
package struct CacheSpec: Sendable, Hashable {
    /// What a hit makes unnecessary: the step after the cache's own.
    package let protects: SubsystemID
    /// The hit ratio of a server whose memory is full.
    package let hits: Share
    /// Misses answered after which a server's hit ratio is 63 % of that; at least 1.
    package let warmsOver: Int64

    package init(protects: SubsystemID, hits: Share, warmsOver: Int64) {
        self.protects = protects
        self.hits = hits
        self.warmsOver = warmsOver
    }

    /// Misses answered by a memory that is as full as it gets.
    package static let full = Double.infinity
    /// With so many times `warmsOver` a memory is full, to the last digit of its hit ratio.
    private static let fullFrom = 40.0

    /// The share of `hits` below which all servers of a cache together are cold, and the share from
    /// which on they are warm again.
    package static let coldBelow = 0.5
    package static let warmFrom = 0.9

    /// The hit ratio of one server, from 0 to 1.
    ///
    /// - Parameter fills: misses answered since its memory was empty.
    package func hitRatio(fills: Double) -> Double {
        fills == Self.full
            ? hits.fraction : hits.fraction * (1 - Elementary.exp(-fills / Double(warmsOver)))
    }

    /// How full a memory is that was asked at an even rate, all its misses being answered.
    ///
    /// It fills at `df/dt = rate (1 - h(f))`. With `v = exp(f / warmsOver)` that is linear,
    /// `dv/dt = rate / warmsOver ((1 - hits) v + hits)`, so that from v0 it comes in a time t to
    /// `v = v0 + (v0 + hits / (1 - hits)) (exp((1 - hits) rate t / warmsOver) - 1)`.
    ///
    /// - Parameters:
    ///   - fills: misses answered at the beginning.
    ///   - asked: requests in that time whose misses are answered, hits counted: `rate t`.
    package func fills(after fills: Double, asked: Double) -> Double {
        guard fills < Self.full, asked > 0 else { return fills }
        let scale = Double(warmsOver)
        let misses = 1 - hits.fraction
        let passed = asked / scale
        let before = Elementary.exp(fills / scale)
        let exponent = misses * passed
        guard exponent < Self.fullFrom else { return Self.full }
        // exp(x) - 1 over x, which a small x would else lose to rounding.
        let growth =
            exponent < 1e-5 ? 1 + exponent / 2 : (Elementary.exp(exponent) - 1) / exponent
        let after = before + (before * misses + hits.fraction) * passed * growth
        let ratio = Elementary.log(after)
        return ratio < Self.fullFrom ? ratio * scale : Self.full
    }
}

extension FleetSpec {
    /// Whether each step of an operation is a cache that goes straight on to what it protects.
    ///
    /// Only along a path: where an operation says with which chance a request goes where, that
    /// chance is all there is.
    package func cacheSteps(of operation: OperationSpec) -> [Bool] {
        operation.path.indices.map { place in
            guard operation.hops.isEmpty, place + 1 < operation.path.count,
                let cache = self[operation.path[place].subsystem].cache
            else { return false }
            return cache.protects == operation.path[place + 1].subsystem
        }
    }
}
