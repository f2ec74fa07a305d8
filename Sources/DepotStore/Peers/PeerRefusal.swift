/// Why another server did not do what it was asked.
enum PeerRefusal: Error, Equatable, Sendable {
    /// There is no way to it: it surely did nothing.
    case unreachable(String)
    /// It was asked and no answer came: it may have done it.
    case unanswered
    /// It is there and does not serve what was asked for; it did nothing.
    case notServing(String)
    /// It tried, and says why it could not: it may have done part of it.
    case failed(String)
    /// The answer is not one that a server of ours gives.
    case malformed
}

extension PeerRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .unreachable(let reason): "cannot be reached (\(reason))"
        case .unanswered: "does not answer"
        case .notServing(let phase): "is not serving (\(phase))"
        case .failed(let reason): reason
        case .malformed: "answers what cannot be understood"
        }
    }
}
