package import FumbleModel

/// All that the guards answered about one step's commands, whether their answers counted or not: it
/// tells which other guards would have let the same happen.
package struct ReviewedCourse: Sendable {
    private let reviews: [Review]
    /// Whether guards were asked about a line of any other step, response or automation.
    package let asksAboutOthers: Bool
    /// What the last line came to as it was typed; nil: it was not typed.
    private let last: RunEvent.Resolved?

    private struct Review: Sendable {
        let stage: GuardRequest.Stage
        let isDivisible: Bool
        var answers: [GuardAnswer]

        func ruling(heeding heeded: (String) -> Bool) -> Ruling {
            Ruling(
                answers.filter { heeded($0.name) }.map(\.decision), asked: answers[0].asked,
                isDivisible: isDivisible)
        }
    }

    /// - Parameters:
    ///   - events: of one arm, in their order.
    ///   - paths: the steps whose lines are looked at.
    package init(_ events: [RunEvent], at paths: [String]) {
        var open: [Int: Bool] = [:]
        var reviews: [Review] = []
        var last: [Int: Int] = [:]
        var asksAboutOthers = false
        var lastTyped: RunEvent.Resolved?
        for event in events {
            switch event.what {
            case .typed(let command, let path, _, _, let resolved) where paths.contains(path):
                if path == paths.last { lastTyped = resolved }
                if case .servers = resolved { open[command] = true } else { open[command] = false }
            case .decided(let answer):
                guard let isDivisible = open[answer.command] else {
                    asksAboutOthers = true
                    continue
                }
                if let place = last[answer.command], reviews[place].stage == answer.stage,
                    reviews[place].answers[0].asked == answer.asked,
                    !reviews[place].answers.contains(where: { $0.name == answer.name })
                {
                    reviews[place].answers.append(answer)
                } else {
                    last[answer.command] = reviews.count
                    reviews.append(
                        Review(stage: answer.stage, isDivisible: isDivisible, answers: [answer]))
                }
            default: continue
            }
        }
        self.reviews = reviews
        self.asksAboutOthers = asksAboutOthers
        self.last = lastTyped
    }

    /// Why the last line came to nothing before any guard was asked; nil: it reached the fleet.
    package var failure: String? {
        switch last {
        case .notUnderstood(let reason): reason
        case .elsewhere(let environment): "it is for `\(environment)`"
        case nil: "it could not be typed at that time"
        case .servers, .deed: nil
        }
    }

    /// Whether everything would have gone the same way had other guards been heeded.
    package func isSame(heeding one: (String) -> Bool, as other: (String) -> Bool) -> Bool {
        reviews.allSatisfy { $0.ruling(heeding: one) == $0.ruling(heeding: other) }
    }

    /// Whether these guards would have refused each command outright, before anything of it was done.
    package func isRefused(heeding heeded: (String) -> Bool) -> Bool {
        let first = reviews.filter { $0.stage == .whole }
        return !first.isEmpty && first.allSatisfy { $0.ruling(heeding: heeded) == .refused }
    }

    /// What a guard said first about it, other than that it allows it; nil: it allowed everything, or
    /// was not asked.
    package func firstObjection(of name: String) -> GuardAnswer? {
        reviews.lazy.flatMap(\.answers).first { $0.name == name && $0.decision != .allow }
    }

    package func isAsked(_ name: String) -> Bool {
        reviews.contains { $0.answers.contains { $0.name == name } }
    }

    /// Whether a guard refused the whole of a command, or cut it short for good.
    package func isStoppedForGood(by name: String) -> Bool {
        reviews.contains { $0.answers.contains { $0.name == name && $0.stopsForGood } }
    }
}
