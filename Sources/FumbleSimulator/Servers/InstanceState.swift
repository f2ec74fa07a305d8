internal import FumbleModel

/// What one subsystem on one server is doing.
enum InstanceState: UInt8, Sendable {
    case serving
    /// Started, but its cell or its whole subsystem does not serve yet.
    case ready
    /// Goes on with what it has while its server drains.
    case leaving
    /// Its cell stopped; only a restart brings it back.
    case stopped
    /// Waits for its subsystem's stage of a full restart.
    case waitingForTurn
    /// Waits for a subsystem without which it cannot start.
    case waitingForNeed
    /// Waits because too many others start.
    case waitingForSlot
    case boot, load, verify, replay, warm
    /// Its server is removed or crashed.
    case down
    /// Its server hangs or is cut off; it could serve.
    case unreachable
    /// Its server hangs or is cut off, and it must start when that is over.
    case unreachableUnstarted
    /// It is up, and its configuration makes it refuse.
    case refusing
    /// Its process has ended, and its configuration does not let it start.
    case broken

    init(_ phase: StartPhase) {
        switch phase {
        case .boot: self = .boot
        case .load: self = .load
        case .verify: self = .verify
        case .replay: self = .replay
        case .warm: self = .warm
        }
    }

    /// The phase of a start that it is in.
    var phase: StartPhase? {
        switch self {
        case .boot: .boot
        case .load: .load
        case .verify: .verify
        case .replay: .replay
        case .warm: .warm
        default: nil
        }
    }

    /// Whether it is on its way to serve, or waits for nothing but a need or a slot.
    var isStarting: Bool {
        switch self {
        case .waitingForNeed, .waitingForSlot: true
        default: phase != nil
        }
    }

    /// Whether there is a process of it that can crash.
    var isRunning: Bool {
        switch self {
        case .serving, .ready, .stopped, .refusing: true
        default: phase != nil
        }
    }

    /// Whether a full restart need not wait for it any more: it is there, or it is lost again.
    var endsStart: Bool {
        switch self {
        case .waitingForTurn, .waitingForNeed, .waitingForSlot, .boot, .load, .verify, .replay,
            .warm:
            false
        default: true
        }
    }
}
