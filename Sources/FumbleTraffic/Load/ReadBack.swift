internal import FumbleModel
internal import NIOCore
internal import NIOHTTP1

/// Reads every acknowledged key of a load once it is over, and tells which writes are lost.
///
/// A class: the exchanges under way refer to it, all on the load's event loop.
final class ReadBack {
    private let desk: LoadDesk
    private let due: [(key: String, size: Int)]
    private var next = 0
    private var underWay = 0
    private var deadlines = DeadlineQueue()
    private var timer: Scheduled<Void>?
    /// By the key's place in `due`, so that what is told has an order.
    private var lost: [Int: LostWrite.Found] = [:]
    private var unread: Set<Int> = []
    private let done: EventLoopPromise<WriteCheck>

    private static let mostAtOnce = 16
    private static let mostAttempts = 3
    private static let patience = TimeAmount.seconds(10)
    /// Between two attempts.
    private static let pause = TimeAmount.milliseconds(500)

    init(_ desk: LoadDesk) {
        self.desk = desk
        due = desk.ledger.due
        done = desk.loop.makePromise()
    }

    func run() -> EventLoopFuture<WriteCheck> {
        goOn()
        return done.futureResult
    }

    private func goOn() {
        while next < due.count, underWay < Self.mostAtOnce {
            underWay += 1
            next += 1
            read(next - 1, attempt: 1)
        }
        if underWay == 0 { done.succeed(check()) }
    }

    private func read(_ place: Int, attempt: Int) {
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: due[place].key, headers: ["host": desk.host])
        let exchange = Exchange(
            head, wantsBody: true, onAttempt: { _ in },
            onEnd: { _, outcome in self.end(place, attempt, outcome) })
        deadlines.append(exchange, deadline: .now() + Self.patience)
        schedule()
        desk.pool.submit(exchange)
    }

    private func end(_ place: Int, _ attempt: Int, _ outcome: Exchange.Outcome) {
        let (key, size) = due[place]
        switch outcome {
        case .answered(let status, let body) where (200..<300).contains(status):
            let version = desk.content.version(of: body, key: key, size: size)
            lost[place] = desk.ledger.fault(in: version, at: key)
        case .answered(404, _), .answered(410, _):
            lost[place] = .nothing
        case .answered, .failed:
            if attempt < Self.mostAttempts {
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

    private func schedule() {
        guard timer == nil, let next = deadlines.next else { return }
        timer = desk.loop.assumeIsolated().scheduleTask(deadline: next) {
            self.timer = nil
            for exchange in self.deadlines.takeExpired(at: .now()) {
                self.desk.pool.abandon(exchange)
            }
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
                check.lost.append(LostWrite(key: key, found: found))
            } else if unread.contains(place) {
                check.unread.append(key)
            } else {
                check.kept += 1
            }
        }
        return check
    }
}
