import FumbleModel

/// Where the method is: which step comes next and when, or what is waited for.
///
/// Steps are done in their order, each when the one before is done; a typed line is done when it is
/// typed, a fault when it is injected, a wait when its condition holds or its bound has passed.
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
        case holding(step: Int, for: PlannedStep.Condition, deadline: Instant)
        case over
    }

    var isOver: Bool {
        if case .over = state { true } else { false }
    }

    var nextDue: Instant? {
        switch state {
        case .waiting(_, let due): due
        case .holding(_, _, let deadline): deadline
        case .over: nil
        }
    }

    /// The step that is due or waited in.
    var current: PlannedStep? {
        switch state {
        case .waiting(let step, _), .holding(let step, _, _): steps[step]
        case .over: nil
        }
    }

    /// What is waited for.
    var condition: PlannedStep.Condition? {
        if case .holding(_, let condition, _) = state { condition } else { nil }
    }

    /// Begins the wait of the current step.
    mutating func hold(for condition: PlannedStep.Condition, until deadline: Instant) {
        guard case .waiting(let step, _) = state else { return }
        state = .holding(step: step, for: condition, deadline: deadline)
    }

    /// The current step is done.
    mutating func finishStep(at now: Instant) {
        switch state {
        case .waiting(let step, _), .holding(let step, _, _): proceed(to: step + 1, at: now)
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
