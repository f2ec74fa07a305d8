import NIOCore

/// A request, and the connection that waits for its answer.
struct IncomingRequest: Sendable {
    let request: HTTPRequest
    private let channel: any Channel

    init(_ request: HTTPRequest, from channel: any Channel) {
        self.request = request
        self.channel = channel
    }

    /// Sends the answer; a client that is gone does not miss it.
    func send(_ answer: HTTPAnswer) { channel.writeAndFlush(answer, promise: nil) }
}
