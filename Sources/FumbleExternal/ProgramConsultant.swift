package import FumbleModel

/// Asks guards that are other people's programs, each within its timeout.
///
/// An actor: it remembers who hung. A guard that did not answer once is not waited for again; it is
/// as good as dead for as long as this consultant lives.
package actor ProgramConsultant: GuardConsultant {
    private let base: String
    private var hung: [String] = []

    /// - Parameter base: the folder that relative paths count from, that of the fleet's file.
    package init(base: String) {
        self.base = base.isEmpty ? "." : base
    }

    package func consult(_ question: GuardQuestion) async -> GuardAdvice {
        if hung.contains(question.name) { return .failed(.hung) }
        let advice =
            switch question.program {
            case .exec(let words):
                await ExecCall(words: words, base: base, question: question).advice()
            case .http(let url): await HTTPCall(url: url, question: question).advice()
            }
        if advice == .failed(.hung), !hung.contains(question.name) { hung.append(question.name) }
        return advice
    }
}

extension TimeSpan {
    var duration: Duration { .microseconds(microseconds) }
}
