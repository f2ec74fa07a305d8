/// Keeps work to a stated rate, so that many servers on a few cores take the time of many machines.
struct Pacing: Sendable {
    /// Things a second; nil: as fast as it can.
    let rate: Double?
    private let start: ContinuousClock.Instant

    /// As much is done at a time as the rate gives in this part of a second, so that a wait is short.
    private static let stepsPerSecond = 20.0
    private static let largestStep = 4096

    init(_ rate: Double?, from start: ContinuousClock.Instant) {
        self.rate = rate
        self.start = start
    }

    /// How many to do before the next wait.
    var step: Int {
        guard let rate else { return Self.largestStep }
        return max(1, min(Self.largestStep, Int(rate / Self.stepsPerSecond)))
    }

    /// When so many may be done, and no earlier.
    func due(_ done: Int) -> ContinuousClock.Instant {
        guard let rate else { return start }
        return start.advanced(by: .seconds(Double(done) / rate))
    }

    /// How long it is until so many are due; nil where they are.
    func pause(before done: Int, at now: ContinuousClock.Instant) -> Duration? {
        let pause = now.duration(to: due(done))
        return rate == nil || pause <= .zero ? nil : pause
    }
}
