import Glibc

/// One connection to a server that speaks RESP, on which nothing ever waits.
///
/// Commands may be sent before those before them are answered; replies come in their order.
struct RESPLine: Sendable {
    private let socket: Int32
    private var unsent: [UInt8] = []
    private var sent = 0
    private var reader = RESPReader()

    private static let chunk = 65_536

    /// Why a connection is no use any more.
    struct Broken: Error, Sendable, Hashable {}

    /// Opens a connection; nil: it is refused at once.
    init?(to port: UInt16) {
        guard let socket = Connecting.open(port) else { return nil }
        self.socket = socket
    }

    func close() { Glibc.close(socket) }

    /// What `poll` waits for.
    var wait: pollfd {
        let writes = sent < unsent.count ? Int16(POLLOUT) : 0
        return pollfd(fd: socket, events: Int16(POLLIN) | writes, revents: 0)
    }

    mutating func send(_ command: [UInt8]) {
        if sent == unsent.count {
            unsent.removeAll(keepingCapacity: true)
            sent = 0
        }
        unsent += command
    }

    /// Sends and takes in what it can without waiting.
    ///
    /// - Returns: the replies that came.
    /// - Throws: the connection is over; the replies before that are lost with it.
    mutating func goOn() throws(Broken) -> [RESPReply] {
        try sendRest()
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        var replies: [RESPReply] = []
        while true {
            let got = recv(socket, &buffer, buffer.count, 0)
            if got < 0 {
                // Nothing more now, or it is still connecting.
                if errno == EAGAIN || errno == EINTR || errno == ENOTCONN { return replies }
                throw Broken()
            }
            if got == 0 {
                if replies.isEmpty { throw Broken() }
                return replies
            }
            reader.feed(buffer.prefix(got))
            do throws(RESPReader.Mistake) {
                while let reply = try reader.next() { replies.append(reply) }
            } catch {
                throw Broken()
            }
        }
    }

    private mutating func sendRest() throws(Broken) {
        while sent < unsent.count {
            let count = unsent[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EAGAIN || errno == EINTR { return }
                throw Broken()
            }
            sent += count
        }
    }
}
