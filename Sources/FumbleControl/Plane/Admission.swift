import FumbleModel

/// A door that is opened in steps: more of the clients are let in each time.
struct Admission: Sendable {
    let operations: [OperationID]
    private(set) var steps: [Share]
    private let every: TimeSpan
    private(set) var due: Instant

    /// - Parameter steps: those that are still to come.
    init(_ operations: [OperationID], steps: [Share], every: TimeSpan, since now: Instant) {
        self.operations = operations
        self.steps = steps
        self.every = every
        due = now + every
    }

    /// Takes the step that is due.
    mutating func next() -> [ControlEffect] {
        guard let share = steps.first else { return [] }
        steps.removeFirst()
        due = due + every
        return operations.map { .apply(.admit($0, share: share)) }
    }

    /// The same without operations that somebody else sees to from now on; nil: none is left.
    func leavingOut(_ others: [OperationID]) -> Admission? {
        let left = operations.filter { !others.contains($0) }
        guard !left.isEmpty else { return nil }
        return Admission(left, steps: steps, every: every, due: due)
    }

    private init(_ operations: [OperationID], steps: [Share], every: TimeSpan, due: Instant) {
        self.operations = operations
        self.steps = steps
        self.every = every
        self.due = due
    }
}
