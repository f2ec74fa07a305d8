import FumbleModel
import NIOCore
import NIOPosix

@testable import FumbleTraffic

/// An echo server, a proxy before it, and clients of the proxy, all ended with the test.
struct ProxyRig: Sendable {
    let proxy: TCPProxy
    let server: TestServer
    let group: MultiThreadedEventLoopGroup

    private let thread: ProxyThread

    static func open(seed: UInt64 = 1) async throws -> ProxyRig {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let thread = try ProxyThread()
        let server = try await TestServer.echo(on: group)
        let proxy = try TCPProxy.open("p", to: server.port, seed: seed, on: thread)
        return ProxyRig(proxy: proxy, server: server, group: group, thread: thread)
    }

    func end() async {
        proxy.close()
        thread.end()
        try? await group.shutdownGracefully()
    }

    static func use(_ body: (ProxyRig) async throws -> Void) async throws {
        let rig = try await open()
        do {
            try await body(rig)
        } catch {
            await rig.end()
            throw error
        }
        await rig.end()
    }

    func client() async throws -> TestClient {
        try await TestClient.connect(to: proxy.port, on: group)
    }

    func clients(_ count: Int) async throws -> [TestClient] {
        var clients: [TestClient] = []
        for _ in 0..<count { clients.append(try await client()) }
        return clients
    }

    /// Looks at the counters each millisecond until they are as wanted.
    ///
    /// - Returns: false if they were not within 20 seconds.
    func counted(_ isWanted: (ProxyCounters) -> Bool) async throws -> Bool {
        for _ in 0..<20_000 {
            if isWanted(try proxy.counters()) { return true }
            try await group.next().scheduleTask(in: .milliseconds(1)) {}.futureResult.get()
        }
        return false
    }
}

/// Bytes that tell places and streams apart.
func pattern(_ count: Int, _ stream: Int = 0) -> [UInt8] {
    // 4,099 is prime, so that no buffer's size is a multiple of it; and copying is fast unoptimised.
    let block = (0..<4099).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8 &+ stream) }
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += block.prefix(count - bytes.count) }
    return bytes
}
