internal import DequeModule
internal import FumbleModel
internal import NIOCore

/// Pieces of one connection on their way in one direction, in order.
///
/// Pure: instants are arguments, and chance is from the connection's own streams, so that what one
/// connection meets depends neither on the others nor on when it meets it.
struct DelayLine {
    private struct Piece {
        var bytes: ByteBuffer
        /// When its last byte had left the sender.
        let departed: NIODeadline
        let due: NIODeadline
    }

    /// What entering did, for the counters.
    struct Effect: Equatable {
        var delayed = 0
        var delay: Int64 = 0
        var lost = 0

        static let none = Effect()
    }

    private var pieces: Deque<Piece> = []
    private(set) var byteCount = 0
    private var lastDue = NIODeadline.distantPast
    private var jitters: RandomStream
    private var losses: RandomStream
    /// Segments that will pass before the next that is lost; nil: not drawn for the present share.
    private var segmentsToLoss: Int?

    /// The payload of a segment on Ethernet.
    static let segmentSize = 1460
    /// Linux doubles its timeout up to 15 times; after 7 losses in a row 0.2 s has come to 25 s.
    private static let mostLossesInARow = 7

    /// - Parameter name: of the connection's direction; its draws depend on the seed and on it alone.
    init(seed: UInt64, name: String) {
        jitters = RandomStream(seed: seed, name: "\(name)/jitter")
        losses = RandomStream(seed: seed, name: "\(name)/loss")
    }

    var isEmpty: Bool { pieces.isEmpty }

    /// When the first piece is due; nil: nothing is on its way.
    var nextDue: NIODeadline? { pieces.first?.due }

    /// Puts bytes on their way behind all others.
    mutating func enter(
        _ bytes: ByteBuffer, departing: NIODeadline, under faults: LinkFaults
    ) -> Effect {
        guard faults.isTimed else {
            append(bytes, departed: departing, due: departing)
            return .none
        }
        var effect = Effect()
        var rest = bytes
        let later = latency(under: faults)
        while rest.readableBytes > 0 {
            let (size, stall) = nextStretch(of: rest.readableBytes, under: faults)
            guard let piece = rest.readSlice(length: size) else { break }
            let due = departing + .nanoseconds(later + stall)
            effect.delayed += 1
            effect.delay += later + stall
            if stall > 0 { effect.lost += 1 }
            append(piece, departed: departing, due: due)
        }
        return effect
    }

    /// Takes the first piece if it is due.
    mutating func next(at now: NIODeadline) -> ByteBuffer? {
        guard let first = pieces.first, first.due <= now else { return nil }
        pieces.removeFirst()
        byteCount -= first.bytes.readableBytes
        return first.bytes
    }

    /// Sends what is on its way again under other faults, as from when it departed.
    mutating func replan(at now: NIODeadline, under faults: LinkFaults) {
        let old = pieces
        pieces = []
        byteCount = 0
        lastDue = .distantPast
        segmentsToLoss = nil
        for piece in old {
            _ = enter(piece.bytes, departing: min(piece.departed, now), under: faults)
        }
    }

    mutating func removeAll() {
        pieces = []
        byteCount = 0
    }

    private mutating func append(_ bytes: ByteBuffer, departed: NIODeadline, due: NIODeadline) {
        lastDue = max(lastDue, due)
        byteCount += bytes.readableBytes
        pieces.append(Piece(bytes: bytes, departed: departed, due: lastDue))
    }

    /// In nanoseconds.
    private mutating func latency(under faults: LinkFaults) -> Int64 {
        guard faults.jitter > .zero else { return faults.delay.microseconds * 1000 }
        let swing = Double(faults.jitter.microseconds) * (2 * jitters.unit() - 1)
        return faults.delay.microseconds * 1000 + Int64(swing * 1000)
    }

    /// How many of the next bytes share one fate, and the stall in nanoseconds if they are lost.
    private mutating func nextStretch(
        of byteCount: Int, under faults: LinkFaults
    ) -> (size: Int, stall: Int64) {
        guard faults.loss > .none else { return (byteCount, 0) }
        let segments = (byteCount + Self.segmentSize - 1) / Self.segmentSize
        let clear = segmentsToLoss ?? drawSegmentsToLoss(faults.loss)
        if clear >= segments {
            segmentsToLoss = clear - segments
            return (byteCount, 0)
        }
        guard clear == 0 else {
            segmentsToLoss = 0
            return (clear * Self.segmentSize, 0)
        }
        segmentsToLoss = drawSegmentsToLoss(faults.loss)
        return (min(byteCount, Self.segmentSize), drawStall(under: faults))
    }

    /// The number of successes before the first failure: geometric, by inversion.
    private mutating func drawSegmentsToLoss(_ loss: Share) -> Int {
        let count = Elementary.log(losses.unitAboveZero()) / Elementary.log(1 - loss.fraction)
        return Int(min(count, 1e15))
    }

    private mutating func drawStall(under faults: LinkFaults) -> Int64 {
        var inARow = 1
        while inARow < Self.mostLossesInARow, losses.unit() < faults.loss.fraction { inARow += 1 }
        return faults.retransmitAfter.microseconds * 1000 * Int64((1 << inARow) - 1)
    }
}
