import FumbleModel
import Glibc

/// How far one server's process has come.
struct ServerCourse: Sendable {
    enum Phase: Sendable, Hashable {
        case down
        /// The keeper was told to start it.
        case asked
        case starting
        case ready
        /// It took too long, and is being ended.
        case givenUp
    }

    var phase = Phase.down
    /// nil: it does not run, or the keeper has not said yet.
    var pid: Int32?
    var readyBy: MonotonicTime?
    /// When it is killed if it has not ended; nil: it was not asked to end.
    var killAt: MonotonicTime?
    var isFrozen = false
    /// What it answered last; nil: it was not asked since it was ready or thawed.
    var serves: Bool?

    var isRunning: Bool { phase != .down }

    /// Whether it is known to run: what it prints is not told before that.
    var hasStarted: Bool { phase != .down && phase != .asked }

    mutating func begin(readyBy moment: MonotonicTime) {
        self = ServerCourse()
        phase = .asked
        readyBy = moment
    }

    mutating func end() { self = ServerCourse() }

    /// What is to be looked at of it now; nil: nothing.
    func look(of server: Int) -> Readying.Look? {
        guard !isFrozen else { return nil }
        return switch phase {
        case .starting: Readying.Look(server: server, pid: pid, isStarting: true)
        case .ready: Readying.Look(server: server, pid: pid, isStarting: false)
        case .down, .asked, .givenUp: nil
        }
    }
}

/// The numbers of the signals that servers get.
enum Signals {
    static let kill = SIGKILL
    static let stop = SIGSTOP
    static let goOn = SIGCONT
    static let interrupt = SIGINT
}

extension ProgramSpec.StopSignal {
    var number: Int32 {
        switch self {
        case .terminate: SIGTERM
        case .interrupt: SIGINT
        case .quit: SIGQUIT
        case .hangUp: SIGHUP
        case .kill: SIGKILL
        }
    }
}
