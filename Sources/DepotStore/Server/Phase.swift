/// How far a subsystem of a server is on its way to serving.
enum Phase: String, CaseIterable, Sendable {
    case boot
    /// Reads what it has on disk.
    case load
    /// Checks it.
    case verify
    /// Applies it, and copies from the others what it missed.
    case replay
    /// Waits for those that it needs, and sorts what clients will ask for.
    case warm
    case ready
    /// Serves no more, and will not until it is started again.
    case stopped
}
