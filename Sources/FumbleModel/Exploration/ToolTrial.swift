/// How the team's own tool was asked in an exploration, and what it did with the lines.
package struct ToolTrial: Sendable, Hashable {
    /// The tools, as the fleet's file names them, in the order in which they were first due.
    package let tools: [String]
    /// Processes that stood in for servers; 0: none was started.
    package let standIns: Int
    /// How often a tool was run.
    package let calls: Int
    /// Of lines one or two slips away, how the tool's deed compares with what the playbook says.
    package let lines: [ToolDeed.Likeness: Int]
    /// Whether nothing was removed on the meant line, of which `does` says that it removes something.
    package let isIdleAsMeant: Bool
    /// Lines of which nothing was removed.
    package let refused: Int
    /// Lines for the tool that it was not asked about: they are read by the playbook.
    package let unasked: Int
    /// Lines on which a tool had not ended in time: what it had done by then is its answer, and it was
    /// asked nothing more.
    package let hung: [String]
    /// Tools that did not end in time or left something running, and why lines were not asked about, in whole
    /// sentences.
    package let notes: [String]

    package init(
        tools: [String], standIns: Int, calls: Int, lines: [ToolDeed.Likeness: Int], refused: Int,
        unasked: Int, hung: [String], notes: [String], isIdleAsMeant: Bool = false
    ) {
        self.isIdleAsMeant = isIdleAsMeant
        self.tools = tools
        self.standIns = standIns
        self.calls = calls
        self.lines = lines
        self.refused = refused
        self.unasked = unasked
        self.hung = hung
        self.notes = notes
    }

    /// Whether it is among the guards, by this name.
    package var isAsked: Bool { calls > 0 }

    /// What it is called among the guards; no guard can be called so.
    package static let name = "(tool)"

    /// Lines that it was asked about.
    package var asked: Int { ToolDeed.Likeness.allCases.reduce(0) { $0 + lines[$1, default: 0] } }
}
