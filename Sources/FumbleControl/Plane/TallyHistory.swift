package import FumbleModel

/// Recent counts of the fleet, kept as long as the slowest guard looks back.
package struct TallyHistory: Sendable {
    package private(set) var tallies: [Tally] = []
    private let lag: TimeSpan
    /// How many of the oldest no guard looks at any more; they are dropped many at a time, because a
    /// restart of a large fleet changes the counts thousands of times within one lag.
    private var stale = 0
    private static let mostStale = 64

    package init(_ fleet: FleetSpec) {
        lag = fleet.guards.map { max($0.mechanism.viewLag, $0.mechanism.looksBack) }.max() ?? .zero
    }

    /// Whether people can operate each subsystem, as last known.
    package var operable: [Bool] { tallies.last?.operable ?? [] }

    package mutating func append(_ tally: Tally) {
        if tallies.last?.at == tally.at { tallies.removeLast() }
        tallies.append(tally)
        while stale + 1 < tallies.count, tallies[stale + 1].at <= tally.at - lag { stale += 1 }
        if stale > Self.mostStale, stale > tallies.count / 2 {
            tallies.removeFirst(stale)
            stale = 0
        }
    }

    /// Counts between two tallies follow from what happened; how many are leaving is as last told.
    package mutating func append(_ event: FleetEvent) {
        guard let last = tallies.last else { return }
        var serving = last.serving
        var operable = last.operable
        switch event.what {
        case .serving(let subsystem, let servers): serving[subsystem.index] = servers
        case .operable(let subsystem, let isOperable): operable[subsystem.index] = isOperable
        default: return
        }
        append(Tally(at: event.at, serving: serving, leaving: last.leaving, operable: operable))
    }
}
