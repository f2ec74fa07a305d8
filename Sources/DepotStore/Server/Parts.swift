import NIOCore
import SystemPackage

/// The subsystems that one server carries.
struct Parts: Sendable {
    let desk: Desk
    let gateway: Gateway?
    let billing: BillingServer?
    let status: StatusServer?
    private let health: Health
    private let carries: [Subsystem]
    private let timer: LoopTimer

    init(
        _ own: Cluster.Server, of cluster: Cluster, _ way: DepotServer.Way, data: FilePath,
        disk: DiskThread, peers: Peers, health: Health, on eventLoop: any EventLoop
    ) {
        let clock = WallClock()
        let store = ObjectStore(cluster, peers: peers, clock: clock)
        var chance = SystemRandomNumberGenerator()
        func part<Part>(_ subsystem: Subsystem, _ make: () -> Part) -> Part? {
            own.carries.contains(subsystem) ? make() : nil
        }
        let quota = Quota(of: data)
        let index = part(.index) {
            IndexServer(
                own, of: cluster, agedBy: way.agedBy,
                files: IndexDisk(folder: data.appending("index"), quota: quota), disk: disk,
                peers: peers, health: health, on: eventLoop)
        }
        let placement = part(.placement) {
            PlacementServer(
                cluster, index: store.index, health: health, seed: chance.next(), on: eventLoop)
        }
        let storage = part(.storage) {
            StorageServer(
                folder: data.appending("storage"), quota: quota, disk: disk,
                waitsForDisk: cluster.index.waitsForDisk)
        }
        desk = Desk(index: index, placement: placement, storage: storage, health: health)
        gateway = part(.gateway) { Gateway(store, buckets: KnownBuckets(on: eventLoop)) }
        billing = part(.billing) {
            BillingServer(cluster, index: store.index, health: health, on: eventLoop)
        }
        status = part(.status) {
            StatusServer(
                cluster, peers: peers, store: store, clock: clock, health: health,
                isElsewhere: way.keepsStatusElsewhere, on: eventLoop)
        }
        self.health = health
        carries = own.carries
        timer = LoopTimer(on: eventLoop)
    }

    /// Starts all of them at once - each waits for what it needs - and serves until the task is cancelled.
    func run() async throws {
        try await withThrowingTaskGroup { group in
            for subsystem in carries {
                group.addTask { try await run(subsystem) }
            }
            try await group.waitForAll()
            // What has nothing to do but to answer stays until it is ended.
            while true { try await timer.wait(for: .seconds(3600)) }
        }
    }

    func close() async throws { try await desk.index?.close() }

    private func run(_ subsystem: Subsystem) async throws {
        switch subsystem {
        case .index: try await desk.index?.run()
        case .placement: try await desk.placement?.start()
        case .billing: try await billing?.start()
        case .storage:
            try await desk.storage?.start()
            await health.enter(.ready, .storage)
        case .gateway: await health.enter(.ready, .gateway)
        case .status: try await status?.run()
        }
    }
}
