import FumbleModel
import NIOCore
import NIOHTTP1

/// Looks at all servers and shows how they are, on a page that lies in the store itself, or elsewhere.
///
/// A page in the store is shown as the store last took it: when the store is down, people go on reading that all is
/// well, as on 28 February 2017. An actor on the server's event loop.
actor StatusServer {
    nonisolated let unownedExecutor: UnownedSerialExecutor
    private let cluster: Cluster
    private let peers: Peers
    private let store: ObjectStore
    private let clock: WallClock
    private let health: Health
    private let isElsewhere: Bool
    private let timer: LoopTimer
    private var shown: String?
    private var last: StatusPage?

    private static let name = ObjectName(bucket: "status-page", key: "index.html")
    private static let pause = Duration.seconds(1)

    init(
        _ cluster: Cluster, peers: Peers, store: ObjectStore, clock: WallClock, health: Health,
        isElsewhere: Bool, on eventLoop: any EventLoop
    ) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        self.cluster = cluster
        self.peers = peers
        self.store = store
        self.clock = clock
        self.health = health
        self.isElsewhere = isElsewhere
        timer = LoopTimer(on: eventLoop)
    }

    func answer() -> HTTPAnswer {
        guard let shown else {
            return .text("there is no page yet\n", status: .serviceUnavailable)
        }
        return .content(shown, type: "text/html; charset=utf-8")
    }

    /// Looks and writes, until the task is cancelled; it serves as soon as there is a page.
    func run() async throws {
        while !Task.isCancelled {
            let page = StatusPage(cluster, await look())
            if page != last {
                await show(page)
            }
            await health.enter(
                shown == nil ? .warm : .ready, .status,
                note: last == page ? nil : "the page cannot be written to the store")
            // Whoever waits for the server to be ready waits for its first page.
            let first = Duration(cluster.network.heartbeat)
            try await timer.wait(for: shown == nil ? first : Self.pause)
        }
    }

    private func look() async -> [String: ServerPhases] {
        let names = cluster.servers.map(\.name)
        var found: [String: ServerPhases] = [:]
        for await (server, answer) in await peers.askAll(
            names, .serverPhases, "", for: ServerPhases.self)
        {
            if case .success(let phases) = answer { found[server] = phases }
        }
        return found
    }

    private func show(_ page: StatusPage) async {
        let html = page.html(at: clock.now() / 1000)
        do throws(S3Error) {
            if !isElsewhere { try await write(html) }
            (shown, last) = (html, page)
        } catch {
            // It is tried again at the next look; the note says so.
        }
    }

    private func write(_ html: String) async throws(S3Error) {
        let bucket = ObjectName.bucket(Self.name.bucket)
        if try await store.facts(of: bucket) == nil {
            try await store.write(store.newFacts(), as: bucket)
        }
        let request = HTTPRequest(
            method: .PUT, target: "/", headers: ["Content-Type": "text/html; charset=utf-8"],
            body: ByteBuffer(string: html))
        try await store.put(ObjectUpload(request), as: Self.name)
    }
}
