import FumbleModel
import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import FumbleTraffic

@Suite(.timeLimit(.minutes(30))) struct ProxyForwardingTests {
    @Test func bytesPassBothWaysOnManyConnections() async throws {
        try await ProxyRig.use { rig in
            let size = 1 << 20
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let client = try await rig.client()
                        return try await client.echoes(pattern(size, number))
                    }
                }
                for try await isSame in group { #expect(isSame) }
            }
            let counters = try rig.proxy.counters()
            #expect(counters.accepted == 8)
            #expect(counters.toServer.bytesPassed == Int64(8 * size))
            #expect(counters.toClient.bytesPassed == Int64(8 * size))
            #expect(counters.toServer.bytesHeldBack == 0)
        }
    }

    @Test func aHalfThatIsClosedLeavesTheOtherOpenUntilAllHasPassed() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            let bytes = pattern(8 << 20)
            async let received = client.receive(bytes.count)
            try await client.send(bytes)
            try await client.finish()
            #expect(try await received == bytes)
            #expect(await client.ending() == .inOrder)
            #expect(try await rig.counted { $0.open == 0 })
        }
    }

    @Test func aServerThatCannotBeReachedIsAResetOfItsClient() async throws {
        try await ProxyRig.use { rig in
            try await rig.server.close()
            do {
                #expect(try await rig.client().ending() == .reset)
            } catch let error as NIOConnectionError {
                // Reset before the client had seen that it was connected.
                let seen = error.connectionErrors.map { ($0.error as? IOError)?.errnoCode }
                #expect(seen == [ECONNRESET])
            }
            #expect(try await rig.counted { $0.failed == 1 && $0.open == 0 })
        }
    }

    @Test func aClientThatGoesAwayIsTakenFromTheServerToo() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            #expect(try await client.echoes(pattern(100)))
            await client.close()
            #expect(try await rig.counted { $0.open == 0 })
        }
    }

    @Test func aClosedProxyListensNoMoreAndSaysSo() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            #expect(try await client.echoes(pattern(100)))
            rig.proxy.close()
            rig.proxy.close()
            #expect(await client.ending() == .reset)
            await #expect(throws: (any Error).self) { try await rig.client() }
            #expect(throws: ProxyError.isClosed) { try rig.proxy.heal() }
        }
    }

    @Test func aPortThatIsTakenIsAnError() async throws {
        try await ProxyRig.use { rig in
            let thread = try ProxyThread()
            #expect(
                throws: ProxyError.cannotListen(
                    port: rig.proxy.port, reason: "Address already in use")
            ) {
                try TCPProxy.open(
                    "q", listening: rig.proxy.port, to: rig.server.port, seed: 1, on: thread)
            }
            thread.end()
        }
    }
}
