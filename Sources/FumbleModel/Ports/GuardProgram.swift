/// A guard that is somebody else's program: how it is asked.
package enum GuardProgram: Sendable, Hashable {
    /// A program and its arguments: JSON on its standard input; it exits 0 to allow, 1 to refuse, 2 to
    /// warn, and says why on standard error. A relative path counts from the fleet's file.
    case exec([String])
    /// An `http:` address that the same JSON is posted to, in the envelope of an AdmissionReview.
    case http(String)

    /// What it is called in messages.
    package var name: String {
        switch self {
        case .exec(let words): words.first ?? ""
        case .http(let url): url
        }
    }
}

/// What becomes of a command whose guard did not answer.
package enum OnFailure: String, Sendable, Hashable, CaseIterable, Codable {
    case refuse, allow
}

/// One thing that a guard's program is asked.
package struct GuardQuestion: Sendable, Hashable {
    /// The guard's name in the fleet file.
    package let name: String
    package let program: GuardProgram
    package let timeout: TimeSpan
    /// The request, as one line of JSON.
    package let body: String
    package let handed: GuardSpec.Handed

    package init(
        name: String, program: GuardProgram, timeout: TimeSpan, body: String,
        handed: GuardSpec.Handed = .nothing
    ) {
        self.handed = handed
        self.name = name
        self.program = program
        self.timeout = timeout
        self.body = body
    }
}

/// What a guard's program answered.
package enum GuardAdvice: Sendable, Hashable {
    case allow
    /// With what it says of that; empty: it says nothing.
    case warn(String)
    case refuse(String)
    case failed(GuardFailure)
}

/// Why a guard's program did not answer.
package enum GuardFailure: Sendable, Hashable {
    /// It is not there, or nobody listens.
    case absent(String)
    /// It said nothing in time.
    case hung
    /// It said what is no answer.
    case nonsense(String)

    /// `did not answer within 2s`.
    package func words(timeout: TimeSpan) -> String {
        switch self {
        case .absent(let reason): "could not be asked: \(reason)"
        case .hung: "did not answer within \(timeout)"
        case .nonsense(let what): "answered nonsense: \(what)"
        }
    }
}

/// Whoever asks guards that are programs: the outside world, and doubles in tests.
package protocol GuardConsultant: Sendable {
    /// Answers within about the question's timeout, whatever the program does.
    func consult(_ question: GuardQuestion) async -> GuardAdvice
}

/// Asks nobody: every such guard is as good as dead.
package struct NobodyToConsult: GuardConsultant {
    package init() {}

    package func consult(_ question: GuardQuestion) async -> GuardAdvice {
        .failed(.absent("nobody asks programs here"))
    }
}
