/// Something that will happen to requests; one that no longer fits what it is about is skipped.
struct RequestEvent: Timed {
    let time: Int64
    /// The number of the operation, attempt or dependent.
    let subject: Int32
    let kind: Kind

    enum Kind: UInt8, Sendable {
        /// A client asks for an operation.
        case arrival
        /// A server has done its work on an attempt.
        case served
        /// Clients may be tired of waiting for the oldest attempts at an operation.
        case patience
        /// A client learns that its attempt was lost with its server.
        case lost
        /// A dependent sends a request of its own.
        case sending
        /// A dependent sends a request that it had queued.
        case draining
    }
}
