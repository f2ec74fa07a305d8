extension RunStatus: Comparable {
    /// The worse is the greater: completed, stopped, interrupted, failed.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .completed: 0
        case .stopped: 1
        case .interrupted: 2
        case .failed: 3
        }
    }
}
