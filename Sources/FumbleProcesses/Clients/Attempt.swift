import Glibc

/// One try of one client: a connection of its own, a request, and the status of its answer.
struct Attempt: Sendable {
    let socket: Int32
    let operation: Int
    /// When the client meant to ask: latency counts from here, so that a client kept waiting counts.
    let intended: MonotonicTime
    /// Attempts of the same intent after this one.
    let retriesLeft: Int
    let deadline: MonotonicTime
    private let request: [UInt8]
    private var sent = 0
    private var answer: [UInt8] = []

    /// `HTTP/1.1 200`.
    private static let statusLength = 12
    private static let chunk = 65_536

    /// Opens the connection; nil: it is refused at once.
    init?(
        to port: UInt16, operation: Int, intended: MonotonicTime, retriesLeft: Int,
        deadline: MonotonicTime, request: [UInt8]
    ) {
        guard let socket = Connecting.open(port) else { return nil }
        self.socket = socket
        self.operation = operation
        self.intended = intended
        self.retriesLeft = retriesLeft
        self.deadline = deadline
        self.request = request
    }

    /// What `poll` waits for.
    var events: Int16 { Int16(sent < request.count ? POLLOUT : POLLIN) }

    /// Goes on as far as it can without waiting.
    ///
    /// - Returns: whether it was answered with success; nil: it is not over.
    mutating func goOn() -> Bool? {
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : false }
            sent += count
        }
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let got = recv(socket, &buffer, buffer.count, 0)
            if got < 0 { return errno == EAGAIN || errno == EINTR ? nil : false }
            // Whoever asked to have the connection closed has all of the answer when it is.
            if got == 0 {
                return answer.count >= Self.statusLength && answer[9] == UInt8(ascii: "2")
            }
            if answer.count < Self.statusLength { answer += buffer.prefix(got) }
        }
    }
}
