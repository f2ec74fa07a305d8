/// One execution of an experiment, complete: judging it needs nothing else but its plan.
package struct Run: Sendable {
    package let header: RunHeader
    package let status: RunStatus
    package let arms: [ArmRun]

    package init(header: RunHeader, status: RunStatus, arms: [ArmRun]) {
        self.header = header
        self.status = status
        self.arms = arms
    }
}

/// What a run was of.
package struct RunHeader: Sendable, Hashable, Codable {
    /// The run's own name, such as `20261122T074148Z-1`.
    package let id: String
    package let experiment: String
    /// SHA-256 over the experiment's file and its fleet's, in hexadecimal digits.
    package let experimentHash: String
    /// `simulated` or `processes`.
    package let fleetKind: String
    package let seed: UInt64
    package let build: String
    package let inputs: [Plan.Input]
    /// The date of its schedule for which it was started, such as `2027-01-05T09:00:00Z`; nil: somebody
    /// ran it.
    package let scheduled: String?

    package init(
        id: String, experiment: String, experimentHash: String, fleetKind: String, seed: UInt64,
        build: String, inputs: [Plan.Input], scheduled: String? = nil
    ) {
        self.id = id
        self.experiment = experiment
        self.experimentHash = experimentHash
        self.fleetKind = fleetKind
        self.seed = seed
        self.build = build
        self.inputs = inputs
        self.scheduled = scheduled
    }
}

/// Whether a run was carried out; not what it showed.
package enum RunStatus: Sendable, Hashable, Codable {
    case completed
    /// The steady state did not hold, or a stop condition was met.
    case stopped(reason: String)
    case interrupted(signal: String)
    case failed(reason: String)

    package var word: String {
        switch self {
        case .completed: "completed"
        case .stopped: "stopped"
        case .interrupted: "interrupted"
        case .failed: "failed"
        }
    }
}

/// One arm of a run: all that was decided and all that happened.
package struct ArmRun: Sendable, Hashable {
    package let arm: Arm
    package let events: [RunEvent]
    package let windows: [WindowSample]
    /// The instant up to which the arm was run.
    package let end: Instant
    package let counted: EventCount
    /// The answers to the measures that the experiment asks for, in its order.
    package let readings: [MeasureReading]

    package init(
        arm: Arm, events: [RunEvent], windows: [WindowSample], end: Instant, counted: EventCount,
        readings: [MeasureReading] = []
    ) {
        self.arm = arm
        self.events = events
        self.windows = windows
        self.end = end
        self.counted = counted
        self.readings = readings
    }
}
