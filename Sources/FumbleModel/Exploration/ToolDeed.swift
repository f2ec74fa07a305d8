/// What the team's own tool was seen to do with what was typed: the servers that it ended, whatever it
/// said of that.
package struct ToolDeed: Sendable, Hashable {
    /// For each line that was typed, in their order; nil: that line is none of the tool's.
    package let removed: [[ServerID]?]

    package init(removed: [[ServerID]?]) {
        self.removed = removed
    }

    /// All that it ended.
    package var servers: [ServerID] { removed.compactMap(\.self).flatMap(\.self) }

    package var isNothing: Bool { servers.isEmpty }

    /// How it compares with what the playbook says of the same line.
    package enum Likeness: String, Sendable, Hashable, CaseIterable {
        /// As many servers of the same subsystems, or nothing in either.
        case same
        /// `does` lets it act, and the tool does nothing.
        case stopped
        /// The usage refuses it, or it is for another environment, and the tool acts.
        case taken
        /// Both act, on other servers or on another number of them.
        case otherwise
    }
}
