package import FumbleModel

/// All that the guards answered about one step's commands, whether their answers counted or not: it
/// tells which other guards would have let the same happen.
package struct ReviewedCourse: Sendable {
    private let reviews: [Review]

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
        for event in events {
            switch event.what {
            case .typed(let command, let path, _, _, let resolved) where paths.contains(path):
                if case .servers = resolved { open[command] = true } else { open[command] = false }
            case .decided(let answer):
                guard let isDivisible = open[answer.command] else { continue }
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
