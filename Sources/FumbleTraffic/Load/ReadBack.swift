internal import FumbleModel
internal import NIOCore
internal import NIOHTTP1

/// Reads every acknowledged key of a load once it is over, and tells which writes are lost.
///
/// A class: the exchanges under way refer to it, all on the load's event loop.
final class ReadBack {
    private let desk: LoadDesk
    private let due: [(key: String, operation: Int)]
    private let end: NIODeadline
    private var next = 0
    private var underWay = 0
    private var deadlines = DeadlineQueue()
    private var timer: Scheduled<Void>?
    /// By the key's place in `due`, so that what is told has an order.
    private var lost: [Int: LostKey.Found] = [:]
    private var unread: Set<Int> = []
    private let done: EventLoopPromise<WriteCheck>

    private static let mostAtOnce = 16
    private static let mostAttempts = 3
    private static let patience = TimeAmount.seconds(10)
    /// Between two attempts.
    private static let pause = TimeAmount.milliseconds(500)
    /// Nothing is begun after so long: then nothing is known of the keys that are left.
    private static let longest = TimeAmount.seconds(60)

    init(_ desk: LoadDesk) {
        self.desk = desk
        due = desk.ledger.due
        end = .now() + Self.longest
        done = desk.loop.makePromise()
    }

    func run() -> EventLoopFuture<WriteCheck> {
        goOn()
        return done.futureResult
    }

    private func goOn() {
        while next < due.count, underWay < Self.mostAtOnce {
            next += 1
            if NIODeadline.now() < end {
                underWay += 1
                read(next - 1, attempt: 1)
            } else {
                unread.insert(next - 1)
            }
        }
        if underWay == 0 { done.succeed(check()) }
    }

    private func read(_ place: Int, attempt: Int) {
        let (key, operation) = due[place]
        let port = desk.pickDoor(of: operation)
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: key, headers: ClientSide.headers(for: port))
        let exchange = Exchange(
            head, wantsBody: true, onAttempt: { _ in },
            onEnd: { _, outcome in self.end(place, attempt, outcome) })
        deadlines.append(exchange, deadline: .now() + Self.patience)
        schedule()
        desk.pool(of: port).submit(exchange)
    }

    private func end(_ place: Int, _ attempt: Int, _ outcome: Exchange.Outcome) {
        let key = due[place].key
        switch outcome {
        case .answered(let status, let body) where (200..<300).contains(status):
            lost[place] = fault(in: body, at: key)
        case .answered(404, _), .answered(410, _):
            lost[place] = desk.ledger.faultOfNothing(at: key)
        case .answered, .failed:
            if attempt < Self.mostAttempts, NIODeadline.now() < end {
                _ = desk.loop.assumeIsolated().scheduleTask(in: Self.pause) {
                    self.read(place, attempt: attempt + 1)
                }
                return
            }
            unread.insert(place)
        }
        underWay -= 1
        goOn()
    }

    private func fault(in body: ByteBuffer, at key: String) -> LostKey.Found? {
        let allowed = desk.ledger.allowed(at: key)
        for write in allowed {
            guard let size = write.size, size == body.readableBytes else { continue }
            let bytes = desk.content.bytes(key: key, version: write.version, size: size)
            if bytes == body { return nil }
        }
        let version = desk.content.version(of: body, key: key, size: body.readableBytes)
        // A part of what may be there is not what was acknowledged.
        return desk.ledger.fault(in: version, at: key) ?? .corrupt
    }

    private func schedule() {
        guard timer == nil, let next = deadlines.next else { return }
        timer = desk.loop.assumeIsolated().scheduleTask(deadline: next) {
            self.timer = nil
            for exchange in self.deadlines.takeExpired(at: .now()) { exchange.abandon() }
            self.schedule()
        }
    }

    private func check() -> WriteCheck {
        timer?.cancel()
        var check = WriteCheck()
        check.acknowledged = desk.ledger.acknowledged
        check.keys = due.count
        for (place, (key, _)) in due.enumerated() {
            if let found = lost[place] {
                check.lost.append(LostKey(key: key, found: found))
            } else if unread.contains(place) {
                check.unread.append(key)
            } else {
                check.kept += 1
            }
        }
        return check
    }
}
