internal import FumbleModel
internal import NIOCore
internal import NIOHTTP1

/// What a load keeps on its event loop: its clients, its connections, and what it has counted.
///
/// A class: exchanges and timers refer to it. It lives on one loop, so that nothing in it is locked.
final class LoadDesk {
    /// One thing a client wants, over all its attempts.
    private struct Intent {
        let operation: Int
        let meant: NIODeadline
        let asked: ClientSide.Asked
        var failures = 0
        /// Whether an attempt that was not acknowledged may still happen.
        var mayFollow = false
    }

    let loop: any EventLoop
    let pool: ConnectionPool
    let host: String
    let content: KnownContent
    private(set) var ledger = WriteLedger()
    private let plan: LoadPlan
    private let start: NIODeadline
    private var clients: [ClientSide]
    private var windows: [LoadWindow] = []
    private var current: LoadWindow
    private var untaken: [OperationWindow]
    private var lateness = LatencyHistogram()
    private var intents = 0
    private var underWay = 0
    private var isRealTime = false
    private var isSent = false
    private let over: EventLoopPromise<Void>

    init(_ plan: LoadPlan, port: UInt16, start: NIODeadline, loop: any EventLoop) {
        self.plan = plan
        self.start = start
        self.loop = loop
        host = "127.0.0.1:\(port)"
        content = KnownContent(seed: plan.seed)
        pool = ConnectionPool(port: port, most: plan.connections, loop: loop)
        let host = host
        clients = plan.operations.map { ClientSide($0, seed: plan.seed, host: host) }
        current = LoadWindow(
            start: .start, length: plan.window, operations: plan.operations.count)
        untaken = current.operations
        over = loop.makePromise()
    }

    /// Succeeds when all has been sent and every intent is over.
    var isOver: EventLoopFuture<Void> { over.futureResult }

    /// Takes up intents whose instant has come.
    func take(_ sends: [SendSchedule.Send]) {
        let now = NIODeadline.now()
        intents += sends.count
        underWay += sends.count
        for send in sends {
            let meant = start + .microseconds(send.at)
            lateness.record(microseconds: (now - meant).nanoseconds / 1000)
            let asked = clients[send.operation].next()
            attempt(
                Intent(operation: send.operation, meant: meant, asked: asked), countingFrom: meant)
        }
    }

    /// There is no more to take up.
    ///
    /// - Parameter isRealTime: whether the thread that kept the times had the priority.
    func endSending(isRealTime: Bool) {
        self.isRealTime = isRealTime && RealTime.isGiven
        isSent = true
        if underWay == 0 { over.succeed() }
    }

    /// What clients asked and got since this was last taken.
    func takeCounts() -> [OperationSample] {
        let samples = untaken.map(\.sample)
        untaken = [OperationWindow](repeating: OperationWindow(), count: untaken.count)
        return samples
    }

    /// The windows that have ended.
    func endedWindows() -> [LoadWindow] {
        roll(to: .now())
        return windows
    }

    /// What came of it, once all intents are over.
    func report(_ writes: WriteCheck) -> LoadReport {
        LoadReport(
            windows: windows + [current], lateness: lateness, allowedLateness: plan.lateness,
            isRealTime: isRealTime, intents: intents, connections: pool.opened, writes: writes)
    }

    // MARK: -

    private func attempt(_ intent: Intent, countingFrom began: NIODeadline) {
        let body = intent.asked.write.map {
            content.bytes(key: $0.key, version: $0.version, size: $0.size)
        }
        let exchange = Exchange(
            intent.asked.head, body: body,
            onAttempt: { self.beginAttempt(intent, isSent: $0) },
            onEnd: { self.end(intent, $0, $1) })
        let patience = TimeAmount.microseconds(
            clients[intent.operation].spec.deadline.microseconds)
        clients[intent.operation].deadlines.append(exchange, deadline: began + patience)
        schedule(intent.operation)
        pool.submit(exchange)
    }

    private func beginAttempt(_ intent: Intent, isSent: Bool) {
        count(intent.operation) { $0.attempts += 1 }
        if isSent, let write = intent.asked.write {
            ledger.begin(write.key, version: write.version, size: write.size)
        }
    }

    private func end(_ intent: Intent, _ exchange: Exchange, _ outcome: Exchange.Outcome) {
        var intent = intent
        if case .answered(let status, _) = outcome, (200..<300).contains(status) {
            intent.mayFollow = intent.mayFollow || exchange.isUnanswered
            succeed(intent)
            return
        }
        intent.failures += 1
        // An error, too, may be told of a write that happens.
        intent.mayFollow = true
        if clients[intent.operation].payRetry(after: intent.failures) {
            attempt(intent, countingFrom: .now())
        } else {
            count(intent.operation) { $0.offered += 1 }
            leave()
        }
    }

    private func succeed(_ intent: Intent) {
        if let write = intent.asked.write {
            ledger.acknowledge(write.key, version: write.version, mayFollow: intent.mayFollow)
        }
        let took = (NIODeadline.now() - intent.meant).nanoseconds / 1000
        count(intent.operation) {
            $0.offered += 1
            $0.answered += 1
            $0.latency.record(microseconds: took)
        }
        leave()
    }

    private func leave() {
        underWay -= 1
        if isSent, underWay == 0 { over.succeed() }
    }

    private func count(_ operation: Int, _ body: (inout OperationWindow) -> Void) {
        roll(to: .now())
        current.change(operation, body)
        body(&untaken[operation])
    }

    private func roll(to now: NIODeadline) {
        let time = Instant(microseconds: (now - start).nanoseconds / 1000)
        while time >= current.start + current.length {
            windows.append(current)
            current = LoadWindow(
                start: current.start + current.length, length: plan.window,
                operations: clients.count)
        }
    }

    private func schedule(_ operation: Int) {
        guard clients[operation].timer == nil, let next = clients[operation].deadlines.next else {
            return
        }
        clients[operation].timer = loop.assumeIsolated().scheduleTask(deadline: next) {
            self.clients[operation].timer = nil
            for exchange in self.clients[operation].deadlines.takeExpired(at: .now()) {
                self.pool.abandon(exchange)
            }
            self.schedule(operation)
        }
    }
}
