import FumbleModel
import Testing

@testable import FumbleProcesses

/// Bounds on the memory of one server that overlap.
@Suite struct MemoryBoundsTests {
    private let tight = ByteCount(bytes: 1_000)
    private let wide = ByteCount(bytes: 4_000_000)

    @Test func theLeastIsInForceAndDidWhatWasDone() {
        var bounds = MemoryBounds()
        bounds.begin(tight, usage: 50_000, counts: .init(met: 7, ended: 1))
        #expect(bounds.limit == 51_000)
        bounds.begin(wide, usage: 50_900, counts: .init(met: 10, ended: 1))
        #expect(bounds.limit == 51_000)
        let ofWide = bounds.end(wide, counts: .init(met: 12, ended: 2))
        #expect(ofWide == .init(met: 0, ended: 0))
        #expect(bounds.limit == 51_000)
        // The engine does again what still stands: it is the same bound, on what the server had then.
        bounds.begin(tight, usage: 20_000, counts: .init(met: 12, ended: 2))
        #expect(bounds.limit == 51_000)
        let ofTight = bounds.end(tight, counts: .init(met: 15, ended: 2))
        #expect(ofTight == .init(met: 8, ended: 1))
        #expect(bounds.isEmpty && bounds.limit == nil)
    }

    @Test func theOtherStaysWhenTheLeastIsOver() {
        var bounds = MemoryBounds()
        bounds.begin(wide, usage: 0, counts: .init())
        bounds.begin(tight, usage: 0, counts: .init(met: 1, ended: 0))
        let ofTight = bounds.end(tight, counts: .init(met: 5, ended: 1))
        #expect(ofTight == .init(met: 4, ended: 1))
        #expect(bounds.limit == 4_000_000)
        let unknown = bounds.end(tight, counts: .init(met: 5, ended: 1))
        #expect(unknown == nil)
        let ofWide = bounds.end(wide, counts: .init(met: 5, ended: 1))
        #expect(ofWide == .init(met: 1, ended: 0))
    }
}
