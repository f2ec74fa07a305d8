import FumbleModel

/// What people and automation of the fleet are about to do, once for each time an alarm is raised.
struct Responders: Sendable {
    private let responses: [ResponseSpec]
    private var pending: [Pending] = []

    init(_ responses: [ResponseSpec]) {
        self.responses = responses
    }

    private struct Pending: Sendable {
        let response: ResponseSpec
        let due: Instant
    }

    /// - Parameter isPossible: whether people can do it now; what they cannot do waits.
    func nextDue(where isPossible: (ResponseSpec) -> Bool) -> Instant? {
        pending.filter { isPossible($0.response) }.map(\.due).min()
    }

    /// An alarm was seen for the first time since it was raised.
    mutating func see(_ alarm: Int, at now: Instant) {
        pending += responses.filter { $0.alarm == alarm }
            .map { Pending(response: $0, due: now + $0.after) }
    }

    /// An alarm was cleared: nobody responds to it any more.
    ///
    /// - Returns: the paths of the responses dropped.
    mutating func drop(_ alarm: Int) -> [String] {
        let dropped = pending.filter { $0.response.alarm == alarm }.map(\.response.path)
        pending.removeAll { $0.response.alarm == alarm }
        return dropped
    }

    /// - Returns: the response whose time has come first; it is not given again.
    mutating func take(
        at now: Instant, where isPossible: (ResponseSpec) -> Bool
    ) -> ResponseSpec? {
        guard let due = nextDue(where: isPossible), due <= now,
            let place = pending.firstIndex(where: { $0.due == due && isPossible($0.response) })
        else { return nil }
        return pending.remove(at: place).response
    }
}
