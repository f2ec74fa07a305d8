import CKeeper
import FumbleModel
import Glibc
import Synchronization

/// What the clients' thread does: asks when it is time, reads answers, gives up, asks again.
struct ClientCourse: Sendable {
    private var targets: [Asked]
    private var open: [Attempt] = []
    private var downSince: [MonotonicTime?] = []

    /// More attempts than this are not open at one time: the intent is lost, and counts as offered.
    private static let mostOpen = 4_096
    /// The longest that one wait may be, so that a change of load is soon seen.
    private static let longestWait: Int64 = 50_000

    init(_ targets: [Asked]) {
        self.targets = targets
    }

    /// Waits for the next thing to do, and does it.
    ///
    /// - Returns: whether there is more to do.
    mutating func step(_ shared: borrowing Mutex<HTTPClients.Shared>) -> Bool {
        let (isClosing, factors) = shared.withLock { ($0.isClosing, $0.factors) }
        downSince = shared.withLock(\.downSince)
        if isClosing, open.isEmpty { return false }
        wait(isClosing: isClosing)
        var counts = targets.map { _ in HTTPClients.Counts() }
        var late = TimeSpan.zero
        readAnswers(&counts)
        if !isClosing { askWhatIsDue(factors, &counts, &late) }
        shared.withLock { state in
            state.mostLate = max(state.mostLate, late)
            for (target, count) in zip(targets, counts) {
                state.counts[target.operation].offered += count.offered
                state.counts[target.operation].answered += count.answered
                state.counts[target.operation].attempts += count.attempts
            }
        }
        return true
    }

    private func wait(isClosing: Bool) {
        let now = MonotonicTime.now().microseconds
        var moment = now + Self.longestWait
        if !isClosing { for target in targets { moment = min(moment, target.next.microseconds) } }
        for attempt in open { moment = min(moment, attempt.deadline.microseconds) }
        let left = max(0, moment - now)
        var waits = open.map { pollfd(fd: $0.socket, events: $0.events, revents: 0) }
        keeper_poll(&waits, UInt(waits.count), left)
    }

    private mutating func readAnswers(_ counts: inout [HTTPClients.Counts]) {
        let now = MonotonicTime.now()
        var still: [Attempt] = []
        for attempt in open {
            var attempt = attempt
            var answer = attempt.goOn()
            if answer == nil, attempt.deadline.microseconds <= now.microseconds { answer = false }
            guard let answer else {
                still.append(attempt)
                continue
            }
            Glibc.close(attempt.socket)
            let place = targets.firstIndex { $0.operation == attempt.operation } ?? 0
            if answer {
                counts[place].answered += 1
            } else if attempt.retriesLeft > 0 {
                ask(
                    place, intended: attempt.intended, retriesLeft: attempt.retriesLeft - 1,
                    at: now, &counts, into: &still)
            }
        }
        open = still
    }

    private mutating func askWhatIsDue(
        _ factors: [Double], _ counts: inout [HTTPClients.Counts], _ late: inout TimeSpan
    ) {
        let now = MonotonicTime.now()
        var open = open
        self.open = []
        defer { self.open = open }
        for place in targets.indices {
            while targets[place].next.microseconds <= now.microseconds {
                let intended = targets[place].next
                let factor = factors[targets[place].operation]
                targets[place].moveOn(factor: factor)
                guard factor > 0 else { continue }
                late = max(late, now - intended)
                counts[place].offered += 1
                ask(
                    place, intended: intended, retriesLeft: targets[place].retries, at: now,
                    &counts, into: &open)
            }
        }
    }

    private mutating func ask(
        _ place: Int, intended: MonotonicTime, retriesLeft: Int, at now: MonotonicTime,
        _ counts: inout [HTTPClients.Counts], into open: inout [Attempt]
    ) {
        guard open.count < Self.mostOpen, !targets[place].ports.isEmpty else { return }
        for left in stride(from: retriesLeft, through: 0, by: -1) {
            let server = targets[place].balance.pick(at: now, downSince: downSince)
            let port = targets[place].ports[server]
            counts[place].attempts += 1
            let deadline = MonotonicTime(
                microseconds: now.microseconds + targets[place].timeout.microseconds)
            let attempt = Attempt(
                to: port, operation: targets[place].operation,
                intended: intended, retriesLeft: left, deadline: deadline,
                request: targets[place].request(to: port))
            if let attempt { return open.append(attempt) }
        }
    }
}
