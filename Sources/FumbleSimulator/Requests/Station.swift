internal import FumbleModel

/// One subsystem, as requests see it.
struct Station: Sendable {
    let discipline: QueueSpec.Discipline
    let isShared: Bool
    /// Requests that may wait in one queue.
    let limit: Int32
    let slots: Int32
    let firstCell: Int32
    let cellCount: Int32
    let firstLane: Int32
    /// Mixed into keys, so that the cells of two subsystems have nothing to do with each other.
    let salt: UInt64
    /// Whether requests reach it at all.
    var isAsked = true
    /// The share of attempts that has no access, and what decides which.
    var denied = 0.0
    var denials: RandomStream
    /// Requests that wait, and requests in service.
    var waiting: Int32 = 0
    var busy: Int32 = 0
    /// Whether a measure looks at these.
    var isMeasured = false
    /// Decides which server a request goes to.
    var routing: RandomStream
    /// Whether the data of some keys is deleted.
    var hasDeleted = false

    init(_ spec: SubsystemSpec, _ facts: SubsystemFacts, firstLane: Int, seed: UInt64) {
        discipline = spec.queue.discipline
        isShared = spec.queue.isShared
        limit = Int32(clamping: spec.queue.limit ?? .max)
        slots = Int32(clamping: max(spec.slots, 1))
        firstCell = Int32(facts.firstCell)
        cellCount = Int32(facts.cellCount)
        self.firstLane = Int32(firstLane)
        salt = FNV.hash(spec.name)
        routing = RandomStream(seed: seed, name: "routing/\(spec.name)")
        denials = RandomStream(seed: seed, name: "denials/\(spec.name)")
    }

    /// The cell that a key belongs to, among all cells of the fleet.
    func cell(of key: UInt32) -> Int {
        guard cellCount > 1 else { return Int(firstCell) }
        return Int(firstCell) + Int((Self.mixed(key, salt) * UInt64(cellCount)) >> 32)
    }

    /// The place of a key among its subsystem's data, which has nothing to do with its cell.
    func place(of key: UInt32) -> UInt64 { Self.mixed(key, ~salt) }

    /// 32 bits in which the key and the salt are well mixed.
    private static func mixed(_ key: UInt32, _ salt: UInt64) -> UInt64 {
        let mixed = (UInt64(key) ^ salt) &* 0x9E37_79B9_7F4A_7C15
        return ((mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9) >> 32
    }
}

/// One cell of a subsystem, as requests see it.
struct Crew: Sendable {
    /// A cell with a quorum that is not live answers nothing.
    var isLive = true
    /// Whether it has its primary.
    var isLed = true
    /// Workers that are open, and dead ones to which requests are still routed.
    var open: Int32 = 0
    var unnoticed: Int32 = 0
    /// Those of the unnoticed that answer errors at once.
    var refusing: Int32 = 0
    /// Where its list of the workers that requests are routed to begins, and how long it is.
    let firstRoute: Int32
    var routes: Int32 = 0
}
