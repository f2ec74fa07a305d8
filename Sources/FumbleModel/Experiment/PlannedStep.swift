/// One step of the method, with its time.
package struct PlannedStep: Sendable {
    /// Where it stands in the file, such as `method[2]`.
    package let path: String
    package let position: SourcePosition
    package let start: Start
    /// Who acts, when it is not the first operator.
    package let actor: String?
    package let action: Action

    package init(
        path: String, position: SourcePosition, start: Start, actor: String?, action: Action
    ) {
        self.path = path
        self.position = position
        self.start = start
        self.actor = actor
        self.action = action
    }

    package enum Start: Sendable, Hashable {
        /// Since the start of the run.
        case at(TimeSpan)
        /// Since the step before was done.
        case after(TimeSpan)
    }

    package enum Action: Sendable {
        case type(TypedLine)
        /// `lasting`: reverted after so long; nil: when the method is over.
        case inject(PlannedFault, lasting: TimeSpan?)
        /// A change in what clients ask, as a multiple of the operation's own rate.
        case load(OperationID, factor: Double, lasting: TimeSpan?)
        case waitUntil(Condition, atMost: TimeSpan)
    }

    package enum Condition: Sendable {
        /// The alarm of that place in the fleet file is raised.
        case alarm(Int)
        /// A reading is in tolerance.
        case reading(any Probe, any Tolerance)
    }
}

/// A fault of the catalogue, as one step injects it.
package struct PlannedFault: Sendable {
    /// The kind's name, such as `crash`.
    package let kind: String
    package let fault: any Fault

    package init(kind: String, fault: any Fault) {
        self.kind = kind
        self.fault = fault
    }

    /// The kind, and whose ways it is about where they are some: `latency from clients`.
    package var title: String { kind + LinkEnds.words(fault.from.map(\.name)) }
}

/// What people or automation of the fleet do when an alarm is raised; part of what is under test.
package struct ResponseSpec: Sendable {
    /// Where it stands in the file, such as `response[0]`.
    package let path: String
    package let position: SourcePosition
    /// The alarm that calls for it, by place in the fleet file.
    package let alarm: Int
    /// From the alarm being seen to the deed.
    package let after: TimeSpan
    package let does: VerbTemplate

    package init(
        path: String, position: SourcePosition, alarm: Int, after: TimeSpan, does: VerbTemplate
    ) {
        self.path = path
        self.position = position
        self.alarm = alarm
        self.after = after
        self.does = does
    }
}
