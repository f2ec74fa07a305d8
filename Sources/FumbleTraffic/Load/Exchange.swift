internal import NIOCore
internal import NIOHTTP1

/// One request and what becomes of it.
///
/// A class: the pool, a connection, a deadline and its asker refer to it, all on the load's event loop.
final class Exchange {
    enum Outcome {
        /// - Parameter body: empty unless it was asked for.
        case answered(status: Int, body: ByteBuffer)
        case failed
    }

    /// The next connection, too, may be one that was closed while it was idle.
    private static let mostTimesSentAgain = 8

    let head: HTTPRequestHead
    let body: ByteBuffer?
    /// Whether the asker wants the answer's body.
    let wantsBody: Bool
    /// How often it was sent on a connection that the server had closed meanwhile, and sent again.
    private var timesSentAgain = 0
    /// The connection that carries it.
    weak var connection: ClientConnection?
    /// Called when it is sent on a connection, or one for it could not be opened.
    private let onAttempt: (_ isSent: Bool) -> Void
    private let onEnd: (Exchange, Outcome) -> Void
    private(set) var hasEnded = false
    /// Whether it was ever sent without being answered.
    private(set) var isUnanswered = false
    /// How long it waited because the load had no more connections to give, and not for its server.
    private(set) var waitForRoom = TimeAmount.nanoseconds(0)
    private var waitsForRoomSince: NIODeadline?

    init(
        _ head: HTTPRequestHead, body: ByteBuffer? = nil, wantsBody: Bool = false,
        onAttempt: @escaping (_ isSent: Bool) -> Void, onEnd: @escaping (Exchange, Outcome) -> Void
    ) {
        self.head = head
        self.body = body
        self.wantsBody = wantsBody
        self.onAttempt = onAttempt
        self.onEnd = onEnd
    }

    /// It waits from now on because the load has no more connections to give.
    func beginWaitForRoom(at now: NIODeadline) {
        waitsForRoomSince = waitsForRoomSince ?? now
    }

    func attempt(isSent: Bool) {
        endWaitForRoom()
        if isSent { isUnanswered = true }
        onAttempt(isSent)
    }

    /// Whether it is sent once more after a connection that was used before has failed it.
    func maySendAgain() -> Bool {
        timesSentAgain += 1
        return timesSentAgain <= Self.mostTimesSentAgain
    }

    /// Gives it up, whether it waits or was sent.
    func abandon() {
        // Ended first: a connection that is lost sends again what has not ended.
        end(.failed)
        connection?.close()
    }

    func end(_ outcome: Outcome) {
        guard !hasEnded else { return }
        hasEnded = true
        endWaitForRoom()
        if case .answered = outcome, timesSentAgain == 0 { isUnanswered = false }
        onEnd(self, outcome)
    }

    private func endWaitForRoom() {
        guard let since = waitsForRoomSince else { return }
        waitsForRoomSince = nil
        waitForRoom = waitForRoom + (.now() - since)
    }
}
