import FumbleModel
import NIOCore
import Testing

@testable import FumbleTraffic

@Suite struct WriteLedgerTests {
    private func ledger(_ versions: Int) -> WriteLedger {
        var ledger = WriteLedger()
        for version in 0..<versions { ledger.begin("k", version: version, size: 200) }
        return ledger
    }

    @Test func aWriteThatWasFollowedByAnAcknowledgedOneMayNotBeFound() {
        var ledger = WriteLedger()
        for version in 0..<3 {
            ledger.begin("k", version: version, size: 200)
            ledger.acknowledge("k", version: version, mayFollow: false)
        }
        #expect(ledger.acknowledged == 3)
        #expect(ledger.due.map(\.key) == ["k"])
        #expect(ledger.fault(in: 2, at: "k") == nil)
        #expect(ledger.fault(in: 1, at: "k") == .older)
        #expect(ledger.fault(in: nil, at: "k") == .corrupt)
        #expect(ledger.fault(in: 7, at: "k") == .older)
    }

    @Test func ofWritesAtTheSameTimeAnyMayBeFound() {
        var ledger = ledger(2)
        ledger.acknowledge("k", version: 1, mayFollow: false)
        ledger.acknowledge("k", version: 0, mayFollow: false)
        #expect(ledger.fault(in: 0, at: "k") == nil)
        #expect(ledger.fault(in: 1, at: "k") == nil)
    }

    @Test func aWriteThatNobodyAnsweredForMayStillHappen() {
        var ledger = ledger(1)
        #expect(ledger.due.isEmpty)
        ledger.begin("k", version: 1, size: 200)
        ledger.acknowledge("k", version: 1, mayFollow: false)
        #expect(ledger.fault(in: 0, at: "k") == nil)
        ledger.begin("k", version: 2, size: 200)
        ledger.acknowledge("k", version: 2, mayFollow: true)
        ledger.begin("k", version: 3, size: 200)
        ledger.acknowledge("k", version: 3, mayFollow: false)
        #expect(ledger.fault(in: 2, at: "k") == nil)
        #expect(ledger.fault(in: 1, at: "k") == .older)
    }

    @Test func nothingIsFoundWhereADeletionMayHaveHappened() {
        var ledger = ledger(1)
        ledger.acknowledge("k", version: 0, mayFollow: false)
        #expect(ledger.faultOfNothing(at: "k") == .nothing)
        ledger.begin("k", version: 1, size: nil)
        #expect(ledger.faultOfNothing(at: "k") == nil)
        #expect(ledger.fault(in: 0, at: "k") == nil)
        ledger.acknowledge("k", version: 1, mayFollow: false)
        #expect(ledger.fault(in: 0, at: "k") == .older)
        ledger.begin("k", version: 2, size: 9)
        ledger.acknowledge("k", version: 2, mayFollow: false)
        #expect(ledger.faultOfNothing(at: "k") == .nothing)
    }

    @Test func shortContentsDiffer() {
        let content = KnownContent(seed: 5)
        let all = (0..<100).map { content.bytes(key: "/b/17", version: $0, size: 8) }
        #expect(Set(all).count == 100)
        #expect(all.allSatisfy { $0.readableBytes == 8 })
    }

    @Test func contentTellsItsSeedItsKeyAndItsVersion() {
        let content = KnownContent(seed: 5)
        for size in [128, 1000, 65_537] {
            let bytes = content.bytes(key: "/b/17", version: 3, size: size)
            #expect(bytes.readableBytes == size)
            #expect(content.version(of: bytes, key: "/b/17", size: size) == 3)
            #expect(content.version(of: bytes, key: "/b/18", size: size) == nil)
            #expect(KnownContent(seed: 6).version(of: bytes, key: "/b/17", size: size) == nil)
            var short = bytes
            _ = short.readBytes(length: 1)
            #expect(content.version(of: short, key: "/b/17", size: size) == nil)
            var changed = bytes
            changed.setInteger(UInt8(0), at: size - 1)
            changed.setInteger(UInt8(1), at: size - 2)
            #expect(content.version(of: changed, key: "/b/17", size: size) == nil)
        }
    }
}
