internal import FumbleModel

/// One line of a list of hosts.
struct Host: Sendable {
    let name: String
    /// Where it stands in the list.
    let span: SourceSpan
    /// In the order of the alphabet, each once.
    let subsystems: [String]
    /// Nil: the list names no zones.
    let zone: String?
    let started: CalendarDay

    /// What it is called in a fleet's file: small letters stand for capitals.
    var serverName: String { name.lowercased() }
}
