import FumbleModel

/// Primaries that were lost and promoted; those of one subsystem and instant as one line.
struct RoleLines {
    private let fleet: FleetSpec
    private var tallies: [Tally] = []
    /// Since when each cell is without its primary.
    private var lostAt: [Cell: Instant] = [:]

    private struct Cell: Hashable {
        let subsystem: SubsystemID
        let number: Int
    }

    private struct Tally {
        let at: Instant
        let subsystem: SubsystemID
        let kind: Kind
        let event: Int
        var cells: [Int]
        /// How long they were without a primary; nil: not all of them as long.
        var wait: TimeSpan?
    }

    private enum Kind {
        case lost, promoted, back
    }

    init(fleet: FleetSpec) {
        self.fleet = fleet
    }

    mutating func add(_ what: FleetEvent.What, at now: Instant, _ event: Int) {
        switch what {
        case .primaryLost(let subsystem, let cell): add(.lost, subsystem, cell, now, event)
        case .promoted(let subsystem, let cell, let isFormer):
            add(isFormer ? .back : .promoted, subsystem, cell, now, event)
        default: return
        }
    }

    var lines: [Timeline.Line] {
        tallies.map { tally in
            Timeline.Line(
                at: tally.at, text: text(of: tally), weight: tally.kind == .back ? .event : .turn,
                cause: .subsystem, trace: .event(tally.event))
        }
    }

    private mutating func add(
        _ kind: Kind, _ subsystem: SubsystemID, _ cell: Int, _ now: Instant, _ event: Int
    ) {
        let whose = Cell(subsystem: subsystem, number: cell)
        let wait = kind == .lost ? nil : lostAt.removeValue(forKey: whose).map { now - $0 }
        if kind == .lost { lostAt[whose] = now }
        let place = tallies.lastIndex {
            $0.at == now && $0.subsystem == subsystem && $0.kind == kind
        }
        if let place {
            tallies[place].cells.append(cell)
            if tallies[place].wait != wait { tallies[place].wait = nil }
        } else {
            tallies.append(
                Tally(
                    at: now, subsystem: subsystem, kind: kind, event: event, cells: [cell],
                    wait: wait))
        }
    }

    private func text(of tally: Tally) -> String {
        let name = fleet[tally.subsystem].name
        let isOne =
            fleet[tally.subsystem].roles?.scope == .one || fleet[tally.subsystem].cells == nil
        let count = tally.cells.count
        let whose =
            isOne
            ? name : count == 1 ? "cell \(tally.cells[0]) of \(name)" : "\(count) cells of \(name)"
        let verb = count == 1 ? "is" : "are"
        return switch tally.kind {
        case .lost: "\(whose) \(verb) without a primary"
        case .promoted:
            "a replica becomes the primary of \(whose)"
                + (tally.wait.map { " after \(Words.time($0))" } ?? "")
        case .back: "\(whose) \(count == 1 ? "has" : "have") the former primary back"
        }
    }
}
