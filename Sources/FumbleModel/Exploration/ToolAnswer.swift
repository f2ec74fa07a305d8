/// What the team's own tool did with one line, as it was seen in the processes that it ended or stopped.
package struct ToolAnswer: Sendable, Hashable {
    /// In order of their numbers.
    package let removed: [ServerID]
    /// The last line that it printed, which counts for nothing; nil: it printed none.
    package let said: String?
    /// Whether it had not ended within its time, and was ended.
    package let isHung: Bool
    /// Whether processes that it started ran on when it ended, and were ended; it is said once.
    package let leavesRunning: Bool

    package init(
        removed: [ServerID], said: String?, isHung: Bool = false, leavesRunning: Bool = false
    ) {
        self.removed = removed
        self.said = said
        self.isHung = isHung
        self.leavesRunning = leavesRunning
    }
}
