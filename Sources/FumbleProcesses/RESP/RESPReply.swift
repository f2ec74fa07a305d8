/// One reply of a server that speaks RESP, the second version of the protocol.
///
/// Source: redis.io/docs/reference/protocol-spec.
enum RESPReply: Sendable, Hashable {
    case simple(String)
    /// `READONLY You can't write against a read only replica.`
    case error(String)
    case integer(Int)
    /// nil: there is none.
    case bulk([UInt8]?)
    case array([RESPReply]?)

    /// The text that it is; nil: it is something else.
    var text: String? {
        switch self {
        case .simple(let text): text
        case .bulk(let bytes?): String(decoding: bytes, as: UTF8.self)
        case .error, .integer, .bulk, .array: nil
        }
    }
}

/// What a client sends: an array of texts.
enum RESPCommand {
    static func bytes(_ words: [String]) -> [UInt8] {
        var bytes = Array("*\(words.count)\r\n".utf8)
        for word in words {
            bytes += Array("$\(word.utf8.count)\r\n".utf8)
            bytes += Array(word.utf8)
            bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        }
        return bytes
    }
}
