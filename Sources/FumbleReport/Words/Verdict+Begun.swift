import FumbleModel

extension Verdict {
    /// Whether there is anything to compare: a run that was stopped before anything reached the
    /// fleet has measured nothing.
    var hasBegun: Bool { status == .completed || arms.contains(where: \.hasBitten) }
}
