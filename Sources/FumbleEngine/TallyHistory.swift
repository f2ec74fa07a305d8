import FumbleModel

/// Recent counts of the fleet, kept as long as the slowest guard looks back.
struct TallyHistory: Sendable {
    private(set) var tallies: [Tally] = []
    private let lag: TimeSpan

    init(_ fleet: FleetSpec) {
        lag = fleet.guards.map(\.mechanism.viewLag).max() ?? .zero
    }

    /// Whether people can operate each subsystem, as last known.
    var operable: [Bool] { tallies.last?.operable ?? [] }

    mutating func append(_ tally: Tally) {
        if tallies.last?.at == tally.at { tallies.removeLast() }
        tallies.append(tally)
        let needed = tallies.lastIndex { $0.at <= tally.at - lag } ?? 0
        tallies.removeFirst(needed)
    }

    /// Counts between two tallies follow from what happened; how many are leaving is as last told.
    mutating func append(_ event: FleetEvent) {
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
