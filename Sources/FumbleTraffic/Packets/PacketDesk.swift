internal import CTraffic
internal import DequeModule
internal import FumbleModel
internal import Glibc
internal import NIOCore

/// What a packet gate keeps on its thread: the kernel's queues while there is a fault, and what is held.
///
/// A class: the switchboard, its timers and the gate's thread refer to it; whoever touches it holds the
/// thread's lock.
final class PacketDesk: WatchedSocket, ThreadDesk {
    private struct Direction {
        var line: PacketLine
        var faults = LinkFaults.none
        var counters = LinkCounters()
        /// In the order in which they are due.
        var held: Deque<(packet: packet, due: NIODeadline)> = []
    }

    private let switchboard: Switchboard
    private let space: NetworkSpace
    /// By the number of its queue: to the server, and from it.
    private var directions: [Direction]
    private var isPartitioned = false
    private var isClosed = false
    private var socket: CInt = -1
    private var token: WatchToken?
    private var timer: SwitchboardTimer?
    private var timerDue = NIODeadline.distantFuture

    /// Reads in a row before others have their turn.
    private static let mostReads = 16

    init(name: String, seed: UInt64, of space: NetworkSpace, on switchboard: Switchboard) {
        self.switchboard = switchboard
        self.space = space
        directions = ["to-server", "to-client"].map { direction in
            Direction(line: PacketLine(seed: seed, name: "\(name)/packets/\(direction)"))
        }
    }

    // MARK: The gate's verbs

    /// The queues are taken over while there is a fault, and left alone else.
    func set(_ faults: ProxyFaults) throws(ProxyError) {
        guard !isClosed else { throw .isClosed }
        if faults != .none, socket < 0 { try open() }
        isPartitioned = faults.partition != nil
        for (number, own) in [faults.toServer, faults.toClient].enumerated() {
            directions[number].faults = own
            directions[number].line.forget()
            if !own.isTimed, own.bandwidth == nil { release(number, until: .distantFuture) }
        }
        if faults == .none { leave() }
    }

    func counters() -> ProxyCounters {
        ProxyCounters(toServer: directions[0].counters, toClient: directions[1].counters)
    }

    func close() {
        isClosed = true
        leave()
    }

    // MARK: For the switchboard

    func notice(_ signs: SocketSigns) {
        goOn()
    }

    func goOn() {
        for _ in 0..<Self.mostReads {
            guard socket >= 0 else { return }
            guard take() else { return schedule() }
        }
        schedule()
        switchboard.queue(self)
    }

    // MARK: -

    private func open() throws(ProxyError) {
        let made = packets_open(space.descriptor, UInt16(directions.count))
        guard made >= 0 else {
            throw .noPackets(reason: String(cString: strerror(errno)))
        }
        guard let token = switchboard.enter(made, for: self) else {
            let reason = String(cString: strerror(errno))
            Glibc.close(made)
            throw .noPackets(reason: reason)
        }
        (socket, self.token) = (made, token)
    }

    /// Lets all that is held pass, and leaves the rest to the kernel.
    private func leave() {
        guard socket >= 0 else { return }
        isPartitioned = false
        for number in directions.indices {
            directions[number].faults = .none
            release(number, until: .distantFuture)
        }
        // With the socket the kernel drops what it has not handed over.
        while take() {}
        timer?.cancel()
        (timer, timerDue) = (nil, .distantFuture)
        if let token { switchboard.leave(token) }
        Glibc.close(socket)
        socket = -1
    }

    /// Reads once.
    ///
    /// - Returns: whether there was anything.
    private func take() -> Bool {
        let count = withUnsafeTemporaryAllocation(of: packet.self, capacity: Int(PACKETS_MOST)) {
            packets in
            let count = Int(packets_read(socket, packets.baseAddress))
            let now = NIODeadline.now()
            for place in 0..<max(count, 0) { judge(packets[place], at: now) }
            return count
        }
        return count > 0
    }

    private func judge(_ packet: packet, at now: NIODeadline) {
        let number = Int(packet.queue)
        guard directions.indices.contains(number) else { return pass(packet, true) }
        let size = Int64(packet.length)
        directions[number].counters.bytesRead += size
        let fate = directions[number].line.fate(
            of: Int(size), at: now, under: directions[number].faults, isPartitioned: isPartitioned)
        switch fate {
        case .passes:
            directions[number].counters.bytesPassed += size
            pass(packet, true)
        case .isDropped(let reason):
            directions[number].counters.segmentsLost += 1
            if reason != .lost { directions[number].counters.bytesHeldBack += size }
            pass(packet, false)
        case .isHeld(let due, let delay):
            directions[number].held.append((packet, due))
            directions[number].counters.bytesHeld += size
            directions[number].counters.bytesHeldBack += size
            directions[number].counters.piecesDelayed += 1
            directions[number].counters.delay =
                directions[number].counters.delay + TimeSpan(microseconds: delay / 1000)
        }
    }

    private func pass(_ packet: packet, _ passes: Bool) {
        var packet = packet
        packets_judge(socket, &packet, passes ? 1 : 0)
    }

    private func release(_ number: Int, until now: NIODeadline) {
        while let first = directions[number].held.first, first.due <= now {
            directions[number].held.removeFirst()
            directions[number].counters.bytesHeld -= Int64(first.packet.length)
            directions[number].counters.bytesPassed += Int64(first.packet.length)
            pass(first.packet, true)
        }
    }

    private func schedule() {
        let dues = directions.compactMap(\.held.first?.due)
        guard let due = dues.min(), due < timerDue else { return }
        timer?.cancel()
        timerDue = due
        timer = switchboard.schedule(at: due) {
            self.timerDue = .distantFuture
            let now = NIODeadline.now()
            for number in self.directions.indices { self.release(number, until: now) }
            self.schedule()
        }
    }
}
