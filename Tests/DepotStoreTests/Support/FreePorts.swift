import Glibc
import NIOCore
import NIOPosix

/// Ports that nobody listens on, no two tests the same.
///
/// They lie below those that the system gives to clients: one of those may be taken at any instant.
actor FreePorts {
    private static let shared = FreePorts()
    private static let first = 12_000
    private static let last = 32_000
    private var next: Int

    private init() {
        // Two runs of the tests at one time begin at different places.
        next = Self.first + Int(getpid()) * 97 % (Self.last - Self.first)
    }

    static func find(_ count: Int) async throws -> [Int] {
        var ports: [Int] = []
        while ports.count < count {
            let port = await shared.take()
            if await isFree(port) { ports.append(port) }
        }
        return ports
    }

    private func take() -> Int {
        next = next < Self.last ? next + 1 : Self.first
        return next
    }

    private static func isFree(_ port: Int) async -> Bool {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        do {
            let channel = try await bootstrap.bind(host: "127.0.0.1", port: port).get()
            try await channel.close()
            return true
        } catch {
            return false
        }
    }
}
