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
        /// How late it was through the load's own fault: taken up late, or short of a connection.
        var lateness: TimeAmount
        var failures = 0
        /// Whether an attempt that was not acknowledged may still happen.
        var mayFollow = false
    }

    let loop: any EventLoop
    let content: KnownContent
    private(set) var ledger = WriteLedger()
    private let plan: LoadPlan
    private var start: NIODeadline
    private var clients: [ClientSide]
    private var pools: [UInt16: ConnectionPool] = [:]
    /// Of the ports that do not serve, since when.
    private var downSince: [UInt16: NIODeadline] = [:]
    /// Writes so far, each of which has its number for a version.
    private var writes = 0
    private var windows: [LoadWindow] = []
    private var current: LoadWindow
    private var untaken: [OperationWindow]
    private var lateness = LatencyHistogram()
    private var intents = 0
    private var underWay = 0
    private var isRealTime = false
    private var isSent = false
    private let over: EventLoopPromise<Void>

    /// - Parameter doors: of each operation, in the plan's order.
    init(_ plan: LoadPlan, doors: [Doors], loop: any EventLoop) {
        self.plan = plan
        self.loop = loop
        start = .now()
        content = KnownContent(seed: plan.seed)
        clients = zip(plan.operations, doors).map {
            ClientSide($0, seed: plan.seed, doors: $1)
        }
        current = LoadWindow(
            start: .start, length: plan.window, operations: plan.operations.count)
        untaken = current.operations
        over = loop.makePromise()
    }

    /// Succeeds when all has been sent and every intent is over.
    var isOver: EventLoopFuture<Void> { over.futureResult }

    /// Asks what makes clients find what they ask for.
    ///
    /// - Returns: what was not taken; nil: all was.
    func prepare() -> EventLoopFuture<String?> {
        var requests: [(operation: Int, asked: ClientSide.Asked)] = []
        for place in clients.indices {
            let first = clients[place].first(version: writes)
            writes += first.count
            requests += first.map { (place, $0) }
        }
        return FirstRequests(requests, at: self).run()
    }

    /// The load's time begins at an instant.
    func begin(at start: NIODeadline) {
        self.start = start
    }

    /// Nothing is sent after all.
    func giveUp() {
        closePools()
        over.succeed()
    }

    /// A port serves from now on, or no longer.
    func note(_ port: UInt16, serves: Bool) {
        downSince[port] = serves ? nil : .now()
    }

    func pickDoor(of operation: Int) -> UInt16 {
        clients[operation].doors.pick(at: .now(), downSince: downSince)
    }

    func pool(of port: UInt16) -> ConnectionPool {
        if let pool = pools[port] { return pool }
        let pool = ConnectionPool(port: port, most: plan.connections, loop: loop)
        pools[port] = pool
        return pool
    }

    func closePools() {
        for pool in pools.values { pool.close() }
    }

    /// What is sent with a request; nil: nothing.
    func body(of asked: ClientSide.Asked) -> ByteBuffer? {
        guard let size = asked.size, size > 0 else { return nil }
        return content.bytes(key: asked.path, version: asked.write ?? 0, size: size)
    }

    /// A request is sent.
    func began(_ asked: ClientSide.Asked, of operation: Int, isSent: Bool) {
        guard isSent, let version = asked.write else { return }
        let size = asked.method == .DELETE ? nil : asked.size
        ledger.begin(asked.path, version: version, size: size, operation: operation)
    }

    /// - Parameter mayFollow: an attempt of it was not answered, and may still happen.
    func acknowledged(_ asked: ClientSide.Asked, mayFollow: Bool) {
        guard let version = asked.write else { return }
        ledger.acknowledge(asked.path, version: version, mayFollow: mayFollow)
    }

    /// Takes up intents whose instant has come.
    func take(_ sends: [SendSchedule.Send]) {
        let now = NIODeadline.now()
        intents += sends.count
        underWay += sends.count
        for send in sends {
            let meant = start + .microseconds(send.at)
            writes += 1
            let asked = clients[send.operation].next(version: writes - 1)
            let patience = clients[send.operation].spec.deadline
            guard now < meant + .microseconds(patience.microseconds) else {
                // The client has given up before it was sent; a load that is behind must not fall
                // further behind by what nobody waits for.
                count(send.operation) { $0.offered += 1 }
                leave(send.operation, late: now - meant)
                continue
            }
            attempt(
                Intent(
                    operation: send.operation, meant: meant, asked: asked, lateness: now - meant),
                countingFrom: meant)
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
    func takeWindow() -> [OperationWindow] {
        defer { untaken = [OperationWindow](repeating: OperationWindow(), count: untaken.count) }
        return untaken
    }

    /// The windows that have ended.
    func endedWindows() -> [LoadWindow] {
        roll(to: .now())
        return windows
    }

    /// How clients asked so far; operations are numbered as in the plan.
    func record() -> LoadRecord {
        LoadRecord(
            lateness: lateness.spread,
            operations: clients.enumerated().map { place, client in
                var latency = current.operations[place].latency
                for window in windows { latency.add(window.operations[place].latency) }
                return LoadRecord.Asked(
                    operation: OperationID(place), requests: client.intents, late: client.late,
                    bound: client.spec.latestSend, latency: latency.spread)
            })
    }

    /// What came of it, once all intents are over.
    func report(_ writes: WriteCheck) -> LoadReport {
        LoadReport(
            windows: windows + [current], lateness: lateness, allowedLateness: plan.lateness,
            isRealTime: isRealTime, intents: intents,
            connections: pools.values.reduce(0) { $0 + $1.opened }, writes: writes)
    }

    // MARK: -

    private func attempt(_ intent: Intent, countingFrom began: NIODeadline) {
        let port = pickDoor(of: intent.operation)
        let exchange = Exchange(
            intent.asked.head(for: port), body: body(of: intent.asked),
            onAttempt: { self.beginAttempt(intent, isSent: $0) },
            onEnd: { self.end(intent, $0, $1) })
        let patience = TimeAmount.microseconds(
            clients[intent.operation].spec.deadline.microseconds)
        clients[intent.operation].deadlines.append(exchange, deadline: began + patience)
        schedule(intent.operation)
        pool(of: port).submit(exchange)
    }

    private func beginAttempt(_ intent: Intent, isSent: Bool) {
        count(intent.operation) { $0.attempts += 1 }
        began(intent.asked, of: intent.operation, isSent: isSent)
    }

    private func end(_ intent: Intent, _ exchange: Exchange, _ outcome: Exchange.Outcome) {
        var intent = intent
        intent.lateness = intent.lateness + exchange.waitForRoom
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
            leave(intent.operation, late: intent.lateness)
        }
    }

    private func succeed(_ intent: Intent) {
        acknowledged(intent.asked, mayFollow: intent.mayFollow)
        let took = (NIODeadline.now() - intent.meant).nanoseconds / 1000
        count(intent.operation) {
            $0.offered += 1
            $0.answered += 1
            $0.latency.record(microseconds: took)
        }
        leave(intent.operation, late: intent.lateness)
    }

    /// An intent is over, sent so much later than it was meant to be.
    private func leave(_ operation: Int, late: TimeAmount) {
        lateness.record(microseconds: late.nanoseconds / 1000)
        clients[operation].end(after: late)
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
                exchange.abandon()
            }
            self.schedule(operation)
        }
    }
}
