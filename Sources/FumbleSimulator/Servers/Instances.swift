/// The state of every instance, array by array, indexed by the instance's number.
struct Instances: Sendable {
    var state: [InstanceState]
    /// Raised by every change of state: what was to happen to the instance before is cancelled.
    var generation: [UInt32]
    /// When its last start was over, in microseconds; before the run: minus the restart age.
    var lastStart: [Int64]
    /// Its age when the start under way was asked for, in microseconds.
    var age: [Int64]
    /// Boots in the whole run: each has its own draw.
    var boots: [UInt32]
    /// Boots of the start under way.
    var attempts: [UInt8]
    /// Which of the factors of slowness is in force.
    var pace: [UInt16]
    var marks: [Marks]

    struct Marks: OptionSet, Sendable {
        let rawValue: UInt8
        /// What it holds is spoiled until it has loaded again.
        static let corrupt = Marks(rawValue: 1)
        /// It is dead, and requests are still routed to it.
        static let unnoticed = Marks(rawValue: 2)
        /// The stage of a full restart waits for it.
        static let awaited = Marks(rawValue: 4)
        /// The boot under way will fail.
        static let failing = Marks(rawValue: 8)
    }

    init(lastStart: [Int64]) {
        let count = lastStart.count
        state = [InstanceState](repeating: .serving, count: count)
        generation = [UInt32](repeating: 0, count: count)
        self.lastStart = lastStart
        age = [Int64](repeating: 0, count: count)
        boots = [UInt32](repeating: 0, count: count)
        attempts = [UInt8](repeating: 0, count: count)
        pace = [UInt16](repeating: 0, count: count)
        marks = [Marks](repeating: [], count: count)
    }
}
