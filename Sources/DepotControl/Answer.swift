/// What the control plane says to whoever typed, one after the other; the last is the end.
package enum Answer: Sendable, Hashable {
    case said(String)
    /// A mistake in the line, or why nothing could be done.
    case complained(String)
    case ended(LineStatus)
}

/// What a line came to, as scripts are told.
package enum LineStatus: Int32, Sendable, Hashable, CaseIterable {
    case done = 0
    /// A guard refused it, or it was about another environment.
    case refused = 1
    /// It is no line of the playbook.
    case usage = 64
    /// No control plane was reached, or it went away.
    case unavailable = 69
    /// The fleet could not do it.
    case failed = 71

    var words: String {
        switch self {
        case .done: "done"
        case .refused: "refused"
        case .usage: "not understood"
        case .unavailable: "unfinished"
        case .failed: "failed"
        }
    }

    private static let worstFirst: [LineStatus] = [.failed, .unavailable, .usage, .refused, .done]

    /// The one of two that speaks.
    func or(_ other: LineStatus) -> LineStatus {
        Self.worstFirst.first { $0 == self || $0 == other } ?? self
    }
}
