import FumbleModel
import NIOCore
import Testing

@testable import FumbleTraffic

/// One after another: each needs the processor for its own load.
@Suite(.serialized, .timeLimit(.minutes(30))) struct OpenLoadTests {
    private static let constant = Distribution.deterministic(.seconds(1))
    /// A machine may be too busy to answer for a while; who waits for an answer to be lost says how long.
    private static let patience = TimeSpan.seconds(120)

    private func get(
        _ rate: Double, deadline: TimeSpan = patience, retries: RetrySpec = .none
    ) -> LoadOperation {
        LoadOperation(
            "get", .get(["/none"]), rate: Frequency(perSecond: rate), arrivals: Self.constant,
            deadline: deadline, retries: retries)
    }

    private func put(
        _ rate: Double, keys: Int = 1_000_000, retries: RetrySpec = .none
    ) -> LoadOperation {
        LoadOperation(
            "put", .put(prefix: "/b/k", keys: keys, size: ByteCount(bytes: 500)),
            rate: Frequency(perSecond: rate), arrivals: Self.constant, deadline: Self.patience,
            retries: retries)
    }

    /// Runs a load to its end and adds up its windows; checks what holds for every load.
    private func run(
        _ plan: LoadPlan, on store: TestStore, _ port: Int
    ) async throws -> (report: LoadReport, totals: [OperationWindow]) {
        let load = try await OpenLoad.begin(plan, against: port, on: store.loops)
        let report = await load.finish()
        var totals = [OperationWindow](repeating: OperationWindow(), count: plan.operations.count)
        for window in report.windows {
            for (place, operation) in window.operations.enumerated() {
                totals[place].offered += operation.offered
                totals[place].answered += operation.answered
                totals[place].attempts += operation.attempts
                totals[place].latency.add(operation.latency)
            }
        }
        let counts = await load.takeCounts()
        #expect(totals.map(\.sample) == counts)
        #expect(totals.map(\.offered).reduce(0, +) == report.intents)
        #expect(report.lateness.count == report.intents)
        for total in totals { #expect(total.latency.count == total.answered) }
        return (report, totals)
    }

    @Test func everyAcknowledgedWriteIsReadBack() async throws {
        try await TestStore.use { store, port in
            let plan = LoadPlan(
                [put(250), put(100, keys: 7).named("again"), get(100)], length: .seconds(1),
                seed: 1, window: .milliseconds(250))
            let (report, totals) = try await run(plan, on: store, port)
            #expect(totals.map(\.offered) == [249, 99, 99])
            #expect(totals.map(\.attempts) == [249, 99, 99])
            // Nothing is at the path that is read, and 404 is no answer.
            #expect(totals.map(\.answered) == [249, 99, 0])
            #expect(report.writes.acknowledged == 348)
            #expect(report.writes.keys == report.writes.kept)
            #expect(report.writes.lost.isEmpty && report.writes.unread.isEmpty)
            #expect(report.windows.count >= 4)
            #expect(
                report.windows.map(\.start.microseconds)
                    == report.windows.indices.map { Int64($0) * 250_000 })
        }
    }

    @Test func offeredIsAnsweredAndFailed() async throws {
        try await TestStore.use(.fails(each: 3)) { store, port in
            let plan = LoadPlan([put(250)], length: .seconds(1), seed: 1)
            let (_, totals) = try await run(plan, on: store, port)
            #expect(totals[0].offered == 249)
            #expect(totals[0].answered == 166)
            #expect(totals[0].attempts == 249)
        }
    }

    @Test func retriesAreAttemptsOfTheSameIntent() async throws {
        try await TestStore.use(.fails(each: 3)) { store, port in
            // Enough that chance fails no intent: which request is a third one is.
            let retries = RetrySpec(atMost: 100, budget: nil)
            let plan = LoadPlan([put(250, retries: retries)], length: .seconds(1), seed: 1)
            let (report, totals) = try await run(plan, on: store, port)
            #expect(totals[0].offered == 249)
            #expect(totals[0].answered == 249)
            #expect((365...380).contains(totals[0].attempts))
            #expect(report.writes.kept == 249)
        }
    }

    @Test func aBudgetBoundsRetries() async throws {
        try await TestStore.use(.fails(each: 1)) { store, port in
            let retries = RetrySpec(atMost: 5, budget: .percent(10))
            let plan = LoadPlan([put(250, retries: retries)], length: .seconds(1), seed: 1)
            let (_, totals) = try await run(plan, on: store, port)
            #expect(totals[0].answered == 0)
            #expect((270...280).contains(totals[0].attempts))
        }
    }

    @Test func whatIsNotAnsweredEndsAtTheDeadline() async throws {
        try await TestStore.use(.neverAnswers) { store, port in
            let plan = LoadPlan(
                [get(200, deadline: .milliseconds(200))], length: .seconds(1), seed: 1,
                connections: 16)
            let (_, totals) = try await run(plan, on: store, port)
            #expect(totals[0].offered == 199)
            #expect(totals[0].answered == 0)
            // An intent that finds no connection free before its deadline is never sent.
            #expect(totals[0].attempts <= 199)
        }
    }

    @Test func aServerThatIsNotThereFailsEveryIntent() async throws {
        try await TestStore.use { store, _ in
            let group = store.group
            let other = try await TestServer.echo(on: group)
            try await other.close()
            let plan = LoadPlan([get(200)], length: .seconds(1), seed: 1)
            let (report, totals) = try await run(plan, on: store, other.port)
            #expect(totals[0].offered == 199)
            #expect(totals[0].answered == 0)
            #expect(totals[0].attempts == 199)
            #expect(report.connections == 0)
        }
    }

    @Test func aServerThatClosesIdleConnectionsFailsNobody() async throws {
        try await TestStore.use(.closes) { store, port in
            let plan = LoadPlan([put(250)], length: .seconds(1), seed: 1)
            let (report, totals) = try await run(plan, on: store, port)
            #expect(totals[0].answered == 249)
            #expect(report.writes.kept == 249)
        }
    }

    @Test func aStallIsSeenByAllWhoWouldHaveAskedMeanwhile() async throws {
        try await TestStore.use { store, port in
            // Few connections: the intents that wait for one are late all the same.
            let plan = LoadPlan([put(200)], length: .seconds(2), seed: 1, connections: 4)
            store.stall(for: .seconds(1), from: .milliseconds(500))
            let (report, totals) = try await run(plan, on: store, port)
            #expect(totals[0].answered == 399)
            // Of 200 intents in the stall, half came in its first half. Four clients in a closed loop
            // would have had one slow answer each.
            #expect(totals[0].latency.count(from: .milliseconds(500)) >= 90)
            #expect(totals[0].latency.count(from: .milliseconds(100)) >= 170)
            #expect(totals[0].latency.longest >= .milliseconds(900))
            #expect(report.writes.kept == 399)
        }
    }

    /// Whom the load has no connection for was not kept waiting by the server.
    @Test(arguments: [(4, false), (4_096, true)])
    func intentsThatWaitForAConnectionAreSentLate(_ most: Int, _ kept: Bool) async throws {
        try await TestStore.use { store, port in
            let plan = LoadPlan(
                [get(200, deadline: .seconds(5))], length: .seconds(2), seed: 1, connections: most)
            store.stall(for: .seconds(1), from: .milliseconds(500))
            let load = try await OpenLoad.begin(plan, against: port, on: store.loops)
            _ = await load.finish()
            let record = await load.record()
            #expect(record.lateness.count == 399)
            let asked = try #require(record.operations.first)
            #expect(asked.keptSchedule == kept)
            #expect((asked.late >= 80) == !kept)
        }
    }

    @Test(arguments: [
        (TestStore.Manner.forgets(each: 10), LostKey.Found.nothing, 24...25),
        (.truncates, .corrupt, 249...249),
    ])
    func lostWritesAreCountedByKey(
        _ manner: TestStore.Manner, _ found: LostKey.Found, _ count: ClosedRange<Int>
    ) async throws {
        try await TestStore.use(manner) { store, port in
            let plan = LoadPlan([put(250)], length: .seconds(1), seed: 1)
            let (report, _) = try await run(plan, on: store, port)
            #expect(report.writes.acknowledged == 249)
            #expect(count.contains(report.writes.lost.count))
            #expect(report.writes.lost.allSatisfy { $0.found == found })
            #expect(Set(report.writes.lost.map(\.key)).count == report.writes.lost.count)
            #expect(report.writes.kept + report.writes.lost.count == 249)
        }
    }

    @Test func anOlderWriteThanTheLastAcknowledgedIsALostOne() async throws {
        try await TestStore.use(.keepsFirst) { store, port in
            let plan = LoadPlan(
                [put(100, keys: 5)], length: .seconds(1), seed: 1, connections: 1)
            let (report, _) = try await run(plan, on: store, port)
            #expect(report.writes.lost.map(\.key) == (0..<5).map { "/b/k\($0)" })
            #expect(report.writes.lost.allSatisfy { $0.found == .older })
        }
    }

    @Test func whatCannotBeReadIsNotCalledLost() async throws {
        try await TestStore.use { store, port in
            let plan = LoadPlan([put(100)], length: .milliseconds(500), seed: 1)
            let load = try await OpenLoad.begin(plan, against: port, on: store.loops)
            try await load.whenIntents(49) { store.failFromNowOn() }
            let report = await load.finish()
            #expect(report.writes.lost.isEmpty)
            #expect(report.writes.unread.count == report.writes.keys)
            #expect(report.writes.keys > 0)
        }
    }

    @Test func aLoadCanBeStopped() async throws {
        try await TestStore.use { store, port in
            let plan = LoadPlan([put(200)], length: .hours(10), seed: 1)
            let load = try await OpenLoad.begin(plan, against: port, on: store.loops)
            try await load.whenIntents(20) {}
            load.stop()
            let report = await load.finish()
            #expect(report.intents >= 20)
            #expect(report.writes.kept == report.intents)
        }
    }

    /// What a fleet's clients ask: each path in turn, after all of them were written once.
    @Test func clientsFindWhatTheyAskFor() async throws {
        try await TestStore.use { store, port in
            let path = PlacedText(parts: [.text("/b/k"), .place(.number)])
            func ask(_ method: AskSpec.Method, _ body: Int64, before: [String]) -> LoadOperation {
                LoadOperation(
                    method.rawValue,
                    .ask(method, path: path, keys: 20, body: ByteCount(bytes: body)),
                    rate: Frequency(perSecond: 100), arrivals: Self.constant,
                    deadline: .seconds(10), before: before)
            }
            let plan = LoadPlan(
                [ask(.get, 0, before: []), ask(.put, 40, before: ["/b"])],
                length: .milliseconds(500), seed: 1)
            let (report, totals) = try await run(plan, on: store, port)
            #expect(totals.map(\.answered) == [49, 49])
            #expect(report.writes.acknowledged == 20 + 49)
            #expect(report.writes.keys == 20)
            #expect(report.writes.kept == 20)
        }
    }

    @Test func whatClientsNeedAndIsNotTakenIsNamed() async throws {
        try await TestStore.use(.fails(each: 1)) { store, port in
            let operation = LoadOperation(
                "get", .get(["/b"]), rate: Frequency(perSecond: 1), deadline: .seconds(1),
                before: ["/b"])
            let plan = LoadPlan([operation], length: .seconds(1), seed: 1)
            await #expect(throws: LoadError.notTaken("PUT /b")) {
                try await OpenLoad.begin(plan, against: port, on: store.loops)
            }
        }
    }

    @Test func aRateChangesWhileItGoesOn() async throws {
        try await TestStore.use { store, port in
            let plan = LoadPlan([put(200)], length: .hours(10), seed: 1)
            let load = try await OpenLoad.begin(plan, against: port, on: store.loops)
            load.offer(0, factor: 0)
            let quiet = await load.record().operations[0].requests
            load.offer(0, factor: 1)
            try await load.whenIntents(20) {}
            load.stop()
            let report = await load.finish()
            #expect(report.intents >= max(20, quiet))
            let record = await load.record()
            #expect(record.operations.map(\.requests) == [report.intents])
            #expect(record.lateness.count == report.intents)
            #expect(record.operations[0].latency.count == report.intents)
        }
    }

    @Test func aWrongPlanOrPortBeginsNothing() async throws {
        let loops = TrafficLoops(threads: 1)
        let empty = LoadPlan([], length: .seconds(1), seed: 1)
        await #expect(
            throws: LoadError.wrong(
                WrongSetting(field: "operations", value: "empty", range: "one or more"))
        ) { try await OpenLoad.begin(empty, against: 80, on: loops) }
        let plan = LoadPlan([get(1)], length: .seconds(1), seed: 1)
        await #expect(
            throws: LoadError.wrong(
                WrongSetting(field: "port", value: "65536", range: "from 1 to 65535"))
        ) { try await OpenLoad.begin(plan, against: 65_536, on: loops) }
        await loops.shutdown()
    }
}
