/// What one arm showed.
package struct ArmVerdict: Sendable {
    package let arm: Arm
    package let promises: [PromiseResult]
    /// Over all operations together.
    package let recovery: Recovery
    /// By operation, in the fleet's order.
    package let byOperation: [OperationRecovery]
    package let dependents: [DependentVerdict]
    package let blind: [BlindSpell]
    package let commands: [CommandVerdict]
    package let timeline: [TimelineEntry]
    package let capacity: [CapacityCourse]
    /// Acknowledged writes that no server holds any more.
    package let writesLost: Int64
    package let events: Int
    package let eventsHash: UInt64
    /// The answers to what the experiment measures, in its order.
    package let measures: [MeasureReading]
    /// Of subsystems of which data was deleted, in the fleet's order.
    package let data: [DataVerdict]
    /// What was read back of what clients had written; nil: simulated, or nothing was.
    package let writes: WritesRead?
    /// How clients asked; nil: simulated, or the arm did not come to its end.
    package let load: LoadRecord?
    /// How late what was due began; nil: simulated, or nothing was due.
    package let actions: LengthSpread?
    /// How it went, for pictures and samples.
    package let course: ArmCourse
    /// Where it ended before its time, so that nothing is known of what came after; nil: it is whole.
    package let cutAt: Instant?

    package init(
        arm: Arm, promises: [PromiseResult], recovery: Recovery, byOperation: [OperationRecovery],
        dependents: [DependentVerdict], blind: [BlindSpell], commands: [CommandVerdict],
        timeline: [TimelineEntry], capacity: [CapacityCourse], writesLost: Int64, events: Int,
        eventsHash: UInt64, measures: [MeasureReading] = [], data: [DataVerdict] = [],
        writes: WritesRead? = nil, load: LoadRecord? = nil,
        actions: LengthSpread? = nil, course: ArmCourse = .unknown, cutAt: Instant? = nil
    ) {
        self.cutAt = cutAt
        self.arm = arm
        self.promises = promises
        self.recovery = recovery
        self.byOperation = byOperation
        self.dependents = dependents
        self.blind = blind
        self.commands = commands
        self.timeline = timeline
        self.capacity = capacity
        self.writesLost = writesLost
        self.events = events
        self.eventsHash = eventsHash
        self.measures = measures
        self.data = data
        self.writes = writes
        self.load = load
        self.actions = actions
        self.course = course
    }

    /// Whether anything reached the fleet: a fault that bit, or a line that reached the control plane.
    package var hasBitten: Bool { recovery.injected != nil }
}

/// The instants and measures of a disturbance; instants since the start of the run, times since
/// `injected`.
package struct Recovery: Sendable, Hashable {
    package let injected: Instant?
    package let reverted: Instant?
    package let timeToSymptom: TimeSpan?
    package let timeToDetect: TimeSpan?
    /// There was a symptom, and no alarm of the fleet's own was seen.
    package let isUndetected: Bool
    package let timeToRespond: TimeSpan?
    package let timeToFirstSuccess: TimeSpan?
    /// nil: undisturbed, or censored.
    package let timeToRecover: TimeSpan?
    /// nil: undisturbed, censored, or recovered before the revert (rode through).
    package let timeToHeal: TimeSpan?
    package let rodeThrough: Bool
    /// Client intents not answered in time.
    package let lostRequests: Double
    /// The lowest goodput of a window, as a share of the baseline.
    package let depth: Double
    /// Not recovered when the run ended: more than `observedFor`.
    package let isCensored: Bool
    package let observedFor: TimeSpan
    /// Of a censored one the time before which it surely had not recovered: `observedFor`, or less
    /// where all was well again at the end, and not yet for long enough to say so.
    package let unrecoveredFor: TimeSpan
    package let relapses: Int

    package init(
        injected: Instant?, reverted: Instant?, timeToSymptom: TimeSpan?, timeToDetect: TimeSpan?,
        isUndetected: Bool, timeToRespond: TimeSpan?, timeToFirstSuccess: TimeSpan?,
        timeToRecover: TimeSpan?, timeToHeal: TimeSpan?, rodeThrough: Bool, lostRequests: Double,
        depth: Double, isCensored: Bool, observedFor: TimeSpan,
        unrecoveredFor: TimeSpan? = nil, relapses: Int
    ) {
        self.injected = injected
        self.reverted = reverted
        self.timeToSymptom = timeToSymptom
        self.timeToDetect = timeToDetect
        self.isUndetected = isUndetected
        self.timeToRespond = timeToRespond
        self.timeToFirstSuccess = timeToFirstSuccess
        self.timeToRecover = timeToRecover
        self.timeToHeal = timeToHeal
        self.rodeThrough = rodeThrough
        self.lostRequests = lostRequests
        self.depth = depth
        self.isCensored = isCensored
        self.observedFor = observedFor
        self.unrecoveredFor = unrecoveredFor ?? observedFor
        self.relapses = relapses
    }

    package var isDisturbed: Bool { timeToSymptom != nil }

    /// nil: it did not come, or is not known to have.
    package func time(to milestone: Milestone) -> TimeSpan? {
        switch milestone {
        case .symptom: timeToSymptom
        case .detect: timeToDetect
        case .respond: timeToRespond
        case .firstSuccess: timeToFirstSuccess
        case .recover: timeToRecover
        case .heal: timeToHeal
        }
    }
}

package struct OperationRecovery: Sendable, Hashable {
    package let operation: String
    package let recovery: Recovery

    package init(operation: String, recovery: Recovery) {
        self.operation = operation
        self.recovery = recovery
    }
}

/// What became of a dependent's queue.
package struct DependentVerdict: Sendable, Hashable {
    package let dependent: String
    package let mostQueued: Double
    /// From `injected` to the queue being worked off; nil: it never queued, or was not by the end.
    package let timeToDrain: TimeSpan?

    package init(dependent: String, mostQueued: Double, timeToDrain: TimeSpan?) {
        self.dependent = dependent
        self.mostQueued = mostQueued
        self.timeToDrain = timeToDrain
    }
}

/// A time in which people could not operate a subsystem.
package struct BlindSpell: Sendable, Hashable {
    package let subsystem: String
    package let from: Instant
    /// nil: to the end.
    package let until: Instant?

    package init(subsystem: String, from: Instant, until: Instant?) {
        self.subsystem = subsystem
        self.from = from
        self.until = until
    }
}

/// What became of one typed line.
package struct CommandVerdict: Sendable, Hashable {
    package let line: String
    package let path: String
    package let at: Instant
    package let resolved: RunEvent.Resolved
    package let applied: Int
    package let ending: RunEvent.Ending
    package let decidedIn: TimeSpan?
    /// Who typed it, when it was not the first operator.
    package let by: String?

    package init(
        line: String, path: String, at: Instant, resolved: RunEvent.Resolved, applied: Int,
        ending: RunEvent.Ending, decidedIn: TimeSpan?, by: String? = nil
    ) {
        self.line = line
        self.path = path
        self.at = at
        self.resolved = resolved
        self.applied = applied
        self.ending = ending
        self.decidedIn = decidedIn
        self.by = by
    }
}

/// One subsystem's capacity over the run, at the resolution of the windows.
package struct CapacityCourse: Sendable, Hashable {
    package let subsystem: String
    package let minimum: Int
    /// Servers that carry it at the start.
    package let full: Int
    /// The fewest serving in each window.
    package let lowest: [Int]

    package init(subsystem: String, minimum: Int, full: Int, lowest: [Int]) {
        self.subsystem = subsystem
        self.minimum = minimum
        self.full = full
        self.lowest = lowest
    }
}
