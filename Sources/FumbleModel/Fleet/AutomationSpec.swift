/// What the fleet does by itself, without anybody: on a clock, or as soon as an alarm is raised.
///
/// It acts in every arm alike. A line that it types asks the guards as a person's line does.
package struct AutomationSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    package let trigger: Trigger
    package let does: VerbTemplate

    package init(name: String, position: SourcePosition, trigger: Trigger, does: VerbTemplate) {
        self.name = name
        self.position = position
        self.trigger = trigger
        self.does = does
    }

    package enum Trigger: Sendable, Hashable {
        /// First at `from`, since the start of the run; not at `until` or later.
        case clock(every: TimeSpan, from: TimeSpan, until: TimeSpan?)
        /// So long after the alarm of that place was raised, whoever sees it; not if it was cleared.
        case alarm(Int, after: TimeSpan)
    }

    /// Where what it does stands in a run, such as `automation.reaper`.
    package var path: String { Self.prefix + name }

    /// Whether something was done by an automation rather than by people.
    package static func isPath(_ path: String) -> Bool { path.hasPrefix(prefix) }

    private static let prefix = "automation."
}
