import FumbleModel

/// The colour of an outcome.
enum OutcomeInk {
    static func ink(_ outcome: Outcome) -> Ink {
        switch outcome {
        case .confirmed: .green
        case .inconclusive: .yellow
        case .deviated: .red
        }
    }
}
