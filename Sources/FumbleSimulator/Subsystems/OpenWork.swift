/// What has to be looked at before an instant is over.
struct OpenWork: Sendable {
    /// Live cells that may have lost their quorum.
    var weakCells: DirtyList
    /// Stopped cells that may have enough ready replicas.
    var wakingCells: DirtyList
    /// Subsystems that may have stopped, or may begin.
    var standings: DirtyList
    /// Subsystems with instances that may be able to start, or for which a slot may be free.
    var startable: DirtyList
    var slots: DirtyList
    /// Empty seats that somebody may be able to take.
    var seats: DirtyList
    /// Whether it must be worked out again who answers.
    var areNeedsOpen = false
    /// Whether a full restart may go on to its next stage.
    var areRestartsOpen = false

    init(subsystems: Int, cells: Int, seats: Int) {
        weakCells = DirtyList(count: cells)
        wakingCells = DirtyList(count: cells)
        standings = DirtyList(count: subsystems)
        startable = DirtyList(count: subsystems)
        slots = DirtyList(count: subsystems)
        self.seats = DirtyList(count: seats)
    }

    var isDone: Bool {
        weakCells.isEmpty && wakingCells.isEmpty && standings.isEmpty && startable.isEmpty
            && slots.isEmpty && !areNeedsOpen && !areRestartsOpen && seats.isEmpty
    }
}
