/// The share of boots that fail and begin again: more of old servers, and more where many start.
///
/// A boot of a server whose last start is `age` ago fails with `p0 + (p1 - p0) (1 - exp(-age / tau))`:
/// from `fresh` to `stale`, 63 % of the way after `over`. The form, 0.5 % and 10 % and 180 days
/// are assumptions that lie within what was measured, such as the 10 % of Joyent's mass reboot of
/// 2014. Where `n` servers of a subsystem start at one time and `n` is more than `herd.above`, the
/// herd makes each boot fail with `adds (1 - above / n)` on its own account: nothing at the bound,
/// and near `adds` in a crowd (HDFS-273: 2,000 data nodes that start together take hours, 100 at a
/// time are much faster).
package struct FailingBoots: Sendable, Hashable {
    package let fresh: Share
    package let stale: Share
    /// The tau of the formula.
    package let over: TimeSpan
    package let herd: Herd?

    /// - Parameter stale: not less than `fresh`; nil: age makes no difference.
    package init(
        fresh: Share, stale: Share? = nil, over: TimeSpan = FailingBoots.usualOver,
        herd: Herd? = nil
    ) {
        self.fresh = fresh
        self.stale = stale ?? fresh
        self.over = over
        self.herd = herd
    }

    package struct Herd: Sendable, Hashable {
        /// Servers that may be starting at one time without hindering each other.
        package let above: Int
        package let adds: Share

        package init(above: Int, adds: Share) {
            self.above = above
            self.adds = adds
        }
    }

    package static let none = FailingBoots(fresh: .none)
    package static let usualOver = TimeSpan.days(180)
    /// After so many boots that failed in one start the server counts as crashed.
    package static let mostBoots = 20

    /// Whether no boot ever fails.
    package var isNone: Bool { stale == .none && fresh == .none && herd == nil }

    /// The share of boots that fail, from 0 to 1.
    ///
    /// - Parameters:
    ///   - age: time since the server last started.
    ///   - starting: servers of the subsystem that start at this time, itself among them.
    package func share(age: TimeSpan, starting: Int) -> Double {
        let alone = share(age: age)
        guard let herd, starting > herd.above, starting > 0 else { return alone }
        let crowd = 1 - Double(max(herd.above, 0)) / Double(starting)
        return 1 - (1 - alone) * (1 - herd.adds.fraction * crowd)
    }

    private func share(age: TimeSpan) -> Double {
        guard stale != fresh else { return fresh.fraction }
        guard over > .zero else { return stale.fraction }
        let aged = 1 - Elementary.exp(-max(age.seconds, 0) / over.seconds)
        return fresh.fraction + (stale.fraction - fresh.fraction) * aged
    }
}
