/// What is wrong with the network to a server, in both directions unless said otherwise.
package enum LinkTrouble: Sendable, Hashable {
    /// Each way takes longer, by a draw from `by - jitter` to `by + jitter`.
    case latency(by: TimeSpan, jitter: TimeSpan)
    /// A share of segments is lost and sent again, to the server and back.
    case loss(Share)
    /// No more bytes in a second than these, of all connections together, each way.
    case bandwidth(ByteRate)
    /// Nothing arrives, and nobody is told; when it is over all of it arrives.
    case blackHole
    /// Nothing passes, and who asks anew hears nothing; when it is over all of it arrives.
    case partition
    /// A share of the open connections is reset, once.
    case reset(Share)

    /// The fault's word.
    package var word: String {
        switch self {
        case .latency: "latency"
        case .loss: "loss"
        case .bandwidth: "bandwidth"
        case .blackHole: "black-hole"
        case .partition: "partition"
        case .reset: "reset"
        }
    }
}
