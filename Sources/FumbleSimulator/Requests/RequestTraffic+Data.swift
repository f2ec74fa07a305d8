internal import FumbleModel

/// What requests are told of data and of primaries, and what they remember of answers.
extension RequestTraffic {
    /// Which keys of a subsystem are deleted from now on.
    mutating func set(_ subsystem: Int, deleted: KeyRanges) {
        deletedKeys[subsystem] = deleted
        stations[subsystem].hasDeleted = !deleted.isEmpty
    }

    func isDeleted(_ key: UInt32, of subsystem: Int) -> Bool {
        deletedKeys[subsystem].contains(stations[subsystem].place(of: key))
    }

    /// Whether a cell has its primary from now on.
    mutating func set(_ cell: Int, isLed: Bool) { crews[cell].isLed = isLed }

    /// Has answers to operations that need a primary remembered, seat by seat, for as long as the
    /// replicas are behind.
    mutating func remember(_ seats: Seats, of spec: FleetSpec) {
        acknowledging = spec.operations.map { _ in [] }
        for (index, subsystem) in spec.subsystems.enumerated() {
            guard let roles = subsystem.roles, seats.has(index) else { continue }
            for _ in seats.seats(of: index) {
                tails.append(AnswerTail(span: roles.lag.microseconds))
            }
            let isOnePerCell = seats.isOnePerCell(index)
            for operation in roles.neededBy where roles.lag > .zero {
                acknowledging[operation.index].append(
                    Acknowledging(
                        subsystem: index, firstSeat: seats.seats(of: index).lowerBound,
                        isOnePerCell: isOnePerCell))
            }
        }
    }

    /// Where answers to an operation are remembered.
    struct Acknowledging: Sendable {
        let subsystem: Int
        let firstSeat: Int
        let isOnePerCell: Bool
    }

    /// An answer was given: the primary that it needed holds what was written.
    mutating func acknowledge(_ attempt: Attempt) {
        for target in acknowledging[Int(attempt.operation)] {
            let station = stations[target.subsystem]
            let cell =
                target.isOnePerCell ? station.cell(of: attempt.key) - Int(station.firstCell) : 0
            tails[target.firstSeat + cell].add(at: now)
        }
    }

    /// Answers that a seat's primary gave after an instant.
    func acknowledged(_ seat: Int, since start: Int64) -> Int64 { tails[seat].count(since: start) }
}
