import NIOCore
import NIOPosix
package import SystemPackage

/// One server of the store: a process that carries one subsystem or several.
package struct DepotServer: Sendable {
    private let cluster: Cluster
    private let own: Cluster.Server
    private let data: FilePath
    private let way: Way
    private let milestones: Milestones

    /// - Parameters:
    ///   - data: the server's own folder; made if there is none.
    ///   - say: takes the lines by which whoever started the server knows how far it is.
    package init(
        _ own: Cluster.Server, of cluster: Cluster, data: FilePath,
        _ way: Way = Way(), say: @escaping @Sendable (String) -> Void
    ) {
        self.own = own
        self.cluster = cluster
        self.data = data
        self.way = way
        milestones = Milestones(say)
    }

    /// How the server is run, where that is for whoever starts it to say.
    package struct Way: Sendable {
        /// Whether the status page, if the server carries it, is not in the store itself.
        let keepsStatusElsewhere: Bool
        /// Records of years ago that the log has from the first day on a fresh disk.
        let agedBy: Int

        package init(keepsStatusElsewhere: Bool = false, agedBy: Int = 0) {
            self.keepsStatusElsewhere = keepsStatusElsewhere
            self.agedBy = agedBy
        }
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter port: where it listens; nil: where the cluster file says.
    package func run(port: Int? = nil) async throws {
        // One thread for all but the disk: a fleet has many more servers than a machine has cores.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        do {
            try await serve(port ?? own.port, group, DiskThread(threads))
        } catch {
            try await threads.shutdownGracefully()
            try await group.shutdownGracefully()
            throw error
        }
        try await threads.shutdownGracefully()
        try await group.shutdownGracefully()
    }

    private func serve(
        _ port: Int, _ group: MultiThreadedEventLoopGroup, _ disk: DiskThread
    ) async throws {
        let eventLoop = group.next()
        let health = Health(
            of: own.name, carries: own.carries, milestones: milestones, on: eventLoop)
        await health.begin()
        try makeFolder()
        let listener = try await listen(on: port, group)
        let peers = Peers(of: cluster, own: own.name, on: eventLoop)
        let parts = Parts(
            own, of: cluster, way, data: data, disk: disk, peers: peers, health: health,
            on: eventLoop)
        await peers.answerOwn { await parts.desk.answer($0) }
        let rooms = FrontDesk(parts, health: health)
        let result = await withTaskGroup(of: (any Error)?.self) { tasks in
            tasks.addTask { await Self.failure { try await parts.run() } }
            tasks.addTask {
                await Self.failure { try await listener.serve { await rooms.answer($0) } }
            }
            let first = await tasks.next() ?? nil
            tasks.cancelAll()
            return first
        }
        await peers.close()
        try await parts.close()
        if let result, !(result is CancellationError) { throw result }
    }

    private func makeFolder() throws(CannotServe) {
        do {
            try Folders.make(data)
        } catch {
            throw CannotServe("the folder \(data) cannot be made: \(error)")
        }
    }

    private func listen(
        on port: Int, _ group: MultiThreadedEventLoopGroup
    ) async throws(CannotServe) -> HTTPListener {
        do {
            return try await HTTPListener.bind(host: own.host, port: port, on: group)
        } catch {
            let number = (error as? IOError)?.errnoCode
            let reason = number.map { "\(Errno(rawValue: $0))" } ?? "\(error)"
            throw CannotServe("port \(port) of \(own.host) cannot be listened on: \(reason)")
        }
    }

    private static func failure(of body: () async throws -> Void) async -> (any Error)? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }
}

/// Why a server did not begin, in a sentence.
struct CannotServe: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
