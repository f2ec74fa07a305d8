internal import DequeModule
internal import FumbleModel
internal import NIOCore

/// One direction of one proxied connection: takes what its source reads, holds it as long as the
/// link's faults say, and passes it to its sink.
///
/// A class: sockets, the link and timers refer to it.
final class Lane {
    /// How the source has ended, which the sink learns after all bytes before it.
    private enum Ending {
        case none
        case finished
        case broken
        /// The sink writes the rest before it ends the same way.
        case telling
        case finishTold
        /// Nothing can follow.
        case over
    }

    var source: RelaySocket?
    var sink: RelaySocket?
    private let link: Link
    private let seed: UInt64
    private let name: () -> String
    private var ending = Ending.none
    /// Bytes for which the link must find time; then those on their way.
    private var waiting: Deque<ByteBuffer> = []
    private var travelling: DelayLine?
    private var held = 0
    private var timer: SwitchboardTimer?

    init(link: Link, seed: UInt64, name: @autoclosure @escaping () -> String) {
        self.link = link
        self.seed = seed
        self.name = name
    }

    /// Whether the sink has been told the end, or is gone.
    var isOver: Bool {
        switch ending {
        case .none, .finished, .broken, .telling: false
        case .finishTold, .over: true
        }
    }

    /// Whether the source may read more. In a partition it reads once, so that it can be counted that
    /// something was held back; the kernel keeps the rest.
    var mayRead: Bool {
        guard let sink else { return false }
        return (link.isPartitioned ? held == 0 : held < link.window) && sink.isWritable
    }

    /// Takes what the source read, which is there until this returns.
    func take(_ bytes: UnsafeRawBufferPointer) {
        link.counters.bytesRead += Int64(bytes.count)
        if link.isPlain, held == 0, let sink {
            link.counters.bytesPassed += Int64(bytes.count)
            sink.send(bytes)
        } else {
            hold(ByteBuffer(bytes: bytes))
        }
    }

    /// The source has sent all it will.
    func finish() {
        guard case .none = ending else { return }
        ending = .finished
        deliver()
    }

    /// The source is gone, and not in order.
    func breakOff() {
        if case .over = ending { return }
        ending = .broken
        deliver()
    }

    /// The sink has written all that came before a finish.
    func tellFinish() {
        if case .telling = ending { ending = .finishTold }
    }

    /// The sink is gone: what is held has nowhere to go.
    func drop() {
        ending = .over
        timer?.cancel()
        timer = nil
        link.counters.bytesHeld -= Int64(held)
        held = 0
        waiting.removeAll()
        travelling?.removeAll()
    }

    /// Goes on under the faults that the link has now.
    func replan() {
        timer?.cancel()
        timer = nil
        travelling?.replan(at: .now(), under: link.faults)
        deliver()
    }

    /// Passes what is due and lets the source read if it may.
    func deliver() {
        // Into a black hole, too, a source may send what the window holds.
        defer { source?.readIfOwed() }
        guard let sink, !link.isBlocked else { return }
        var hasPassed = false
        let now = NIODeadline.now()
        while let piece = travelling?.next(at: now) {
            held -= piece.readableBytes
            link.counters.bytesHeld -= Int64(piece.readableBytes)
            link.counters.bytesPassed += Int64(piece.readableBytes)
            sink.write(piece)
            hasPassed = true
        }
        if hasPassed { sink.flush() }
        if held == 0 { tellEnding(sink) }
        schedule()
    }

    /// Sends up to `most` bytes that wait for the link, if there are any.
    ///
    /// - Parameter departure: when so many bytes will have left.
    /// - Returns: whether more wait.
    func sendWaiting(upTo most: Int, departure: (Int) -> NIODeadline) -> Bool {
        guard var first = waiting.popFirst() else { return false }
        let size = min(most, first.readableBytes)
        guard let slice = first.readSlice(length: size) else { return !waiting.isEmpty }
        if first.readableBytes > 0 { waiting.prepend(first) }
        send(slice, departing: departure(size))
        deliver()
        return !waiting.isEmpty
    }

    func sendAllWaiting() {
        let now = NIODeadline.now()
        for bytes in waiting { send(bytes, departing: now) }
        waiting.removeAll()
    }

    private func hold(_ bytes: ByteBuffer) {
        let size = bytes.readableBytes
        if case .over = ending { return }
        held += size
        link.counters.bytesHeld += Int64(size)
        link.counters.bytesHeldBack += Int64(size)
        if link.isPaced {
            waiting.append(bytes)
            if waiting.count == 1 { link.join(self) }
        } else {
            send(bytes, departing: .now())
            deliver()
        }
    }

    private func send(_ bytes: ByteBuffer, departing: NIODeadline) {
        if travelling == nil { travelling = DelayLine(seed: seed, name: name()) }
        guard
            let effect = travelling?.enter(bytes, departing: departing, under: link.faults)
        else { return }
        link.counters.piecesDelayed += effect.delayed
        link.counters.segmentsLost += effect.lost
        link.counters.delay =
            link.counters.delay + TimeSpan(microseconds: effect.delay / 1000)
    }

    private func tellEnding(_ sink: RelaySocket) {
        switch ending {
        case .none, .telling, .finishTold, .over: return
        case .finished:
            ending = .telling
            sink.finish()
        case .broken:
            ending = .telling
            sink.breakOff()
        }
    }

    private func schedule() {
        guard timer == nil, let due = travelling?.nextDue else { return }
        timer = link.switchboard.schedule(at: due) {
            self.timer = nil
            self.deliver()
        }
    }
}
