import FumbleModel

/// Who is the primary of each subsystem whose primaries a program names: what it says, and whether
/// that server serves, turned into what is told of roles.
struct RoleSeats: Sendable {
    /// By subsystem; nil: no program says who its primary is.
    private var seats: [Seat?]

    private struct Seat: Sendable {
        var state: State
        /// Whom the program named last.
        var named: ServerID?

        mutating func fill(by server: NamedPrimary, isFormer: Bool) -> FleetEvent.What {
            state = .filled(by: server.server)
            return .promoted(subsystem: server.subsystem, cell: 0, isFormer: isFormer)
        }
    }

    private enum State: Sendable {
        case unknown
        case filled(by: ServerID)
        case empty(former: ServerID)
    }

    init(_ spec: FleetSpec) {
        seats = spec.subsystems.map { _ in nil }
        for role in spec.processes?.roles ?? [] {
            seats[role.subsystem.index] = Seat(state: .unknown)
        }
    }

    /// A server serves no longer.
    mutating func vacate(_ server: ServerID, at now: Instant) -> [FleetEvent] {
        seats.indices.compactMap { place in
            guard case .filled(server)? = seats[place]?.state else { return nil }
            seats[place]?.state = .empty(former: server)
            return FleetEvent(
                at: now, what: .primaryLost(subsystem: SubsystemID(place), cell: 0))
        }
    }

    /// A program names a server.
    mutating func name(_ named: NamedPrimary, isServing: Bool) -> [FleetEvent] {
        guard var seat = seats[named.subsystem.index] else { return [] }
        defer { seats[named.subsystem.index] = seat }
        var events: [FleetEvent.What] = []
        if seat.named != named.server {
            seat.named = named.server
            events.append(
                .primaryNamed(subsystem: named.subsystem, server: named.name, by: named.program))
        }
        switch seat.state {
        case .unknown:
            if isServing { seat.state = .filled(by: named.server) }
        case .filled(let holder) where holder != named.server:
            events.append(.primaryLost(subsystem: named.subsystem, cell: 0))
            seat.state = .empty(former: holder)
            if isServing { events.append(seat.fill(by: named, isFormer: false)) }
        case .filled: break
        case .empty(let former):
            if isServing {
                events.append(seat.fill(by: named, isFormer: named.server == former))
            }
        }
        return events.map { FleetEvent(at: named.at, what: $0) }
    }
}
