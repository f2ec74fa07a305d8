internal import FumbleModel

/// One line of a list of hosts.
struct Host: Sendable {
    let name: String
    /// In the order of the alphabet, each once.
    let subsystems: [String]
    /// Nil: the list names no zones.
    let zone: String?
    let started: CalendarDay
}
