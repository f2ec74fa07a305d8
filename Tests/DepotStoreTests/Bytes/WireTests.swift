import NIOCore
import Testing

@testable import DepotStore

/// What is written is read back, and what was not written is refused.
@Suite struct WireTests {
    @Test func aRecordComesBack() throws {
        let record = Samples.record("bucket", "a/b ü", counter: 7)
        #expect(try IndexRecord(wire: record.wire) == record)
        let gone = IndexRecord(
            name: record.name, entry: Entry(version: Version(counter: 8, nonce: 1), facts: nil))
        #expect(try IndexRecord(wire: gone.wire) == gone)
    }

    @Test func messagesComeBack() throws {
        let location = Location(blob: BlobID(high: 1, low: 2), servers: ["a", "b"])
        for answer in [KeepAnswer.kept(displaced: nil), .kept(displaced: location)] {
            #expect(try KeepAnswer(wire: answer.wire) == answer)
        }
        let stale = KeepAnswer.stale(Version(counter: 3, nonce: 9))
        #expect(try KeepAnswer(wire: stale.wire) == stale)
        let pulse = Pulse(isWhole: true, isEmpty: false, serving: [1, 4], stopped: [2])
        #expect(try Pulse(wire: pulse.wire) == pulse)
    }

    /// Cut off at any byte, or with one too many, a record is none.
    @Test func whatIsCutOffIsRefused() {
        let wire = Samples.record("bucket", "key", counter: 1).wire
        for length in 0..<wire.readableBytes {
            let cut = wire.getSlice(at: wire.readerIndex, length: length) ?? ByteBuffer()
            #expect(throws: WireReader.Malformed.self) { try IndexRecord(wire: cut) }
        }
        let more = ByteBuffer(bytes: Array(wire.readableBytesView) + [0])
        #expect(throws: WireReader.Malformed.self) { try IndexRecord(wire: more) }
    }

    /// A count that is not to be trusted reserves no memory.
    @Test func aHugeCountIsRefused() {
        var writer = WireWriter()
        writer.write(UInt64(Int.max))
        #expect(throws: WireReader.Malformed.self) { try RecordList(wire: writer.bytes) }
    }
}
