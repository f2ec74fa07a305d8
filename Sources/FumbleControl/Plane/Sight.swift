package import FumbleModel

/// What there is to see of the fleet at one instant: recent counts, and what each server does.
package struct Sight: Sendable {
    /// Recent counts, the oldest first; there is at least one.
    package let tallies: [Tally]
    /// What each server does now, by its number.
    package let lives: [Life]
    /// The servers that are primaries of each subsystem now; empty where nothing hits them, or none has
    /// any.
    package let primaries: [[ServerID]]

    package init(tallies: [Tally], lives: [Life], primaries: [[ServerID]] = []) {
        precondition(!tallies.isEmpty, "nothing to see")
        self.tallies = tallies
        self.lives = lives
        self.primaries = primaries
    }

    /// The counts that a guard sees whose view is old by `lag`: the newest that are not younger, or
    /// the oldest there are.
    package func tally(at now: Instant, lag: TimeSpan) -> Tally {
        tallies.last { $0.at <= now - lag } ?? tallies[0]
    }
}
