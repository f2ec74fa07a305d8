import FumbleModel

/// Where the method is: which step comes next and when, or what is waited for.
///
/// Steps are done in their order, each when the one before is done; a typed line is done when it is
/// typed, a fault when it is injected, a wait when its condition holds or its bound is over.
struct MethodCourse: Sendable {
    private let steps: [PlannedStep]
    private(set) var state: State

    init(_ steps: [PlannedStep]) {
        self.steps = steps
        state = .over
        proceed(to: 0, at: .start)
    }

    enum State: Sendable {
        case waiting(step: Int, due: Instant)
        /// Within a wait-until step.
        case holding(step: Int, Wait)
        case over
    }

    struct Wait: Sendable {
        let condition: PlannedStep.Condition
        let since: Instant
        let deadline: Instant
    }

    var isOver: Bool {
        if case .over = state { true } else { false }
    }

    var nextDue: Instant? {
        switch state {
        case .waiting(_, let due): due
        case .holding(_, let wait): wait.deadline
        case .over: nil
        }
    }

    /// The step that is due or waited in.
    var current: PlannedStep? {
        switch state {
        case .waiting(let step, _), .holding(let step, _): steps[step]
        case .over: nil
        }
    }

    /// What is waited for.
    var wait: Wait? {
        if case .holding(_, let wait) = state { wait } else { nil }
    }

    /// Begins the wait of the current step.
    mutating func hold(_ wait: Wait) {
        guard case .waiting(let step, _) = state else { return }
        state = .holding(step: step, wait)
    }

    /// The current step is done.
    mutating func finishStep(at now: Instant) {
        switch state {
        case .waiting(let step, _), .holding(let step, _): proceed(to: step + 1, at: now)
        case .over: return
        }
    }

    private mutating func proceed(to step: Int, at now: Instant) {
        guard step < steps.count else {
            state = .over
            return
        }
        switch steps[step].start {
        case .at(let time): state = .waiting(step: step, due: max(.start + time, now))
        case .after(let pause): state = .waiting(step: step, due: now + pause)
        }
    }
}
