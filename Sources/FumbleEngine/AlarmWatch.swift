import FumbleModel

/// One alarm of the fleet's own: raised, cleared, seen.
struct AlarmWatch: Sendable {
    let spec: AlarmSpec
    private(set) var isRaised = false
    private(set) var isSeen = false
    /// Time on the wrong side of the limit, over windows in a row; windows without data are left out.
    private var wrongFor = TimeSpan.zero

    init(_ spec: AlarmSpec) {
        self.spec = spec
    }

    enum Change: Sendable, Hashable {
        case raised(reading: String)
        case cleared(reading: String)
    }

    /// - Parameters:
    ///   - reading: nil: no data, which neither raises nor clears.
    ///   - length: the length of the window that ended.
    mutating func read(_ reading: Double?, over length: TimeSpan) -> Change? {
        guard let reading else { return nil }
        guard spec.raised.isCrossed(by: reading) else {
            wrongFor = .zero
            guard isRaised else { return nil }
            isRaised = false
            isSeen = false
            return .cleared(reading: spec.probe.describe(reading))
        }
        wrongFor = wrongFor + length
        guard !isRaised, wrongFor >= spec.holdsFor else { return nil }
        isRaised = true
        return .raised(reading: spec.probe.describe(reading))
    }

    /// People look: they see a raised alarm if what they see it through can be operated.
    ///
    /// - Returns: whether they see it for the first time since it was raised.
    mutating func look(operable: [Bool]) -> Bool {
        guard isRaised, !isSeen else { return false }
        if let through = spec.seenThrough, !operable[through.index] { return false }
        isSeen = true
        return true
    }
}
