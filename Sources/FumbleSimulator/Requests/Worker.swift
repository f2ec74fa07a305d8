/// One subsystem on one server, as requests see it.
struct Worker: Sendable {
    var state = State.open
    /// It is dead, and requests are still routed to it.
    var isUnnoticed = false
    /// Of one that is unnoticed: whether it answers errors at once, instead of nothing.
    var isRefusing = false
    /// Whether it is in its lane's list of workers with a free slot, and its neighbours there.
    var isListed = false
    var next: Int32 = -1
    var previous: Int32 = -1
    /// Its place in its cell's list of workers that requests are routed to; -1: not in it.
    var route: Int32 = -1
    let lane: Int32
    let cell: Int32
    let subsystem: Int32
    /// What it works on.
    var working = AttemptList()
    /// How many times as long each request takes.
    var factor = 1.0

    init(lane: Int, cell: Int, subsystem: Int) {
        self.lane = Int32(lane)
        self.cell = Int32(cell)
        self.subsystem = Int32(subsystem)
    }

    enum State: UInt8, Sendable {
        case open
        /// It goes on with what it has, and takes nothing new.
        case draining
        /// It answers nothing, and keeps what it has.
        case held
        /// It has lost what it had.
        case gone
    }

    var isRoutable: Bool { state == .open || isUnnoticed }
}
