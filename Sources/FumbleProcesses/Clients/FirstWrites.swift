import Dispatch
import FumbleModel
import Glibc

/// What is written before clients begin, so that they find what they ask for.
enum FirstWrites {
    private static let queue = DispatchQueue(label: "fumble.first-writes")
    /// How long one of them may take, and how often it is tried.
    private static let patience: Int32 = 5_000
    private static let mostTries = 5

    /// - Throws: the first that was not taken.
    static func write(_ requests: [[UInt8]], to port: UInt16) async throws(FleetError) {
        let failed = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(
                    returning: requests.first { request in
                        !(0..<mostTries).contains { _ in send(request, to: port) }
                    })
            }
        }
        guard let failed else { return }
        let line = String(decoding: failed.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        throw .mayHaveHappened("what clients need was not taken before they began: \(line)")
    }

    private static func send(_ request: [UInt8], to port: UInt16) -> Bool {
        let end = MonotonicTime.now().adding(milliseconds: patience)
        let attempt = Attempt(
            to: port, operation: 0, intended: .now(), retriesLeft: 0, deadline: end,
            request: request)
        guard var attempt else { return false }
        defer { Glibc.close(attempt.socket) }
        while true {
            if let answer = attempt.goOn() { return answer }
            let left = end.milliseconds(since: .now())
            guard left > 0 else { return false }
            var wait = [pollfd(fd: attempt.socket, events: attempt.events, revents: 0)]
            poll(&wait, 1, left)
        }
    }
}
