internal import NIOCore
internal import NIOHTTP1

/// What is asked before the clients of a load begin, so that they find what they ask for: one request
/// after the other, each as often as it takes.
///
/// A class: the exchange under way refers to it, all on the load's event loop.
final class FirstRequests {
    private let desk: LoadDesk
    /// What is asked of which operation's servers, in order.
    private let requests: [(operation: Int, asked: ClientSide.Asked)]
    private var timer: Scheduled<Void>?
    private let done: EventLoopPromise<String?>

    /// How long one of them may take, and how often it is tried.
    private static let patience = TimeAmount.seconds(5)
    private static let mostTries = 5
    private static let pause = TimeAmount.milliseconds(200)

    init(_ requests: [(operation: Int, asked: ClientSide.Asked)], at desk: LoadDesk) {
        self.requests = requests
        self.desk = desk
        done = desk.loop.makePromise()
    }

    /// - Returns: the first that was not taken, such as `PUT /drill`; nil: all were.
    func run() -> EventLoopFuture<String?> {
        ask(0, attempt: 1)
        return done.futureResult
    }

    private func ask(_ place: Int, attempt: Int) {
        guard place < requests.count else { return done.succeed(nil) }
        let (operation, asked) = requests[place]
        let port = desk.pickDoor(of: operation)
        let exchange = Exchange(
            asked.head(for: port), body: desk.body(of: asked),
            onAttempt: { self.desk.began(asked, of: operation, isSent: $0) },
            onEnd: { self.end(place, attempt, $0, $1) })
        timer = desk.loop.assumeIsolated().scheduleTask(in: Self.patience) { exchange.abandon() }
        desk.pool(of: port).submit(exchange)
    }

    private func end(
        _ place: Int, _ attempt: Int, _ exchange: Exchange, _ outcome: Exchange.Outcome
    ) {
        timer?.cancel()
        let asked = requests[place].asked
        if case .answered(let status, _) = outcome, (200..<300).contains(status) {
            desk.acknowledged(asked, mayFollow: attempt > 1 || exchange.isUnanswered)
            return ask(place + 1, attempt: 1)
        }
        guard attempt < Self.mostTries else {
            return done.succeed("\(asked.method.rawValue) \(asked.path)")
        }
        _ = desk.loop.assumeIsolated().scheduleTask(in: Self.pause) {
            self.ask(place, attempt: attempt + 1)
        }
    }
}
