internal import CTraffic
internal import Glibc
internal import NIOCore

/// What a thread waits with for its sockets, an instant, and being rung up.
///
/// Linux's epoll, edge-triggered: a socket is entered once, and nothing is ever changed about it, so
/// that a request through a proxy costs a read and a write each way and a share of a wait.
struct SocketWatch: Sendable {
    private let watch: CInt
    private let bell: CInt
    private let clock: CInt

    /// - Throws: `ProxyError.noThread` if the process may open no more.
    init() throws(ProxyError) {
        watch = traffic_make()
        bell = traffic_make_bell()
        clock = traffic_make_clock()
        let isWhole = watch >= 0 && bell >= 0 && clock >= 0
        guard isWhole, enter(bell, as: .bell), enter(clock, as: .clock) else {
            let reason = String(cString: strerror(errno))
            close()
            throw .noThread(reason: reason)
        }
    }

    /// Watches a descriptor until it is closed.
    ///
    /// - Returns: whether it could.
    func enter(_ descriptor: CInt, as token: WatchToken) -> Bool {
        traffic_watch(watch, descriptor, token.number) == 0
    }

    /// Ends a wait, from whichever thread.
    func ring() {
        traffic_ring(bell)
    }

    /// Ends a wait at an instant, once; nil: none.
    func setClock(_ deadline: NIODeadline?) {
        traffic_set_clock(clock, deadline.map { max($0.uptimeNanoseconds, 1) } ?? 0)
    }

    /// Waits for changes, or only looks.
    ///
    /// - Returns: how many of `signs` are filled.
    func wait(_ signs: inout [traffic_sign], blocks: Bool) -> Int {
        signs.withUnsafeMutableBufferPointer { signs in
            Int(traffic_wait(watch, signs.baseAddress, blocks ? 1 : 0))
        }
    }

    func close() {
        for descriptor in [watch, bell, clock] where descriptor >= 0 { Glibc.close(descriptor) }
    }
}

/// What a change is told of: a seat of the switchboard, the clock, or the bell.
struct WatchToken: Hashable, Sendable {
    let number: UInt64

    static let bell = WatchToken(number: .max)
    static let clock = WatchToken(number: .max - 1)

    init(number: UInt64) {
        self.number = number
    }

    /// - Parameter tenant: tells those apart that had the seat one after another, since a change may
    ///   be told of one that has just left.
    init(seat: Int, tenant: UInt32) {
        number = UInt64(tenant) << 32 | UInt64(seat)
    }

    var seat: Int { Int(number & 0xffff_ffff) }
    var tenant: UInt32 { UInt32(number >> 32) }
}
