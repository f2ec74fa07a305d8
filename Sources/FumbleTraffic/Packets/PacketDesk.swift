internal import CTraffic
internal import FumbleModel
internal import Glibc
internal import NIOCore

/// What a packet gate keeps on its thread: the kernel's queues while there is a fault, and what is held.
///
/// A class: the switchboard, its timers and the gate's thread refer to it; whoever touches it holds the
/// thread's lock.
final class PacketDesk: WatchedSocket, ThreadDesk {
    private let switchboard: Switchboard
    private let space: NetworkSpace
    /// The first is of all who are not told apart.
    private var ways: [PacketWay]
    /// By the address of who is told apart.
    private let wayOf: [UInt32: Int]
    private var isClosed = false
    private var socket: CInt = -1
    private var token: WatchToken?
    private var timer: SwitchboardTimer?
    private var timerDue = NIODeadline.distantFuture

    /// Reads in a row before others have their turn.
    private static let mostReads = 16

    init(
        name: String, seed: UInt64, of space: NetworkSpace, tellingApart peers: [[UInt32]],
        on switchboard: Switchboard
    ) {
        self.switchboard = switchboard
        self.space = space
        ways = (0...peers.count).map { way in
            PacketWay(name: way == 0 ? name : "\(name)/way-\(way)", seed: seed)
        }
        var wayOf: [UInt32: Int] = [:]
        for (place, addresses) in peers.enumerated() {
            for address in addresses { wayOf[address] = place + 1 }
        }
        self.wayOf = wayOf
    }

    // MARK: The gate's verbs

    /// The queues are taken over while there is a fault on any way, and left alone else.
    func set(_ faults: ProxyFaults, on way: Int) throws(ProxyError) {
        guard !isClosed else { throw .isClosed }
        if faults != .none, socket < 0 { try open() }
        ways[way].set(faults)
        for (number, own) in [faults.toServer, faults.toClient].enumerated()
        where !own.isTimed && own.bandwidth == nil {
            release(number, of: way, until: .distantFuture)
        }
        if ways.allSatisfy({ $0.faults == .none }) { leave() }
    }

    func counters(on way: Int) -> ProxyCounters { ways[way].counters }

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
        let made = packets_open(space.descriptor, UInt16(PacketWay.directionCount))
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
        for way in ways.indices {
            ways[way].set(.none)
            for number in 0..<PacketWay.directionCount {
                release(number, of: way, until: .distantFuture)
            }
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
        guard (0..<PacketWay.directionCount).contains(number) else { return pass(packet, true) }
        let way = wayOf[number == 0 ? packet.from : packet.to] ?? 0
        switch ways[way].take(packet, in: number, at: now) {
        case .passes: pass(packet, true)
        case .isDropped: pass(packet, false)
        case .isHeld: break
        }
    }

    private func pass(_ packet: packet, _ passes: Bool) {
        var packet = packet
        packets_judge(socket, &packet, passes ? 1 : 0)
    }

    private func release(_ number: Int, of way: Int, until now: NIODeadline) {
        while let packet = ways[way].release(number, until: now) { pass(packet, true) }
    }

    private func schedule() {
        guard let due = ways.compactMap(\.nextDue).min(), due < timerDue else { return }
        timer?.cancel()
        timerDue = due
        timer = switchboard.schedule(at: due) {
            self.timerDue = .distantFuture
            let now = NIODeadline.now()
            for way in self.ways.indices {
                for number in 0..<PacketWay.directionCount {
                    self.release(number, of: way, until: now)
                }
            }
            self.schedule()
        }
    }
}
