package import FumbleModel

/// What a proxy has done since it was opened: the measure of whether a fault bit.
package struct ProxyCounters: Sendable, Hashable {
    package var toServer = LinkCounters()
    package var toClient = LinkCounters()
    /// Connections taken from clients.
    package var accepted = 0
    package var open = 0
    /// Connections that wait for a partition to heal before they are connected through.
    package var waiting = 0
    /// Connections whose server could not be reached; their clients were reset.
    package var failed = 0
    /// Connections beyond what a proxy carries; their clients were reset.
    package var turnedAway = 0
    /// Connections reset by the fault.
    package var reset = 0

    /// Nothing was done yet.
    package static let zero = ProxyCounters()
}

/// What a proxy has done in one direction since it was opened.
package struct LinkCounters: Sendable, Hashable {
    package var bytesRead: Int64 = 0
    package var bytesPassed: Int64 = 0
    /// Bytes that were not passed when they were read, whatever the fault.
    package var bytesHeldBack: Int64 = 0
    /// Bytes that are held now.
    package var bytesHeld: Int64 = 0
    /// Pieces that were delayed or lost, and by how much in all.
    package var piecesDelayed = 0
    package var delay = TimeSpan.zero
    package var segmentsLost = 0

    package static let zero = LinkCounters()
}
