/// How one arm went, as far as a picture of it needs: what was done and when, what was measured window
/// by window, and what the recovery was made of.
package struct ArmCourse: Sendable, Hashable {
    package let names: FleetNames
    /// Every event, up to fumble's own rollback.
    package let events: [RunEvent]
    /// Every window that counts.
    package let windows: [WindowSample]
    package let end: Instant
    package let phases: [PhaseSpan]
    /// Faults, typed lines and responses, in order of time.
    package let deeds: [Deed]
    package let answers: [GuardMark]
    package let alarms: [AlarmSpan]
    /// In order of time.
    package let milestones: [Milestone]
    /// In the order in which a recovery goes; those that did not happen are left out.
    package let stages: [RecoveryStage]

    package init(
        names: FleetNames, events: [RunEvent], windows: [WindowSample], end: Instant,
        phases: [PhaseSpan], deeds: [Deed], answers: [GuardMark], alarms: [AlarmSpan],
        milestones: [Milestone], stages: [RecoveryStage]
    ) {
        self.names = names
        self.events = events
        self.windows = windows
        self.end = end
        self.phases = phases
        self.deeds = deeds
        self.answers = answers
        self.alarms = alarms
        self.milestones = milestones
        self.stages = stages
    }

    /// Of an arm of which nothing but its verdict is known.
    package static let unknown = ArmCourse(
        names: FleetNames(operations: [], subsystems: [], dependents: []), events: [],
        windows: [], end: .start, phases: [], deeds: [], answers: [], alarms: [], milestones: [],
        stages: [])

    package struct PhaseSpan: Sendable, Hashable {
        package let phase: RunPhase
        package let from: Instant
        package let until: Instant
        package let trace: Trace

        package init(phase: RunPhase, from: Instant, until: Instant, trace: Trace) {
            self.phase = phase
            self.from = from
            self.until = until
            self.trace = trace
        }
    }

    /// Something that was done to the fleet.
    package struct Deed: Sendable, Hashable {
        package let kind: Kind
        /// Such as `crash of 12 servers`, or the line as it was typed.
        package let title: String
        package let from: Instant
        /// nil: it stood to the end.
        package let until: Instant?
        package let trace: Trace

        package init(kind: Kind, title: String, from: Instant, until: Instant?, trace: Trace) {
            self.kind = kind
            self.title = title
            self.from = from
            self.until = until
            self.trace = trace
        }

        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case fault
            /// From being typed to the last batch of it.
            case line
            case step
            case response
        }
    }

    /// What a guard answered about one command: like answers to its batches are one mark.
    package struct GuardMark: Sendable, Hashable {
        package let name: String
        package let verb: Verb
        package let line: String
        /// nil: it had nothing to say.
        package let reason: String?
        package let at: Instant
        package let decidedIn: TimeSpan
        /// So many answers of this sort to this command.
        package let count: Int
        package let trace: Trace

        package init(
            name: String, verb: Verb, line: String, reason: String?, at: Instant,
            decidedIn: TimeSpan, count: Int, trace: Trace
        ) {
            self.name = name
            self.verb = verb
            self.line = line
            self.reason = reason
            self.at = at
            self.decidedIn = decidedIn
            self.count = count
            self.trace = trace
        }

        package enum Verb: String, Sendable, Hashable, CaseIterable {
            case allows, clamps, holds, refuses, warns
        }
    }

    package struct AlarmSpan: Sendable, Hashable {
        package let name: String
        package let reading: String
        package let from: Instant
        /// nil: it was never cleared.
        package let until: Instant?
        package let trace: Trace

        package init(
            name: String, reading: String, from: Instant, until: Instant?, trace: Trace
        ) {
            self.name = name
            self.reading = reading
            self.from = from
            self.until = until
            self.trace = trace
        }
    }

    /// An instant of the recovery that has a name.
    package struct Milestone: Sendable, Hashable {
        package let kind: Kind
        /// The operation it is about; nil: the whole arm.
        package let operation: String?
        package let at: Instant
        package let trace: Trace

        package init(kind: Kind, operation: String?, at: Instant, trace: Trace) {
            self.kind = kind
            self.operation = operation
            self.at = at
            self.trace = trace
        }

        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case injected, symptom, detected, responded, reverted
            case firstSuccess = "first success"
            case recovered
        }
    }
}

/// What the fleet calls its parts, in its order.
package struct FleetNames: Sendable, Hashable {
    package let operations: [String]
    package let subsystems: [String]
    package let dependents: [String]

    package init(operations: [String], subsystems: [String], dependents: [String]) {
        self.operations = operations
        self.subsystems = subsystems
        self.dependents = dependents
    }

    package init(_ fleet: FleetSpec) {
        self.init(
            operations: fleet.operations.map(\.name), subsystems: fleet.subsystems.map(\.name),
            dependents: fleet.dependents.map(\.name))
    }

    package subscript(subsystem: SubsystemID) -> String {
        Self.name(subsystem.index, of: subsystems, else: "subsystem")
    }

    package subscript(operation: OperationID) -> String {
        Self.name(operation.index, of: operations, else: "operation")
    }

    package func dependent(_ index: Int) -> String {
        Self.name(index, of: dependents, else: "dependent")
    }

    private static func name(_ index: Int, of names: [String], else noun: String) -> String {
        names.indices.contains(index) ? names[index] : "\(noun) \(index)"
    }
}
