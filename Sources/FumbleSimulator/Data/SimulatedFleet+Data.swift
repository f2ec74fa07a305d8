internal import FumbleModel

/// Data that is deleted from all servers at once, and comes back from a copy.
///
/// Keys that are deleted are answered with an error, by servers that work on them as long as on any
/// other; clients take that for a failed attempt.
extension SimulatedFleet {
    mutating func deleteData(_ share: Share, of subsystem: Int) {
        let gone = data[subsystem].delete(share, at: now)
        log.tell(
            .dataDeleted(
                subsystem: SubsystemID(subsystem), share: gone.share, objects: gone.objects),
            at: now)
        tellData(of: subsystem)
    }

    mutating func restore(_ subsystem: Int) {
        let wasWaiting = data[subsystem].isWaiting
        if let restore = data[subsystem].restore() {
            plan(.restored, of: subsystem, after: restore.takes)
            log.tell(
                .restoring(
                    subsystem: SubsystemID(subsystem), bytes: restore.bytes,
                    until: Instant(microseconds: Horizon.sum(now, restore.takes))), at: now)
        } else if wasWaiting || !data[subsystem].isWaiting {
            log.tell(.nothingToRestore(subsystem: SubsystemID(subsystem)), at: now)
        }
    }

    mutating func endRestore(of subsystem: Int) {
        let isAskedAgain = data[subsystem].isWaiting
        let back = data[subsystem].endRestore()
        log.tell(
            .restored(
                subsystem: SubsystemID(subsystem), objects: back.objects, lost: back.lost,
                age: TimeSpan(microseconds: back.age)), at: now)
        tellData(of: subsystem)
        if isAskedAgain { restore(subsystem) }
    }

    private mutating func tellData(of subsystem: Int) {
        isTrafficOpen = true
        guard grain == .requests else { return }
        requests.set(subsystem, deleted: data[subsystem].deleted)
    }
}
