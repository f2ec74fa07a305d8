internal import FumbleModel

/// Access, routes and doors. What is so already is not told again.
extension SimulatedFleet {
    mutating func deny(_ subsystem: Int, to asker: Asker, share: Share) {
        switch asker {
        case .clients:
            guard doors.denied[subsystem] != share else { return }
            doors.deny(share, at: subsystem)
            isTrafficOpen = true
        case .operators:
            guard needs.lock(subsystem, share > .none) else { return }
            work.areNeedsOpen = true
        case .subsystem(let other):
            guard needs.deny(other.index, access: subsystem, share > .none) else { return }
            work.areNeedsOpen = true
        }
        log.tell(
            .denied(subsystem: SubsystemID(subsystem), to: asker, share: share), at: now)
    }

    mutating func withdraw(_ share: Share, of operation: Int) {
        guard doors.withdrawn[operation] != share else { return }
        doors.withdraw(share, of: operation)
        isTrafficOpen = true
        log.tell(.withdrawn(operation: OperationID(operation), share: share), at: now)
    }

    mutating func admit(_ share: Share, of operation: Int) {
        guard doors.admitted[operation] != share else { return }
        doors.admit(share, of: operation)
        isTrafficOpen = true
        log.tell(.admitted(operation: OperationID(operation), share: share), at: now)
    }

    mutating func setReach(_ isReachable: Bool) {
        guard isReachable != doors.isReachable else { return }
        doors.isReachable = isReachable
        log.tell(.reach(isReachable: isReachable), at: now)
    }
}
