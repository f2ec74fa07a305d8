import FumbleTraffic
import Glibc

/// Asks many servers at one time: whether they accept a connection, or answer a GET with success.
///
/// It blocks for as long as the slowest may take, so it is called on a queue of its own.
enum Asking {
    struct Question: Sendable {
        let port: UInt16
        /// nil: a connection is enough.
        let path: String?
        /// The network namespace in which it is asked; nil: the machine's own.
        var space: NetworkSpace?
    }

    private struct Open {
        let place: Int
        let socket: Int32
        var isSent = false
        var answer: [UInt8] = []
    }

    /// `HTTP/1.1 200`: as much of an answer as is read.
    private static let statusLength = 12

    /// - Returns: for each question in its order, whether the answer was yes within the time.
    static func ask(_ questions: [Question], within milliseconds: Int32) -> [Bool] {
        var answers = Array(repeating: false, count: questions.count)
        var open = questions.enumerated().compactMap { connect($1, at: $0) }
        defer { for one in open { Glibc.close(one.socket) } }
        let end = MonotonicTime.now().adding(milliseconds: milliseconds)
        while !open.isEmpty {
            let left = end.milliseconds(since: .now())
            guard left > 0 else { break }
            var waits = open.map {
                pollfd(fd: $0.socket, events: Int16($0.isSent ? POLLIN : POLLOUT), revents: 0)
            }
            if poll(&waits, nfds_t(waits.count), left) < 0, errno != EINTR { break }
            var still: [Open] = []
            for (wait, one) in zip(waits, open) {
                var one = one
                guard wait.revents != 0 else {
                    still.append(one)
                    continue
                }
                switch goOn(&one, questions[one.place]) {
                case nil: still.append(one)
                case let answer?:
                    answers[one.place] = answer
                    Glibc.close(one.socket)
                }
            }
            open = still
        }
        return answers
    }

    private static func connect(_ question: Question, at place: Int) -> Open? {
        Connecting.open(question.port, in: question.space).map { Open(place: place, socket: $0) }
    }

    /// - Returns: the answer, if there is one now.
    private static func goOn(_ one: inout Open, _ question: Question) -> Bool? {
        if !one.isSent {
            var failure: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(one.socket, SOL_SOCKET, SO_ERROR, &failure, &size)
            guard failure == 0 else { return false }
            guard let path = question.path else { return true }
            let request =
                "GET \(path) HTTP/1.1\r\nHost: \(Loopback.host):\(question.port)\r\n"
                + "Connection: close\r\n\r\n"
            let bytes = Array(request.utf8)
            guard send(one.socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
            else { return false }
            one.isSent = true
            return nil
        }
        var buffer = [UInt8](repeating: 0, count: statusLength)
        let got = recv(one.socket, &buffer, statusLength - one.answer.count, 0)
        if got < 0 { return errno == EAGAIN || errno == EINTR ? nil : false }
        one.answer += buffer.prefix(got)
        guard got == 0 || one.answer.count >= statusLength else { return nil }
        return one.answer.count >= statusLength && one.answer[9] == UInt8(ascii: "2")
    }
}
