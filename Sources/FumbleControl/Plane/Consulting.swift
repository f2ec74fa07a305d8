import FumbleModel

/// What a command's guards that are programs have answered about one review of it.
struct Consulting: Sendable {
    private var awaited: [Int] = []
    private var given: [Given] = []
    /// What of the command they answered about.
    private var about: (rest: Int, at: Instant)?

    private struct Given {
        let place: Int
        let advice: GuardAdvice
        /// How long it was waited for in vain.
        let waited: TimeSpan
    }

    var isWaiting: Bool { !awaited.isEmpty }

    /// The longest that one of them was waited for in vain.
    var waited: TimeSpan { given.map(\.waited).max() ?? .zero }

    /// Whether what they said is about this: so many servers, and no time has passed.
    func covers(_ rest: Int, at now: Instant) -> Bool {
        about.map { $0.rest == rest && now <= $0.at + waited } ?? false
    }

    mutating func begin(_ places: [Int], about rest: Int, at now: Instant) {
        awaited = places
        given = []
        about = (rest, now)
    }

    /// - Returns: whether it was waited for.
    mutating func take(_ advice: GuardAdvice, from place: Int, timeout: TimeSpan) -> Bool {
        guard let index = awaited.firstIndex(of: place) else { return false }
        awaited.remove(at: index)
        let inVain = advice == .failed(.hung) ? timeout : .zero
        given.append(Given(place: place, advice: advice, waited: inVain))
        return true
    }

    func waited(by place: Int) -> TimeSpan { given.first { $0.place == place }?.waited ?? .zero }

    func advice(of place: Int) -> GuardAdvice? { given.first { $0.place == place }?.advice }
}
