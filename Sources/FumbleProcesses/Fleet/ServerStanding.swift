import FumbleModel

/// How one server stands: what was done to it, and what it says of itself.
enum ServerStanding: Sendable, Hashable {
    case serving
    /// It runs, and does not serve yet.
    case starting
    /// It runs, and has said that it serves no longer.
    case stopped
    /// It was asked to end, and has not.
    case draining
    case removed
    case crashed
    case hung
    /// It runs, and nobody can reach it.
    case cutOff
    /// It was asked to end, and nobody has said yet that it is to start again.
    case stopping
    /// It was asked to end so that it can be started again.
    case restarting

    var isServing: Bool { self == .serving }

    var life: Life {
        switch self {
        case .serving: .serving
        case .starting, .restarting: .starting
        case .stopped: .stopped
        case .draining: .draining
        case .removed: .removed
        case .crashed, .stopping: .crashed
        case .hung: .hung
        case .cutOff: .cutOff
        }
    }

    /// How it stands after something happened to it; what fumble or an operator did to it outlasts
    /// what it says of itself.
    func after(_ what: ServerHappening.What) -> ServerStanding {
        switch (self, what) {
        case (.draining, .ended), (.removed, .ended): .removed
        case (.restarting, .ended): .restarting
        case (_, .ended), (_, .failedToStart): .crashed
        case (.hung, _), (.cutOff, _), (.draining, _), (.removed, _), (.stopping, _): self
        // What it was asked before it was killed may be answered after.
        case (.crashed, .ready), (.crashed, .serves): self
        case (_, .reached): self
        case (_, .started): .starting
        case (_, .ready), (_, .serves(true)): .serving
        case (.serving, .serves(false)), (.stopped, .serves(false)): .stopped
        case (_, .serves(false)): .starting
        }
    }
}
