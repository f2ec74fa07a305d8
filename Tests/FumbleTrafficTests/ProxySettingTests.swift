import FumbleModel
import Testing

@testable import FumbleTraffic

@Suite(.timeLimit(.minutes(30))) struct ProxySettingTests {
    @Test(arguments: [
        (LinkFaults(delay: .seconds(-1)), "`toServer.delay` is -1s, but may be from 0s to 10m"),
        (LinkFaults(delay: .minutes(11)), "`toServer.delay` is 11m, but may be from 0s to 10m"),
        (
            LinkFaults(delay: .seconds(1), jitter: .seconds(2)),
            "`toServer.jitter` is 2s, but may be from 0s to the delay, which is 1s"
        ),
        (
            LinkFaults(jitter: .seconds(-1)),
            "`toServer.jitter` is -1s, but may be from 0s to the delay, which is 0s"
        ),
        (LinkFaults(loss: .whole), "`toServer.loss` is 100%, but may be from 0% to 99%"),
        (LinkFaults(loss: .percent(-1)), "`toServer.loss` is -1%, but may be from 0% to 99%"),
        (
            LinkFaults(retransmitAfter: .zero),
            "`toServer.retransmitAfter` is 0s, but may be from 1ms to 1m"
        ),
        (
            LinkFaults(bandwidth: ByteRate(bytesPerSecond: 999)),
            "`toServer.bandwidth` is 999 B/s, but may be from 1 kB/s to 100 GB/s"
        ),
        (
            LinkFaults(bandwidth: ByteRate(bytesPerSecond: .nan)),
            "`toServer.bandwidth` is nan B/s, but may be from 1 kB/s to 100 GB/s"
        ),
    ])
    func aSettingOutOfItsRangeIsNamed(_ faults: LinkFaults, _ message: String) throws {
        #expect(ProxyFaults(toServer: faults).mistake?.description == message)
        let other = try #require(ProxyFaults(toClient: faults).mistake)
        #expect(other.field.hasPrefix("toClient."))
        #expect(other.description == message.replacing("toServer", with: "toClient"))
    }

    @Test func edgesOfTheRangesAreAccepted() {
        for faults in [
            .none, LinkFaults(delay: .minutes(10), jitter: .minutes(10), loss: .percent(99)),
            LinkFaults(retransmitAfter: .milliseconds(1)), LinkFaults(retransmitAfter: .minutes(1)),
            LinkFaults(bandwidth: ByteRate(bytesPerSecond: 1000)),
            LinkFaults(bandwidth: ByteRate(bytesPerSecond: 100_000_000_000)),
        ] {
            #expect(ProxyFaults(toServer: faults, toClient: faults).mistake == nil)
        }
    }

    @Test func aWrongSettingChangesNothing() async throws {
        try await ProxyRig.use { rig in
            let client = try await rig.client()
            let wrong = ProxyFaults(
                toClient: LinkFaults(loss: .whole), partition: .newConnectionsRefused)
            #expect(
                throws: ProxyError.wrong(
                    WrongSetting(field: "toClient.loss", value: "100%", range: "from 0% to 99%"))
            ) { try rig.proxy.set(wrong) }
            #expect(try await client.echoes(pattern(1000)))
        }
    }

    @Test(arguments: [Share.none, .percent(-5), .percent(101)])
    func aShareToResetIsAboveNoneAndAtMostAll(_ share: Share) async throws {
        try await ProxyRig.use { rig in
            #expect(throws: ProxyError.self) { try rig.proxy.reset(share) }
        }
    }
}
