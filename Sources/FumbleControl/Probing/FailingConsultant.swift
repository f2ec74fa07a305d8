import FumbleModel

/// A guard that never answers.
private struct Unanswering: Guard {
    let viewLag: TimeSpan

    var program: GuardProgram? { .exec(["probe"]) }

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        .refuse(reason: "it does not answer")
    }
}

extension GuardSpec {
    /// The same guard, of which no answer comes.
    var failing: GuardSpec { with(mechanism: Unanswering(viewLag: mechanism.viewLag)) }
}

/// Lets one guard fail in one way, and asks the others.
struct FailingConsultant: GuardConsultant {
    let name: String
    let failure: GuardFailure
    let others: any GuardConsultant

    func consult(_ question: GuardQuestion) async -> GuardAdvice {
        question.name == name ? .failed(failure) : await others.consult(question)
    }
}

extension GuardFailure {
    /// `slow`, `dead`, `answering nonsense`.
    var word: String {
        switch self {
        case .hung: "slow"
        case .absent: "dead"
        case .nonsense: "answering nonsense"
        }
    }
}

extension Conduct {
    /// A script types: nobody answers a question, and no one looks on.
    static let unattended = Conduct(
        confirms: .nothing, dryRun: Conduct.usual.dryRun, ticket: nil, isAtTerminal: false,
        hasSecondPerson: Conduct.usual.hasSecondPerson)

    /// By the book, and quoting a ticket.
    static let ticketed = Conduct(
        confirms: Conduct.usual.confirms, dryRun: Conduct.usual.dryRun, ticket: "CHG-1",
        isAtTerminal: true, hasSecondPerson: Conduct.usual.hasSecondPerson)
}
