internal import CTraffic
internal import Glibc
internal import HeapModule
internal import NIOCore

/// A socket that is told when it may read or write on.
protocol WatchedSocket: AnyObject {
    /// Something has changed: each change is told once.
    func notice(_ signs: SocketSigns)
    /// Goes on with what it left for others' turn.
    func goOn()
}

/// What has happened at a socket.
struct SocketSigns: OptionSet {
    let rawValue: UInt32

    static let readable = SocketSigns(rawValue: UInt32(TRAFFIC_READABLE))
    static let writable = SocketSigns(rawValue: UInt32(TRAFFIC_WRITABLE))
    /// Its peer sends no more.
    static let ended = SocketSigns(rawValue: UInt32(TRAFFIC_ENDED))
    static let failed = SocketSigns(rawValue: UInt32(TRAFFIC_FAILED))
}

/// The sockets and the timers of one thread's proxies.
///
/// A class: sockets, links and lanes refer to it. Whoever touches it holds the thread's lock.
final class Switchboard {
    private struct Seat {
        var tenant: UInt32 = 0
        var socket: (any WatchedSocket)?
    }

    private struct Entry: Comparable {
        let deadline: NIODeadline
        /// Timers of one instant go in the order in which they were set.
        let number: UInt64
        let timer: SwitchboardTimer

        static func == (one: Entry, other: Entry) -> Bool { one.number == other.number }
        static func < (one: Entry, other: Entry) -> Bool {
            (one.deadline, one.number) < (other.deadline, other.number)
        }
    }

    /// Where sockets read to; what is read is passed or copied before the next read.
    let desktop: UnsafeMutableRawBufferPointer
    private let watch: SocketWatch
    private var seats: [Seat] = []
    private var freeSeats: [Int] = []
    private var timers = Heap<Entry>()
    private var timerCount: UInt64 = 0
    private var isSet: NIODeadline?
    private var waiting: [any WatchedSocket] = []

    /// As much as a sender on loopback has at once; a larger one falls out of the nearest cache.
    private static let desktopSize = 128 << 10

    init(watch: SocketWatch) {
        self.watch = watch
        desktop = .allocate(byteCount: Self.desktopSize, alignment: 64)
    }

    deinit {
        desktop.deallocate()
    }

    /// Whether sockets wait for their turn, so that nobody should wait for changes.
    var hasWork: Bool { !waiting.isEmpty }

    /// Watches a descriptor until it is left and closed.
    ///
    /// - Returns: nil if the system refuses.
    func enter(_ descriptor: CInt, for socket: any WatchedSocket) -> WatchToken? {
        let place = freeSeats.popLast() ?? seats.count
        if place == seats.count { seats.append(Seat()) }
        let token = WatchToken(seat: place, tenant: seats[place].tenant)
        guard watch.enter(descriptor, as: token) else {
            freeSeats.append(place)
            return nil
        }
        seats[place].socket = socket
        return token
    }

    /// Tells a socket nothing more; it is then closed.
    func leave(_ token: WatchToken) {
        seats[token.seat].socket = nil
        seats[token.seat].tenant &+= 1
        freeSeats.append(token.seat)
    }

    /// Lets a socket go on after others have had their turn.
    func queue(_ socket: any WatchedSocket) {
        waiting.append(socket)
    }

    func schedule(at deadline: NIODeadline, _ body: @escaping () -> Void) -> SwitchboardTimer {
        let timer = SwitchboardTimer(body)
        timerCount += 1
        timers.insert(Entry(deadline: deadline, number: timerCount, timer: timer))
        return timer
    }

    /// Tells sockets what has changed, and goes on with those that wait for their turn.
    func turn(_ signs: ArraySlice<traffic_sign>) {
        for sign in signs {
            let token = WatchToken(number: sign.token)
            if token == .clock {
                fire()
            } else if token != .bell, seats[token.seat].tenant == token.tenant {
                seats[token.seat].socket?.notice(SocketSigns(rawValue: sign.what))
            }
        }
        let turns = waiting
        waiting.removeAll(keepingCapacity: true)
        for socket in turns { socket.goOn() }
    }

    /// Has the thread wait no longer than until the first timer, or not at all.
    func settle() {
        while let first = timers.min, first.timer.isCancelled { timers.removeMin() }
        let first = timers.min?.deadline
        if first != isSet {
            isSet = first
            watch.setClock(first)
        }
    }

    private func fire() {
        isSet = nil
        let now = NIODeadline.now()
        while let first = timers.min, first.deadline <= now {
            timers.removeMin()
            first.timer.fire()
        }
    }
}

/// Something that is done at an instant, unless it is cancelled before.
///
/// A class: who set it and the switchboard refer to it.
final class SwitchboardTimer {
    private var body: (() -> Void)?

    init(_ body: @escaping () -> Void) {
        self.body = body
    }

    var isCancelled: Bool { body == nil }

    func cancel() {
        body = nil
    }

    func fire() {
        let body = body
        self.body = nil
        body?()
    }
}
