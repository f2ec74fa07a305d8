internal import FumbleModel

extension StartPhase {
    /// Its place in the order of phases.
    var place: Int {
        switch self {
        case .boot: 0
        case .load: 1
        case .verify: 2
        case .replay: 3
        case .warm: 4
        }
    }

    /// The phase after it; nil: the start is over.
    var next: StartPhase? {
        switch self {
        case .boot: .load
        case .load: .verify
        case .verify: .replay
        case .replay: .warm
        case .warm: nil
        }
    }
}
