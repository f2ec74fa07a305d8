import NIOCore
import Testing

@testable import DepotStore

/// A log gives back the records that are in it, and tells a torn end from damage.
@Suite struct LogSplitterTests {
    private static let count = 5

    private func read(
        _ bytes: ByteBuffer, piece: Int = .max
    ) -> (frames: [LogFrame], defect: LogDefect?) {
        var splitter = LogSplitter()
        var rest = bytes
        var frames: [LogFrame] = []
        func take() {
            while let frame = splitter.next() {
                if frame.isIntact { frames.append(frame) } else { splitter.refuse(frame) }
            }
        }
        while let next = rest.readSlice(length: min(piece, rest.readableBytes)),
            next.readableBytes > 0
        {
            splitter.add(next)
            take()
        }
        splitter.end()
        return (frames, splitter.defect)
    }

    @Test(arguments: [1, 2, 7, 64, 1000])
    func recordsComeBackWhateverThePieces(_ piece: Int) throws {
        let log = Samples.log(Self.count)
        let (frames, defect) = read(log, piece: piece)
        #expect(defect == nil)
        #expect(frames.map(\.size).reduce(0, +) == log.readableBytes)
        let records = try frames.map { try IndexRecord(wire: $0.payload) }
        #expect(
            records == (0..<Self.count).map { Samples.record("bucket", "key-\($0)", counter: $0) })
    }

    /// A server that is killed in a write leaves a part of a record, of any length.
    @Test func cutOffAnywhereItIsTorn() throws {
        let log = Samples.log(Self.count)
        let ends = read(log).frames.map { $0.offset + $0.size }
        for length in 0...log.readableBytes {
            let cut = try #require(log.getSlice(at: 0, length: length))
            let (frames, defect) = read(cut)
            let whole = ends.count { $0 <= length }
            #expect(frames.count == whole)
            let end = whole == 0 ? 0 : ends[whole - 1]
            #expect(defect == (end == length ? nil : .torn(at: end)))
        }
    }

    /// A byte that changed is damage, wherever it is; what is before it is good.
    @Test func changedAnywhereItIsCorrupt() throws {
        let log = Samples.log(Self.count)
        let starts = read(log).frames.map(\.offset)
        for place in 0..<log.readableBytes {
            var changed = log
            let byte = try #require(changed.getInteger(at: place, as: UInt8.self))
            changed.setInteger(byte ^ 0x10, at: place)
            let (frames, defect) = read(changed)
            let hurt = starts.count { $0 <= place } - 1
            #expect(frames.count == hurt)
            #expect(defect == .corrupt(at: starts[hurt]), "byte \(place)")
        }
    }
}
