import NIOCore
import NIOPosix
import SystemPackage

@testable import DepotStore

/// Servers of one cluster, all in the process of the test, on ports that were free.
actor TestFleet {
    nonisolated let cluster: Cluster
    nonisolated let client: IndexClient
    nonisolated let store: ObjectStore
    private nonisolated let peers: Peers
    private let folder: FilePath
    private var running: [String: (task: Task<Void, any Error>, lines: Lines)] = [:]

    private init(_ cluster: Cluster, folder: FilePath) {
        self.cluster = cluster
        self.folder = folder
        peers = Peers(
            of: cluster, own: "", on: MultiThreadedEventLoopGroup.singleton.next())
        client = IndexClient(cluster, peers: peers)
        store = ObjectStore(cluster, peers: peers, clock: WallClock())
    }

    static func use(
        index: Int, cells: Int = 1, quorum: Int, copies: Int = 1, others: [String] = [],
        _ body: (TestFleet) async throws -> Void
    ) async throws {
        let ports = try await FreePorts.find(index + others.count)
        let cluster = try Clusters.make(
            index: index, cells: cells, replicas: index, quorum: quorum, copies: copies,
            ports: ports,
            more: "\"heartbeat\": \"20ms\", \"grace\": \"2s\",", others: others)
        try await Scratch.use { scratch in
            let fleet = TestFleet(cluster, folder: scratch.folder)
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(fleet))
            } catch {
                result = .failure(error)
            }
            try await fleet.stopAll()
            try result.get()
        }
    }

    nonisolated func data(of name: String) -> FilePath { folder.appending(name) }

    func start(_ names: String..., agedBy: Int = 0) throws {
        for name in names {
            let server = cluster.servers.first { $0.name == name }
            guard let server else { throw PeerRefusal.unreachable(name) }
            let lines = Lines()
            let (said, saying) = AsyncStream.makeStream(of: String.self)
            let depot = DepotServer(
                server, of: cluster, data: data(of: name), .init(agedBy: agedBy)
            ) {
                saying.yield($0)
            }
            let task = Task {
                defer { saying.finish() }
                async let taken: Void = lines.take(from: said)
                try await depot.run()
                saying.finish()
                await taken
            }
            running[name] = (task, lines)
        }
    }

    func wait(for line: String, of names: String...) async throws {
        for name in names { try await running[name]?.lines.wait(for: line) }
    }

    func said(by name: String) async -> [String] { await running[name]?.lines.said ?? [] }

    func stop(_ names: String...) async throws {
        for name in names {
            guard let (task, _) = running.removeValue(forKey: name) else { continue }
            task.cancel()
            try await task.value
        }
    }

    /// Returns when the server has ended by itself, with what it threw.
    func end(of name: String) async -> (any Error)? {
        guard let (task, _) = running.removeValue(forKey: name) else { return nil }
        do {
            try await task.value
            return nil
        } catch {
            return error
        }
    }

    func stopAll() async throws {
        for (task, _) in running.values { task.cancel() }
        for (task, _) in running.values { try await task.value }
        running = [:]
        await peers.close()
    }
}

extension IndexClient {
    /// Writes a small object's facts under a version of its own.
    func write(_ key: String, number: Int) async throws {
        _ = try await write(
            Samples.facts(number), as: ObjectName(bucket: "bucket", key: key),
            version: Version(counter: UInt64(number), nonce: 0))
    }

    func read(_ key: String) async throws -> Int? {
        try await read(ObjectName(bucket: "bucket", key: key)).map { Int($0.modified) }
    }
}
