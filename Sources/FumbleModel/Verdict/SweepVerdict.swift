/// What one experiment showed over many seeds.
package struct SweepVerdict: Sendable {
    package let experiment: String
    /// SHA-256 over the experiment's file and its fleet's, in hexadecimal digits.
    package let experimentHash: String
    package let build: String
    package let inputs: [Plan.Input]
    /// The first seed and the last that were asked for.
    package let asked: ClosedRange<UInt64>
    /// Each seed ran a variant of the method.
    package let isSwarm: Bool
    /// One for each seed that was run, in their order; fewer than asked if it was interrupted.
    package let seeds: [SeedVerdict]
    /// The seeds that deviated by what they deviated in; that with the smallest seed first.
    package let groups: [DeviationGroup]
    /// Over all operations together, and each by its name.
    package let recovery: RecoverySpread
    package let byOperation: [OperationSpread]

    package init(
        experiment: String, experimentHash: String, build: String, inputs: [Plan.Input],
        asked: ClosedRange<UInt64>, isSwarm: Bool, seeds: [SeedVerdict], groups: [DeviationGroup],
        recovery: RecoverySpread, byOperation: [OperationSpread]
    ) {
        self.experiment = experiment
        self.experimentHash = experimentHash
        self.build = build
        self.inputs = inputs
        self.asked = asked
        self.isSwarm = isSwarm
        self.seeds = seeds
        self.groups = groups
        self.recovery = recovery
        self.byOperation = byOperation
    }
}

/// What is kept of one run of a sweep: what it showed, and nothing that grows with its length.
package struct SeedVerdict: Sendable {
    package let seed: UInt64
    package let status: RunStatus
    package let outcome: Outcome
    package let headline: String
    /// The paths of the findings that deviated, in the order of the verdict; each once.
    package let deviations: [String]
    package let recovery: Recovery
    package let byOperation: [OperationRecovery]
    package let events: Int
    package let eventsHash: UInt64
    /// The folder in which the run is kept; nil: it is not.
    package let folder: String?
    /// What the file expects and this run was not asked, by the paths of the findings.
    package let notAsked: [String]

    package init(_ verdict: Verdict, folder: String?, notAsked: [String] = []) {
        var paths: [String] = []
        for finding in verdict.findings
        where finding.outcome == .deviated && !paths.contains(finding.path) {
            paths.append(finding.path)
        }
        seed = verdict.header.seed
        status = verdict.status
        outcome = verdict.outcome
        headline = verdict.headline
        deviations = paths
        recovery = verdict.main.recovery
        byOperation = verdict.main.byOperation
        events = verdict.events
        eventsHash = verdict.eventsHash
        self.folder = folder
        self.notAsked = notAsked
    }

    /// `completed` runs by what they showed, the others by their status.
    package var word: String { status == .completed ? outcome.rawValue : status.word }
}

/// The seeds that deviated in the same way: in the same findings.
package struct DeviationGroup: Sendable, Hashable {
    package let paths: [String]
    /// In their order, at least one.
    package let seeds: [UInt64]
    /// What the run of the smallest seed says.
    package let headline: String

    package init(paths: [String], seeds: [UInt64], headline: String) {
        self.paths = paths
        self.seeds = seeds
        self.headline = headline
    }
}

/// The least, the middle and the greatest of some values.
package struct Spread: Sendable, Hashable {
    package let least: Double
    /// The value in the middle; the lower of two, so that some seed has it.
    package let median: Double
    package let greatest: Double
    package let count: Int

    package init(least: Double, median: Double, greatest: Double, count: Int) {
        self.least = least
        self.median = median
        self.greatest = greatest
        self.count = count
    }
}

/// How recoveries differ from seed to seed; nil: no seed has such a value.
package struct RecoverySpread: Sendable, Hashable {
    /// Times in seconds.
    package let timeToFirstSuccess: Spread?
    package let timeToRecover: Spread?
    package let lostRequests: Spread?
    package let depth: Spread?
    /// Seeds that had no symptom, and seeds that had not recovered when the run ended.
    package let undisturbed: Int
    package let censored: Int

    package init(
        timeToFirstSuccess: Spread?, timeToRecover: Spread?, lostRequests: Spread?,
        depth: Spread?, undisturbed: Int, censored: Int
    ) {
        self.timeToFirstSuccess = timeToFirstSuccess
        self.timeToRecover = timeToRecover
        self.lostRequests = lostRequests
        self.depth = depth
        self.undisturbed = undisturbed
        self.censored = censored
    }
}

package struct OperationSpread: Sendable, Hashable {
    package let operation: String
    package let spread: RecoverySpread

    package init(operation: String, spread: RecoverySpread) {
        self.operation = operation
        self.spread = spread
    }
}
