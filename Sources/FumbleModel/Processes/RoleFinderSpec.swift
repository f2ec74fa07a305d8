/// How it is found out, while a fleet of real processes runs, which server is the primary of a
/// subsystem: a command is asked again and again.
///
/// What it prints names the server: by its name (`redis-1`), or by one of its ports, alone or after
/// a host (`127.0.0.1:20001`).
package struct RoleFinderSpec: Sendable, Hashable {
    package let subsystem: SubsystemID
    package let position: SourcePosition
    /// The group whose servers are asked in turn, by its place in the fleet; nil: the command is of no
    /// server, and has no place of one.
    package let of: Int?
    /// The program and its arguments.
    package let run: [PlacedText]
    /// After how long it is ended, and has said nothing.
    package let within: TimeSpan
    /// Between the end of one and the begin of the next.
    package let every: TimeSpan

    package init(
        subsystem: SubsystemID, position: SourcePosition, of: Int? = nil, run: [PlacedText],
        within: TimeSpan, every: TimeSpan
    ) {
        self.subsystem = subsystem
        self.position = position
        self.of = of
        self.run = run
        self.within = within
        self.every = every
    }
}
