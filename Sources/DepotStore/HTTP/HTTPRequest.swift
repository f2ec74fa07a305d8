import NIOCore
import NIOHTTP1

/// A request that came whole.
struct HTTPRequest: Sendable {
    let method: HTTPMethod
    /// As it stands in the request: path and query, percent-encoded.
    let target: String
    let headers: HTTPHeaders
    let body: ByteBuffer

    /// The path as it was sent, without the query.
    var path: Substring { target.prefix { $0 != "?" } }

    /// Bodies are whole in memory; a larger one is refused before it is read.
    static let largestBody = 16 << 20
}
