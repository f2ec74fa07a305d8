package import FumbleModel
internal import NIOCore
internal import NIOPosix

/// An open-loop load on HTTP servers of this machine.
///
/// Intents are sent when the plan's seed says, however long answers take, and every latency counts
/// from when its intent was meant to be sent. So a server that stalls is seen to stall by all who would
/// have asked it meanwhile, not by the one who was waiting (coordinated omission).
package struct OpenLoad: Sendable {
    /// What the load's instants count from, in nanoseconds of the system's monotonic clock.
    package let startedAt: UInt64
    private let loop: any EventLoop
    private let desk: NIOLoopBound<LoadDesk>
    private let pacer: Pacer

    /// How long before the first intent all is made ready.
    private static let lead = TimeAmount.milliseconds(20)

    /// Begins to send.
    ///
    /// - Parameters:
    ///   - port: of the server on 127.0.0.1; nothing need listen there yet.
    ///   - loops: of which it takes one thread; an urgent one keeps its times best.
    /// - Throws: `LoadError`, with nothing sent.
    package static func begin(
        _ plan: LoadPlan, against port: Int, on loops: TrafficLoops
    ) async throws(LoadError) -> OpenLoad {
        if let mistake = plan.mistake { throw .wrong(mistake) }
        return try await begin(
            plan, at: plan.operations.map { _ in [port] }, noticesAfter: .zero, on: loops)
    }

    /// Begins to send to several servers, one after the other, once what the plan asks before is done.
    ///
    /// - Parameters:
    ///   - ports: on 127.0.0.1, of each operation in the plan's order; at least one.
    ///   - noticesAfter: how long a port is asked that does not serve.
    ///   - loops: of which it takes one thread; an urgent one keeps its times best.
    /// - Throws: `LoadError`; nothing was sent, or not all that the plan asks before was taken.
    package static func begin(
        _ plan: LoadPlan, at ports: [[Int]], noticesAfter: TimeSpan, on loops: TrafficLoops
    ) async throws(LoadError) -> OpenLoad {
        if let mistake = plan.mistake { throw .wrong(mistake) }
        let notices = TimeAmount.microseconds(noticesAfter.microseconds)
        let doors = try ports.map { (own) throws(LoadError) in
            Doors(try own.map(number), noticesAfter: notices)
        }
        let loop = loops.group.next()
        let made = loop.submit {
            NIOLoopBound(LoadDesk(plan, doors: doors, loop: loop), eventLoop: loop)
        }
        guard let desk = try? await made.get() else { preconditionFailure("the loops were ended") }
        try await prepare(desk, on: loop)
        let start = NIODeadline.now() + lead
        loop.execute { desk.value.begin(at: start) }
        let pacer = Pacer(start: start)
        try pacer.run(
            SendSchedule(plan),
            take: { sends in loop.execute { desk.value.take(sends) } },
            end: { isRealTime in loop.execute { desk.value.endSending(isRealTime: isRealTime) } })
        return OpenLoad(
            startedAt: start.uptimeNanoseconds, loop: loop, desk: desk, pacer: pacer)
    }

    private static func prepare(
        _ desk: NIOLoopBound<LoadDesk>, on loop: any EventLoop
    ) async throws(LoadError) {
        let refused: String?
        do {
            refused = try await loop.flatSubmit { desk.value.prepare() }.get()
        } catch {
            preconditionFailure("the loops were ended: \(error)")
        }
        guard let refused else { return }
        loop.execute { desk.value.giveUp() }
        throw .notTaken(refused)
    }

    private static func number(_ port: Int) throws(LoadError) -> UInt16 {
        guard let number = UInt16(exactly: port), number > 0 else {
            throw .wrong(WrongSetting(field: "port", value: "\(port)", range: "from 1 to 65535"))
        }
        return number
    }

    /// Sends an operation's intents at so many times the plan's rate from now on.
    package func offer(_ operation: Int, factor: Double) {
        pacer.offer(operation, factor: factor)
    }

    /// A port serves from now on, or no longer.
    package func note(_ port: UInt16, serves: Bool) {
        loop.execute { [desk] in desk.value.note(port, serves: serves) }
    }

    /// How clients asked so far; operations are numbered as in the plan.
    package func record() async -> LoadRecord {
        await onDesk { $0.record() }
    }

    /// What clients asked and got since this was last called, by operation: intents that were over,
    /// those answered, and attempts begun.
    package func takeCounts() async -> [OperationSample] {
        await takeWindow().map(\.sample)
    }

    /// The same, with how long answers took.
    package func takeWindow() async -> [OperationWindow] {
        await onDesk { $0.takeWindow() }
    }

    /// The windows that have ended, from the first on.
    package func windows() async -> [LoadWindow] {
        await onDesk { $0.endedWindows() }
    }

    /// Sends nothing more; what is under way goes on.
    package func stop() {
        pacer.stop()
    }

    /// Waits until every intent is over, then reads back what was written and closes all connections.
    ///
    /// It takes until the plan's length is over or the load is stopped, and then at most as long as
    /// clients wait and retry. To be called once.
    package func finish() async -> LoadReport {
        let report = loop.flatSubmit { [desk] in
            let desk = desk.value
            return desk.isOver.assumeIsolated()
                .flatMap { ReadBack(desk).run() }
                .map { writes in
                    desk.closePools()
                    return desk.report(writes)
                }.nonisolated()
        }
        guard let report = try? await report.get() else {
            preconditionFailure("the loops were ended before the load")
        }
        return report
    }

    /// Stops, waits until every intent is over, and closes all connections; nothing is read back. After
    /// `finish` it does nothing.
    package func abandon() async {
        stop()
        let closed = loop.flatSubmit { [desk] in
            let desk = desk.value
            return desk.isOver.assumeIsolated().map { desk.closePools() }.nonisolated()
        }
        // It fails if the loops were ended before, and then no connection is open.
        try? await closed.get()
    }

    private func onDesk<Answer: Sendable>(
        _ verb: @escaping @Sendable (LoadDesk) -> Answer
    ) async -> Answer {
        let answer = loop.submit { [desk] in verb(desk.value) }
        guard let answer = try? await answer.get() else {
            preconditionFailure("the loops were ended before the load")
        }
        return answer
    }
}
