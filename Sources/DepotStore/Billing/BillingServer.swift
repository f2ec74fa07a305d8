import NIOCore
import NIOHTTP1

/// Says what each bucket holds, as the index counts it.
///
/// An actor on the server's event loop; it looks again whenever it is asked.
actor BillingServer {
    nonisolated let unownedExecutor: UnownedSerialExecutor
    private let index: IndexClient
    private let health: Health
    private let pause: Duration
    private let timer: LoopTimer

    init(_ cluster: Cluster, index: IndexClient, health: Health, on eventLoop: any EventLoop) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        self.index = index
        self.health = health
        pause = Duration(cluster.network.heartbeat)
        timer = LoopTimer(on: eventLoop)
    }

    /// Starts: it serves when the index has once said what there is.
    func start() async throws {
        while await answer().status != .ok {
            await health.enter(.warm, .billing, note: "index does not answer")
            try await timer.wait(for: pause)
        }
        await health.enter(.ready, .billing)
    }

    /// The bill, by bucket in order.
    func answer() async -> HTTPAnswer {
        do throws(IndexRefusal) {
            return .json(Self.text(of: try await index.usage()) + "\n")
        } catch {
            return .text("index does not answer: \(error)\n", status: .serviceUnavailable)
        }
    }

    private static func text(of cells: [CellUsage]) -> String {
        var sums: [String: Usage] = [:]
        for item in cells.flatMap(\.buckets) {
            sums[item.name] = (sums[item.name] ?? Usage()) + item.usage
        }
        let lines = sums.sorted { KeyOrder.isBefore($0.key, $1.key) }.map { bucket, usage in
            "\(JSONText.quoted(bucket)): {\"objects\": \(usage.objects), \"bytes\": \(usage.bytes)}"
        }
        return "{\(lines.joined(separator: ", "))}"
    }
}
