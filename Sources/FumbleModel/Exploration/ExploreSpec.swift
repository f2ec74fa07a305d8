/// What the file says about the exploration of its typed line.
package struct ExploreSpec: Sendable {
    /// The typed line, by its place among the typed lines of the method, from 0.
    package let line: Int
    package let profile: TypingProfile
    package let stress: Stress
    /// How many lines of two slips are drawn.
    package let pairs: Int
    /// Lines typed earlier in the window, the last first.
    package let earlier: [String]
    package let windows: [String]
    package let environments: [String]
    /// The file of another keyboard, from the experiment's folder; nil: US QWERTY.
    package let keyboard: String?
    /// Escapes that somebody answers for.
    package let accepted: [Acceptance]

    package init(
        line: Int = 0, profile: TypingProfile = .usual, stress: Stress = .none,
        pairs: Int = ExploreSpec.usualPairs, earlier: [String] = [], windows: [String] = [],
        environments: [String] = [], keyboard: String? = nil, accepted: [Acceptance] = []
    ) {
        self.line = line
        self.profile = profile
        self.stress = stress
        self.pairs = pairs
        self.earlier = earlier
        self.windows = windows
        self.environments = environments
        self.keyboard = keyboard
        self.accepted = accepted
    }

    package static let usualPairs = 200

    /// Under what the line is typed.
    package enum Stress: Sendable, Hashable {
        case none
        /// One of the error model's, such as `3am`.
        case named(StressName)
        case conditions([Condition])
    }

    /// An error-producing condition, and the proportion of its full effect.
    package struct Condition: Sendable, Hashable {
        package let name: ErrorCondition
        package let share: Share

        package init(name: ErrorCondition, share: Share) {
            self.name = name
            self.share = share
        }
    }

    /// An escape that a team lives with for now.
    package struct Acceptance: Sendable, Hashable {
        package let escape: String
        package let owner: String
        /// The last day on which it is accepted.
        package let until: CalendarDay
        package let because: String
        package let position: SourcePosition

        package init(
            escape: String, owner: String, until: CalendarDay, because: String,
            position: SourcePosition
        ) {
            self.escape = escape
            self.owner = owner
            self.until = until
            self.because = because
            self.position = position
        }
    }
}

/// Conditions that hold together, as the error model's data file combines them.
package enum StressName: String, Sendable, Hashable, CaseIterable {
    case threeInTheMorning = "3am"
    case outage, newcomer
}

/// What makes people err more often (HEART, Williams 1986).
package enum ErrorCondition: String, Sendable, Hashable, CaseIterable {
    case unfamiliar
    case timeShort = "time-short"
    case lowSignal = "low-signal"
    case overrideEasy = "override-easy"
    case badPresentation = "bad-presentation"
    case modelMismatch = "model-mismatch"
    case noUndo = "no-undo"
    case overload, unlearn
    case ambiguousStandard = "ambiguous-standard"
    case riskMismatch = "risk-mismatch"
    case poorFeedback = "poor-feedback"
    case noConfirmation = "no-confirmation"
    case inexperience
    case poorProcedures = "poor-procedures"
    case noCheck = "no-check"
}
