import FumbleModel

/// Everything one arm says about one line that reached the control plane.
struct CommandRecord {
    let number: Int
    let path: String
    let line: String
    /// The window it was typed in; nil: not said.
    let window: String?
    /// Who typed it, when it was not the first operator.
    let actor: String?
    let at: Instant
    let resolved: RunEvent.Resolved
    /// The place of the event that says it was typed.
    let event: Int
    private(set) var reviews: [Review] = []
    private(set) var batches: [Batch] = []
    private(set) var ending: RunEvent.Ending?
    private(set) var endedAt: Instant?
    /// The place of the event that says it was over.
    private(set) var endedBy: Int?

    /// A guard's answer, when it was known.
    struct Review {
        let at: Instant
        let answer: GuardAnswer
        let event: Int
    }

    /// Servers acted on at one instant.
    struct Batch {
        let at: Instant
        let servers: Int
        /// How many of them carried each subsystem.
        let bySubsystem: [Int]
        let event: Int
    }

    init(
        number: Int, path: String, line: String, window: String?, actor: String? = nil,
        at: Instant, resolved: RunEvent.Resolved, event: Int
    ) {
        self.number = number
        self.path = path
        self.line = line
        self.window = window
        self.actor = actor
        self.at = at
        self.resolved = resolved
        self.event = event
    }

    mutating func add(_ review: Review) { reviews.append(review) }

    mutating func add(_ batch: Batch) { batches.append(batch) }

    mutating func end(_ how: RunEvent.Ending, at instant: Instant, event: Int) {
        ending = how
        endedAt = instant
        endedBy = event
    }

    /// Typed by the fleet's own people, to put things right.
    var isResponse: Bool { path.hasPrefix("response") }

    /// Typed by the fleet itself, for whatever it was built for.
    var isAutomatic: Bool { AutomationSpec.isPath(path) }

    /// Typed by a step of the method.
    var isOfMethod: Bool { !isResponse && !isAutomatic }

    var answers: [GuardAnswer] { reviews.map(\.answer) }

    var applied: Int { batches.reduce(0) { $0 + $1.servers } }

    /// Servers that the line came to; nil: it is not counted in servers, or reached none.
    var resolvedServers: Int? {
        if case .servers(let count, _) = resolved { count } else { nil }
    }

    /// A line for another environment does nothing to this fleet; what its parser refused did reach
    /// its control plane.
    var hasBitten: Bool {
        if case .elsewhere = resolved { false } else { true }
    }

    func isAsked(of guardName: String) -> Bool { answers.contains { $0.name == guardName } }

    /// The longest that the guards took over the whole command; nil: none was asked.
    var decidedIn: TimeSpan? { answers.filter { $0.stage == .whole }.map(\.decidedIn).max() }

    var verdict: CommandVerdict {
        CommandVerdict(
            line: line, path: path, at: at, resolved: resolved, applied: applied,
            ending: ending ?? likelyEnding, decidedIn: decidedIn, by: actor)
    }

    /// What the ending was when the run was cut off before it was written.
    private var likelyEnding: RunEvent.Ending {
        switch resolved {
        case .elsewhere: .elsewhere
        case .notUnderstood: .notUnderstood
        case .servers, .deed: .unfinished
        }
    }
}
