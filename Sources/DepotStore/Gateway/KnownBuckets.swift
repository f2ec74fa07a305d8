import NIOCore

/// The buckets that a gateway knows to be there, so that an object does not depend on the cell of its bucket as well.
///
/// A bucket that another gateway deletes is known here until this one is started again: as with Amazon's, a deleted
/// bucket takes its time to be gone everywhere. An actor on the server's event loop.
actor KnownBuckets {
    nonisolated let unownedExecutor: UnownedSerialExecutor
    private var names: Set<String> = []

    private static let most = 10_000

    init(on eventLoop: any EventLoop) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
    }

    func contains(_ name: String) -> Bool { names.contains(name) }

    func add(_ name: String) {
        if names.count < Self.most { names.insert(name) }
    }

    func remove(_ name: String) { names.remove(name) }
}
