import NIOCore

/// Says where new objects go; it does not start before the index says what there is.
///
/// An actor on the server's event loop.
actor PlacementServer {
    nonisolated let unownedExecutor: UnownedSerialExecutor
    private var allocator: Allocator
    private let index: IndexClient
    private let health: Health
    private let pause: Duration
    private let timer: LoopTimer
    private var isReady = false

    init(
        _ cluster: Cluster, index: IndexClient, health: Health, seed: UInt64,
        on eventLoop: any EventLoop
    ) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        allocator = Allocator(
            servers: cluster.servers(carrying: .storage).map(\.name), copies: cluster.copies,
            seed: seed)
        self.index = index
        self.health = health
        pause = Duration(cluster.network.heartbeat)
        timer = LoopTimer(on: eventLoop)
    }

    /// Starts: asks the index for what every storage server holds, until all its cells have answered.
    func start() async throws {
        while !isReady {
            do throws(IndexRefusal) {
                allocator.learn(try await index.usage())
                isReady = true
            } catch {
                await health.enter(.warm, .placement, note: "index does not answer: \(error)")
                try await timer.wait(for: pause)
            }
        }
        await health.enter(.ready, .placement)
    }

    func allocate(_ question: AllocateQuestion) throws(PeerRefusal) -> Location {
        guard isReady else { throw .notServing("placement waits for index") }
        guard
            let location = allocator.allocate(question.size, avoiding: question.avoiding)
        else { throw .failed("there are not enough storage servers") }
        return location
    }
}
