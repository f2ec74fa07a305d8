import FumbleModel

/// What a guard did, in a sentence with its numbers.
struct GuardWords {
    let evidence: Evidence

    func sentence(on verdict: GuardVerdict, _ outcome: GuardOutcome) -> String {
        "\(outcome.words): \(answers(verdict)); \(reason(verdict, outcome))"
    }

    private func answers(_ verdict: GuardVerdict) -> String {
        guard verdict.asked > 0 else { return "not asked" }
        let counts = [
            ("allowed", verdict.allowed), ("clamped", verdict.clamped), ("held back", verdict.held),
            ("refused", verdict.refused),
        ]
        let told = counts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
        return (["asked \(verdict.asked)"] + told).joined(separator: ", ")
    }

    private func reason(_ verdict: GuardVerdict, _ outcome: GuardOutcome) -> String {
        let here = evidence.words.sentence(for: evidence.main.results(of: verdict.keeps))
        switch outcome {
        case .broke: return "what it let through broke \(verdict.keeps): \(here)"
        case .bypassed: return "the harm went another way: \(here)"
        case .neverAsked: return "\(verdict.keeps) \(here)"
        case .held, .idle:
            let results = evidence.unguarded?.results(of: verdict.keeps) ?? []
            return "without it, \(verdict.keeps) \(evidence.words.sentence(for: results))"
        }
    }
}
