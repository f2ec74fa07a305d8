import NIOCore
import NIOHTTP1

/// An answer that is sent whole.
struct HTTPAnswer: Sendable {
    var status: HTTPResponseStatus
    var headers = HTTPHeaders()
    var body = ByteBuffer()
    /// What `Content-Length` says where the body is not sent, as for HEAD; nil: the length of the body.
    var statedLength: Int?
    /// Whether the connection is of no use after it.
    var closes = false

    static func text(_ text: String, status: HTTPResponseStatus = .ok) -> HTTPAnswer {
        content(text, type: "text/plain; charset=utf-8", status: status)
    }

    static func json(_ text: String, status: HTTPResponseStatus = .ok) -> HTTPAnswer {
        content(text, type: "application/json", status: status)
    }

    static func content(
        _ text: String, type: String, status: HTTPResponseStatus = .ok
    ) -> HTTPAnswer {
        HTTPAnswer(
            status: status, headers: ["Content-Type": type], body: ByteBuffer(string: text))
    }
}
