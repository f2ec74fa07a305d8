internal import FumbleModel

/// Who is the primary of each cell, or of each subsystem that has one for all of it.
struct Seats: Sendable {
    private(set) var states: [State] = []
    /// Raised whenever a seat is filled or empty: a promotion planned before is void.
    var generation: [UInt32] = []
    /// The first seat of each subsystem, and how many it has.
    private let firstSeat: [Int]
    private let counts: [Int]
    /// The subsystem of each seat.
    private var subsystems: [Int] = []
    /// Filled seats of each subsystem.
    private(set) var filled: [Int]
    /// What operations that need a primary were answered, a second and filled seat, by subsystem.
    var rates: [Double]

    enum State: Sendable, Equatable {
        case filled(by: Int, since: Int64)
        case empty(Vacancy)
    }

    struct Vacancy: Sendable, Equatable {
        /// The instance that held it; nil: what that one held is gone.
        var former: Int?
        /// Acknowledged writes that nobody but the former one has.
        let unreplicated: Int64
        /// Whether any replica may take it.
        var isDue = false
    }

    init(_ spec: FleetSpec, _ facts: [SubsystemFacts], _ roster: Roster) {
        var firstSeat: [Int] = []
        var counts: [Int] = []
        for (index, fact) in facts.enumerated() {
            firstSeat.append(states.count)
            guard let roles = spec.subsystems[index].roles, fact.capacity > 0 else {
                counts.append(0)
                continue
            }
            let count = roles.scope == .one ? 1 : fact.cellCount
            counts.append(count)
            for place in 0..<count {
                states.append(.filled(by: roster.instance(of: index, at: place), since: 0))
                subsystems.append(index)
            }
        }
        generation = [UInt32](repeating: 0, count: states.count)
        self.firstSeat = firstSeat
        self.counts = counts
        filled = counts
        rates = [Double](repeating: 0, count: facts.count)
    }

    var isEmpty: Bool { states.isEmpty }

    func has(_ subsystem: Int) -> Bool { counts[subsystem] > 0 }

    func isOnePerCell(_ subsystem: Int) -> Bool { counts[subsystem] > 1 }

    /// The seat that an instance may hold.
    func seat(of subsystem: Int, at place: Int) -> Int {
        firstSeat[subsystem] + place % counts[subsystem]
    }

    func seats(of subsystem: Int) -> Range<Int> {
        firstSeat[subsystem]..<firstSeat[subsystem] + counts[subsystem]
    }

    func subsystem(of seat: Int) -> Int { subsystems[seat] }

    /// The seat's number among those of its subsystem: its cell.
    func number(of seat: Int) -> Int { seat - firstSeat[subsystems[seat]] }

    /// The places among its subsystem's servers that may hold a seat.
    func places(of seat: Int, capacity: Int) -> StrideTo<Int> {
        stride(from: number(of: seat), to: capacity, by: counts[subsystems[seat]])
    }

    func isFilled(_ seat: Int) -> Bool {
        if case .filled = states[seat] { true } else { false }
    }

    mutating func fill(_ seat: Int, by instance: Int, at now: Int64) {
        states[seat] = .filled(by: instance, since: now)
        generation[seat] &+= 1
        filled[subsystems[seat]] += 1
    }

    mutating func vacate(_ seat: Int, unreplicated: Int64) {
        guard case .filled(let instance, _) = states[seat] else { return }
        states[seat] = .empty(Vacancy(former: instance, unreplicated: unreplicated))
        generation[seat] &+= 1
        filled[subsystems[seat]] -= 1
    }

    mutating func setDue(_ seat: Int) {
        guard case .empty(var vacancy) = states[seat] else { return }
        vacancy.isDue = true
        states[seat] = .empty(vacancy)
    }

    /// What an instance held is gone: should it come back, it is a replica like the others.
    mutating func forget(_ instance: Int, holding seat: Int) {
        guard case .empty(var vacancy) = states[seat], vacancy.former == instance else { return }
        vacancy.former = nil
        states[seat] = .empty(vacancy)
    }
}
