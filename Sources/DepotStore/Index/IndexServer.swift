import FumbleModel
import NIOCore
import SystemPackage

/// Keeps the facts of all objects of its cells: on disk in a log, in memory in tables.
///
/// An actor on the server's event loop: requests, the log and the looks at the others interrupt each other.
actor IndexServer {
    nonisolated let unownedExecutor: UnownedSerialExecutor
    nonisolated let eventLoop: any EventLoop
    let name: String
    let settings: Cluster.IndexSettings
    let network: Cluster.NetworkSettings
    let map: CellMap
    let files: IndexDisk
    let disk: DiskThread
    let peers: Peers
    let health: Health
    let timer: LoopTimer
    /// Records of years ago that it begins with on a fresh disk.
    let agedBy: Int

    var tables: [Int: CellTable] = [:]
    var watch: QuorumWatch
    /// What is in the log, the deleted and the displaced included.
    var logRecords = 0
    var isWhole = false
    var isVerified = false
    /// Open as long as the server is, so that no other takes its files.
    var lock: OpenFile?
    private var serving: Set<Int> = []
    private var stopped: Set<Int> = []
    private var log: LogWriter?
    /// Versions that are on their way to the log; nothing lower may overtake them.
    private var writing: [ObjectName: (highest: Version, count: Int)] = [:]

    init(
        _ server: Cluster.Server, of cluster: Cluster, agedBy: Int, files: IndexDisk,
        disk: DiskThread, peers: Peers, health: Health, on eventLoop: any EventLoop
    ) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        self.eventLoop = eventLoop
        name = server.name
        settings = cluster.index
        network = cluster.network
        self.files = files
        self.disk = disk
        self.peers = peers
        self.health = health
        self.agedBy = agedBy
        timer = LoopTimer(on: eventLoop)
        let map = CellMap(cluster)
        self.map = map
        let cells = map.cells(on: server.name)
        let others = cells.map { cell in
            (cell, map.replicas(of: cell).filter { $0 != server.name })
        }
        watch = QuorumWatch(
            others: Dictionary(others, uniquingKeysWith: { first, _ in first }),
            quorum: cluster.index.quorum, grace: Duration(cluster.network.grace),
            at: ContinuousClock.now)
        for cell in cells { tables[cell] = CellTable() }
    }

    /// The cells that it keeps, in order.
    var cells: [Int] { tables.keys.sorted() }

    var pulse: Pulse {
        Pulse(
            isWhole: isVerified && isWhole,
            isEmpty: isVerified && tables.values.allSatisfy(\.isEmpty),
            serving: serving.sorted(), stopped: stopped.sorted())
    }

    /// Starts, and then serves, until the task is cancelled.
    func run() async throws {
        try await withThrowingTaskGroup { group in
            for other in neighbours {
                group.addTask { try await self.listen(to: other) }
            }
            let log = try await openLog()
            group.addTask { await log.run() }
            group.addTask { try await self.keepWatch() }
            try await join(log)
            try await group.waitForAll()
        }
    }

    /// Lets go of the files, after `run` has ended.
    func close() async throws {
        try await log?.close()
        try lock?.close()
        (log, lock) = (nil, nil)
    }

    /// Answers clients for the cell from now on.
    func serve(_ cell: Int) { serving.insert(cell) }

    func write(to log: LogWriter) { self.log = log }

    /// Keeps the record on disk and in memory, unless it has a later one.
    func keep(_ record: IndexRecord) async throws(PeerRefusal) -> KeepAnswer {
        let cell = try servedCell(of: record.name)
        guard let log else { throw .notServing(Phase.boot.rawValue) }
        let version = record.entry.version
        let known = tables[cell]?[record.name]?.version
        if known == version { return .kept(displaced: nil) }
        if let highest = [known, writing[record.name]?.highest].compactMap(\.self).max(),
            highest > version
        {
            return .stale(highest)
        }
        beginWriting(record)
        defer { endWriting(record.name) }
        do {
            try await log.append(record)
        } catch {
            let reason = (error as? LogWriter.Refusal)?.reason ?? "\(error)"
            throw .failed(reason)
        }
        logRecords += 1
        let displaced = tables[cell]?.apply(record)
        return .kept(displaced: displaced?.facts?.location)
    }

    func find(_ name: ObjectName) throws(PeerRefusal) -> FindAnswer {
        FindAnswer(entry: tables[try servedCell(of: name)]?[name])
    }

    func list(_ question: ListQuestion) throws(PeerRefusal) -> RecordList {
        try expectServing(question.cell)
        let records = tables[question.cell]?.list(
            question.bucket, prefix: question.prefix, after: question.after,
            atMost: question.limit)
        return RecordList(records: records ?? [])
    }

    func usage(of cell: Int) throws(PeerRefusal) -> CellUsage {
        try expectServing(cell)
        guard let table = tables[cell] else { throw .malformed }
        return CellUsage(
            buckets: table.usageByBucket().map { .init(name: $0.bucket, usage: $0.usage) },
            servers: table.usageByServer.sorted { $0.key < $1.key }
                .map { .init(name: $0.key, usage: $0.value) })
    }

    private var neighbours: [String] {
        var names: [String] = []
        for cell in cells {
            for other in map.replicas(of: cell) where other != name && !names.contains(other) {
                names.append(other)
            }
        }
        return names
    }

    /// Asks another for its pulse, again and again.
    private func listen(to other: String) async throws {
        let pause = Duration(network.heartbeat)
        while !Task.isCancelled {
            do throws(PeerRefusal) {
                let answer = try await peers.ask(other, PeerCall(verb: .indexPulse))
                if let pulse = try? Pulse(wire: answer) {
                    watch.hear(pulse, from: other, at: .now)
                }
            } catch {
                // Silence is what the watch goes by.
            }
            try await timer.wait(for: pause)
        }
    }

    /// Stops the cells that lose their quorum; nothing but a new start brings one back.
    private func keepWatch() async throws {
        while !Task.isCancelled {
            for cell in watch.lost(among: serving.sorted(), at: .now) {
                serving.remove(cell)
                stopped.insert(cell)
                let seen = watch.inSight(of: cell, at: .now)
                let note = "cell \(cell) has \(seen) of \(settings.quorum) in sight"
                await health.enter(.stopped, .index, note: note)
            }
            try await timer.wait(for: Duration(network.heartbeat))
        }
    }

    private func servedCell(of name: ObjectName) throws(PeerRefusal) -> Int {
        let cell = map.cell(of: name)
        try expectServing(cell)
        return cell
    }

    private func expectServing(_ cell: Int) throws(PeerRefusal) {
        guard !serving.contains(cell) else { return }
        guard tables[cell] != nil else { throw .malformed }
        throw .notServing("cell \(cell) \(stopped.contains(cell) ? "stopped" : "starting")")
    }

    private func beginWriting(_ record: IndexRecord) {
        let version = record.entry.version
        let before = writing[record.name]
        writing[record.name] = (
            max(before?.highest ?? version, version), (before?.count ?? 0) + 1
        )
    }

    private func endWriting(_ name: ObjectName) {
        guard let before = writing[name] else { return }
        writing[name] = before.count > 1 ? (before.highest, before.count - 1) : nil
    }
}

extension Duration {
    init(_ span: TimeSpan) { self = .microseconds(span.microseconds) }
}
