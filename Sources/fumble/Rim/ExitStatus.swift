internal import ArgumentParser
internal import FumbleModel

/// What fumble says to scripts when it ends; the worst of several files speaks.
enum ExitStatus: Int32, CaseIterable {
    case confirmed = 0
    case deviated = 1
    case inconclusive = 2
    /// Stopped by the steady state or a stop condition, interrupted, or not begun since another
    /// scheduled run has the fleet.
    case stopped = 3
    case usage = 64
    /// The file has mistakes.
    case mistakes = 65
    /// This machine lacks what the experiment needs.
    case unavailable = 69
    /// A bug of ours.
    case bug = 70
    case failed = 71
    /// It could not be recorded.
    case unrecorded = 74

    init(of verdict: Verdict) {
        self.init(verdict.status, verdict.outcome)
    }

    init(_ status: RunStatus, _ outcome: Outcome) {
        switch status {
        case .failed: self = .failed
        case .stopped, .interrupted: self = .stopped
        case .completed:
            switch outcome {
            case .confirmed: self = .confirmed
            case .inconclusive: self = .inconclusive
            case .deviated: self = .deviated
            }
        }
    }

    private static let worstFirst: [ExitStatus] = [
        .bug, .unrecorded, .failed, .unavailable, .mistakes, .usage, .deviated, .stopped,
        .inconclusive, .confirmed,
    ]

    /// The one of several that speaks; confirmed where there is none.
    static func worst(of statuses: [ExitStatus]) -> ExitStatus {
        worstFirst.first { statuses.contains($0) } ?? .confirmed
    }

    /// Ends the command with this status, silently: what there was to say has been said.
    func leave() throws {
        if self != .confirmed { throw ExitCode(rawValue) }
    }
}
