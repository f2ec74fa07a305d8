/// Something that will happen to one instance, server or dependent, unless it is cancelled first.
struct PendingEvent: Timed, Equatable {
    /// Microseconds since the start of the run.
    let time: Int64
    /// The number of the instance, server, dependent, subsystem, seat or group.
    let subject: Int32
    /// It happens only if its subject still has this generation: this is how it is cancelled.
    let generation: UInt32
    let kind: Kind

    enum Kind: UInt8, Sendable {
        /// An instance has come to the end of a phase of its start.
        case phaseOver
        /// A removed server has drained.
        case drained
        /// A crashed server is started by its own machine.
        case startsItself
        /// Requests are no longer routed to a server that does not answer.
        case noticed
        /// A dependent's queue is full, or worked off.
        case queueFull
        case queueEmpty
        /// A server crashes by itself.
        case fails
        /// A cache has warmed so far that the flows are others.
        case cacheMoves
        /// What was deleted of a subsystem is back from its copy.
        case restored
        /// Any replica may take the place of a primary that was lost.
        case promotes
        /// A server of a group was rebuilt elsewhere.
        case rebuilt
    }
}
