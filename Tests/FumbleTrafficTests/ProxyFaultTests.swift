import FumbleModel
import Testing

@testable import FumbleTraffic

@Suite(.timeLimit(.minutes(30))) struct ProxyFaultTests {
    @Test func aDelayIsAddedToEachWay() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            #expect(try await client.echoes(pattern(10)))
            let slow = LinkFaults(delay: .milliseconds(20))
            try rig.proxy.set(ProxyFaults(toServer: slow, toClient: slow))
            let clock = ContinuousClock()
            for _ in 0..<10 {
                let began = clock.now
                #expect(try await client.echoes(pattern(1000)))
                let took = clock.now - began
                // How much longer it takes is the machine's affair; the counters know the delay.
                #expect(took >= .milliseconds(40))
            }
            let counters = try rig.proxy.counters()
            #expect(counters.toServer.piecesDelayed == 10)
            #expect(counters.toServer.delay == .milliseconds(200))
            #expect(counters.toClient.bytesHeldBack == 10_000)
        }
    }

    @Test func delayedBytesPassWhenTheDelayIsHealed() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            try rig.proxy.set(ProxyFaults(toServer: LinkFaults(delay: .minutes(10))))
            async let isSame = client.echoes(pattern(100_000))
            #expect(try await rig.counted { $0.toServer.bytesHeld == 100_000 })
            try rig.proxy.heal()
            #expect(try await isSame)
            #expect(try rig.proxy.counters().toServer.bytesHeld == 0)
        }
    }

    @Test(arguments: ProxyFaults.Partition.allCases)
    func aPartitionHoldsAllAndHealsWithoutDroppingConnections(
        _ kind: ProxyFaults.Partition
    ) async throws {
        try await ProxyRig.use { rig in
            let clients = try await rig.clients(4)
            for client in clients { #expect(try await client.echoes(pattern(10))) }
            for round in 1...3 {
                try rig.proxy.set(ProxyFaults(partition: kind))
                let before = try rig.proxy.counters().toServer.bytesPassed
                for (number, client) in clients.enumerated() { client.post(pattern(1000, number)) }
                #expect(try await rig.counted { $0.toServer.bytesHeld == 4000 }, "round \(round)")
                #expect(try rig.proxy.counters().toServer.bytesPassed == before)
                try rig.proxy.heal()
                for (number, client) in clients.enumerated() {
                    #expect(try await client.receive(1000) == pattern(1000, number))
                }
                #expect(try await clients[0].echoes(pattern(1 << 20)))
            }
            #expect(try rig.proxy.counters().open == 4)
        }
    }

    @Test func newConnectionsHangInAPartitionUntilItHeals() async throws {
        try await ProxyRig.use { rig in
            try rig.proxy.set(ProxyFaults(partition: .newConnectionsHang))
            let client = try await rig.client()
            async let isSame = client.echoes(pattern(1000))
            #expect(try await rig.counted { $0.waiting == 1 })
            try rig.proxy.heal()
            #expect(try await isSame)
            #expect(try rig.proxy.counters().waiting == 0)
        }
    }

    @Test func newConnectionsAreRefusedInAPartitionUntilItHeals() async throws {
        try await ProxyRig.use { rig in
            for _ in 0..<3 {
                try rig.proxy.set(ProxyFaults(partition: .newConnectionsRefused))
                await #expect(throws: (any Error).self) { try await rig.client() }
                try rig.proxy.heal()
                let client = try await rig.client()
                #expect(try await client.echoes(pattern(1000)))
            }
            #expect(try rig.proxy.counters().accepted == 3)
        }
    }

    @Test func anEndBehindAPartitionIsHeardWhenItHeals() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            #expect(try await client.echoes(pattern(10)))
            try rig.proxy.set(ProxyFaults(partition: .newConnectionsHang))
            try await client.send(pattern(100))
            try await client.finish()
            #expect(try await rig.counted { $0.toServer.bytesHeld == 100 })
            try rig.proxy.heal()
            #expect(try await client.receive(100) == pattern(100))
            #expect(await client.ending() == .inOrder)
        }
    }

    @Test func aBlackHoleInOneDirectionSwallowsUntilItHeals() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            #expect(try await client.echoes(pattern(10)))
            try rig.proxy.set(ProxyFaults(toClient: LinkFaults(isBlackHole: true)))
            // More than a window and the kernel's buffers: the sender is blocked, and nothing is lost.
            let bytes = pattern(16 << 20)
            client.post(bytes)
            #expect(try await rig.counted { $0.toClient.bytesHeld >= 4 << 20 })
            #expect(try rig.proxy.counters().toClient.bytesPassed == 10)
            try rig.proxy.heal()
            #expect(try await client.receive(bytes.count) == bytes)
        }
    }

    @Test func aResetHitsTheShareAskedForOnBothSides() async throws {
        try await ProxyRig.use { rig in
            let clients = try await rig.clients(10)
            for client in clients { #expect(try await client.echoes(pattern(10))) }
            #expect(try rig.proxy.reset(.percent(45)) == 5)
            #expect(try await rig.counted { $0.open == 5 && $0.reset == 5 })
            var (gone, kept) = (0, 0)
            for client in clients {
                do {
                    kept += try await client.echoes(pattern(10)) ? 1 : 0
                } catch {
                    gone += 1
                }
            }
            #expect(gone == 5 && kept == 5)
            #expect(try await rig.counted { _ in rig.server.ended == (5, 0) })
        }
    }

    /// How many segments each way are lost of 200 echoes, of which each is one.
    private func lostOfTwoHundred(seed: UInt64) async throws -> (toServer: Int, toClient: Int) {
        let rig = try await ProxyRig.open(seed: seed)
        let client = try await rig.client()
        let lossy = LinkFaults(loss: .percent(20), retransmitAfter: .milliseconds(1))
        try rig.proxy.set(ProxyFaults(toServer: lossy, toClient: lossy))
        for _ in 0..<200 { #expect(try await client.echoes(pattern(100))) }
        let counters = try rig.proxy.counters()
        #expect(counters.toServer.delay > .zero && counters.toClient.delay > .zero)
        await rig.end()
        return (counters.toServer.segmentsLost, counters.toClient.segmentsLost)
    }

    @Test func lossIsOfTheShareAskedForAndASeedRepeatsIt() async throws {
        let first = try await lostOfTwoHundred(seed: 11)
        // 40 of 200 are expected, with a standard deviation of 5.7.
        #expect((12...68).contains(first.toServer) && (12...68).contains(first.toClient))
        let second = try await lostOfTwoHundred(seed: 11)
        #expect(first == second)
        let third = try await lostOfTwoHundred(seed: 12)
        #expect(first != third)
    }

    @Test func bandwidthIsSharedByConnectionsInTurn() async throws {
        try await ProxyRig.use { rig in
            let clients = try await rig.clients(2)
            for client in clients { #expect(try await client.echoes(pattern(10))) }
            let rate = ByteRate(bytesPerSecond: 400_000)
            try rig.proxy.set(ProxyFaults(toClient: LinkFaults(bandwidth: rate)))
            let bytes = pattern(100_000)
            let clock = ContinuousClock()
            let began = clock.now
            async let first = clients[0].echoes(bytes)
            async let second = clients[1].echoes(bytes)
            #expect(try await first)
            let firstTook = clock.now - began
            #expect(try await second)
            let took = clock.now - began
            #expect(took >= .milliseconds(490))
            // They took turns: had they not, the first would have been done in half of the time.
            #expect(firstTook > took * 0.7)
        }
    }

    @Test func whatWaitsForBandwidthPassesWhenItIsHealed() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            let slow = LinkFaults(bandwidth: ByteRate(bytesPerSecond: 1000))
            try rig.proxy.set(ProxyFaults(toServer: slow, toClient: slow))
            async let isSame = client.echoes(pattern(1 << 20))
            #expect(try await rig.counted { $0.toServer.bytesHeld > 50_000 })
            try rig.proxy.heal()
            #expect(try await isSame)
        }
    }

    @Test func aServerThatDiesBehindAPartitionIsMissedWhenItHeals() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            #expect(try await client.echoes(pattern(10)))
            try rig.proxy.set(ProxyFaults(partition: .newConnectionsHang))
            try await rig.server.resetConnections()
            for _ in 0..<20 { #expect(try rig.proxy.counters().open == 1) }
            try rig.proxy.heal()
            #expect(await client.ending() == .reset)
            #expect(try await rig.counted { $0.open == 0 })
        }
    }
}
