/// A line handed to somebody's own tool, a black box: what it makes of it is seen in the fleet alone.
package struct ToolCall: Sendable, Hashable {
    /// The tool and the arguments that the fleet's file gives it, the first a path from its folder.
    package let tool: [String]
    /// The words that the operator typed after those with which the usage line begins.
    package let words: [String]
    package let line: String
    /// After how long it is killed.
    package let within: TimeSpan
    /// What the window gives in which the line is typed: variables of the tool's environment.
    package let given: [WindowSpec.Supply]

    package init(
        tool: [String], words: [String], line: String, within: TimeSpan,
        given: [WindowSpec.Supply] = []
    ) {
        self.given = given
        self.tool = tool
        self.words = words
        self.line = line
        self.within = within
    }
}

/// The tool that a command of the playbook really is.
package struct ToolSpec: Sendable, Hashable {
    package let words: [String]
    package let within: TimeSpan

    package init(words: [String], within: TimeSpan) {
        self.words = words
        self.within = within
    }
}
