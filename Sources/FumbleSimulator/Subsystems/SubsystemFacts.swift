internal import FumbleModel

/// What the simulator asks of a subsystem's description again and again, worked out once.
struct SubsystemFacts: Sendable {
    let capacity: Int
    /// Serving replicas without which a cell stops; 0: the one implicit cell has no quorum.
    let quorum: Int
    let hasCells: Bool
    let firstCell: Int
    /// Cells that have a replica at all; at least 1.
    let cellCount: Int
    /// Ready servers with which a stopped subsystem begins again.
    let beginsWith: Int
    let atOnce: Int
    let slowedAbove: Int?
    /// nil: no boot fails.
    let fails: FailingBoots?
    let slots: Double
    /// Of a start without any age: only the replay depends on that.
    let freshTimes: RestartTimes
    /// How boots vary; nil: they do not.
    let boots: Sampler?
    let objects: Int64
    let copies: Int

    init(_ subsystem: SubsystemSpec, capacity: Int, firstCell: Int) {
        self.capacity = capacity
        quorum = subsystem.cells?.quorumServers ?? 0
        hasCells = subsystem.cells != nil
        self.firstCell = firstCell
        cellCount = max(min(subsystem.cells?.count ?? 1, capacity), 1)
        beginsWith = max(subsystem.servesFrom.rounded(up: capacity), 1)
        atOnce = subsystem.restart.atOnce.map { max($0, 1) } ?? .max
        slowedAbove = subsystem.restart.slowedAbove.map { max($0, 1) }
        fails = subsystem.restart.fails.isNone ? nil : subsystem.restart.fails
        slots = Double(max(subsystem.slots, 1))
        freshTimes = RestartTimes(of: subsystem, capacity: capacity, age: .zero)
        boots = subsystem.restart.bootVaries.map(Sampler.init)
        objects = subsystem.state?.objects ?? 0
        copies = subsystem.copies
    }

    /// The cell of the k-th server that carries the subsystem, among all cells of the fleet.
    func cell(of place: Int) -> Int { firstCell + place % cellCount }

    /// The fewest ready replicas with which a stopped cell can serve.
    var fewestReady: Int { max(quorum, 1) }
}
