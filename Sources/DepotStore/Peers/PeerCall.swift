import NIOCore

/// One question from a server of the store to another: a verb, and a value in the form of `WireValue`.
struct PeerCall: Sendable {
    let verb: PeerVerb
    var body = ByteBuffer()

    /// Where such questions go on every server; no bucket can be named so.
    static let prefix = "/.depot/"

    var path: String { Self.prefix + verb.rawValue }
}
