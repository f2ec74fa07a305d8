/// A full restart under way: whole subsystems stop and start, one after the other.
struct FullRestart: Sendable {
    /// Subsystems in the order of their stages.
    let stages: [Int]
    /// The stage under way.
    private(set) var stage = 0
    /// Whether that stage's instances have been stopped.
    private(set) var isBegun = false
    /// Instances of the stage that neither serve nor are ready yet, nor are lost again.
    private(set) var awaited = 0

    init(stages: [Int]) { self.stages = stages }

    /// The subsystem whose stage it is; nil: all are over.
    var current: Int? { stage < stages.count ? stages[stage] : nil }

    var isStageOver: Bool { isBegun && awaited == 0 }

    mutating func begin(awaiting count: Int) {
        isBegun = true
        awaited = count
    }

    mutating func arrived() { awaited -= 1 }

    mutating func goOn() {
        stage += 1
        isBegun = false
        awaited = 0
    }
}
