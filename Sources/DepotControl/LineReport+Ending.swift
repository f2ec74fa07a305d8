import FumbleControl
import FumbleModel

/// What an operator is told when a command is over.
extension LineReport {
    /// How a command ended.
    ///
    /// - Parameters:
    ///   - done: the servers that were acted on.
    ///   - asked: those that the line came to.
    func ending(
        _ how: RunEvent.Ending, of verb: VerbName, done: Int, asked: Int
    ) -> (answers: [Answer], status: LineStatus) {
        let part = done == asked ? Self.servers(done) : "\(done) of \(Self.servers(asked))"
        let deed = asked == 0 ? "" : ": \(part) \(Self.past(verb))"
        switch how {
        case .done: return ([.said("done\(deed)")], .done)
        case .refused: return ([.said("refused: \(Self.before(done, asked, verb))")], .refused)
        case .cancelled: return ([.said("cancelled: \(Self.before(done, asked, verb))")], .refused)
        case .unfinished:
            return ([.complained("unfinished, the control plane ends\(deed)")], .unavailable)
        case .elsewhere: return ([], .refused)
        case .notUnderstood: return ([], .usage)
        }
    }

    private static func before(_ done: Int, _ asked: Int, _ verb: VerbName) -> String {
        done == 0
            ? "nothing was done" : "\(done) of \(servers(asked)) \(past(verb)) before"
    }

    private static func past(_ verb: VerbName) -> String {
        switch verb {
        case .removeServers: "removed"
        case .addServers: "told to start"
        case .restartServers, .fullRestart: "told to restart"
        default: "reached"
        }
    }
}
