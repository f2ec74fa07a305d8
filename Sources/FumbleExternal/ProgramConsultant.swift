package import FumbleModel

/// Asks guards that are other people's programs, each within its timeout.
///
/// An actor: it remembers who hung. A guard that did not answer once is not waited for again; it is
/// as good as dead for as long as this consultant lives.
package actor ProgramConsultant: GuardConsultant {
    private let base: String
    private let secrets: Secrets
    /// Who is not asked any more.
    package private(set) var hung: [String] = []
    /// The first failure of each guard that failed, in their order; that it hung goes before others.
    package private(set) var failures: [(name: String, failure: GuardFailure)] = []

    /// - Parameters:
    ///   - base: the folder that relative paths count from, that of the fleet's file.
    ///   - secrets: what is handed to those that ask for them; no answer tells them on.
    package init(base: String, secrets: Secrets = .none) {
        self.secrets = secrets
        self.base = base.isEmpty ? "." : base
    }

    package func consult(_ question: GuardQuestion) async -> GuardAdvice {
        let advice = await advice(on: question)
        guard case .failed(let failure) = advice else { return advice }
        if let place = failures.firstIndex(where: { $0.name == question.name }) {
            if failure == .hung { failures[place].failure = failure }
        } else {
            failures.append((question.name, failure))
        }
        return advice
    }

    private func advice(on question: GuardQuestion) async -> GuardAdvice {
        if hung.contains(question.name) { return .failed(.hung) }
        if let secret = question.handed.secrets.first(where: { secrets[$0] == nil }) {
            return .failed(.absent("`\(secret)` is not given"))
        }
        let advice =
            switch question.program {
            case .exec(let words):
                await ExecCall(words: words, base: base, question: question, secrets: secrets)
                    .advice()
            case .http(let url):
                await HTTPCall(
                    url: url, question: question,
                    authorization: question.handed.authorization.flatMap { secrets[$0] }
                ).advice().mapped(secrets.discreet)
            }
        if advice == .failed(.hung), !hung.contains(question.name) { hung.append(question.name) }
        return advice
    }
}

extension GuardAdvice {
    /// The same advice in other words.
    func mapped(_ words: (String) -> String) -> GuardAdvice {
        switch self {
        case .allow: .allow
        case .warn(let text): .warn(words(text))
        case .refuse(let text): .refuse(words(text))
        case .failed(.absent(let text)): .failed(.absent(words(text)))
        case .failed(.nonsense(let text)): .failed(.nonsense(words(text)))
        case .failed(.hung): .failed(.hung)
        }
    }
}

extension TimeSpan {
    var duration: Duration { .microseconds(microseconds) }
}
