/// A line of a server's output by which it tells how far a subsystem of it is.
package struct MilestoneSpec: Sendable, Hashable {
    package let subsystem: SubsystemID
    package let what: What
    /// A part of the line.
    package let holds: String

    package init(subsystem: SubsystemID, what: What, holds: String) {
        self.subsystem = subsystem
        self.what = what
        self.holds = holds
    }

    /// The name by which a subsystem says that its own start is over, whatever else its server carries.
    package static let ready = "ready"

    package var isReady: Bool { what == .named(Self.ready) }

    package enum What: Sendable, Hashable {
        /// The subsystem enters a phase of its start, and leaves the one before.
        case phase(StartPhase)
        /// Something that only the program has a word for.
        case named(String)

        package init(_ name: String) {
            self = StartPhase(rawValue: name).map(What.phase) ?? .named(name)
        }
    }
}
