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
    /// `simulated` or `processes`.
    package let fleetKind: String
    /// Whether the experiment has responses.
    package let responds: Bool
    /// The inputs that were varied, and what each was set to; empty: none.
    package let varied: [VariedInput]
    /// What each setting of the varied inputs showed; empty where none was varied.
    package let settings: [SettingSpread]
    /// The part of the seeds that this is; nil: all of them.
    package let shard: Shard?
    /// Why fewer seeds were run than were asked for, when that was meant; nil: all were to be run.
    package let precision: Precision?
    /// The parts of the experiment that must be alike for two sweeps to be compared.
    package let method: [MethodPart]
    /// Why this is less than was asked for, in one sentence; nil: it is all of it.
    package let missing: String?

    package init(
        experiment: String, experimentHash: String, build: String, inputs: [Plan.Input],
        asked: ClosedRange<UInt64>, isSwarm: Bool, seeds: [SeedVerdict], groups: [DeviationGroup],
        recovery: RecoverySpread, byOperation: [OperationSpread], fleetKind: String = "simulated",
        responds: Bool = true,
        varied: [VariedInput] = [], settings: [SettingSpread] = [], shard: Shard? = nil,
        precision: Precision? = nil, method: [MethodPart] = [], missing: String? = nil
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
        self.fleetKind = fleetKind
        self.responds = responds
        self.varied = varied
        self.settings = settings
        self.shard = shard
        self.precision = precision
        self.method = method
        self.missing = missing
    }

    /// The runs that were asked for: each seed of this shard on each setting.
    package var askedRuns: Int {
        let seeds = shard.map { $0.count(of: asked) } ?? asked.count
        return seeds * varied.reduce(1) { $0 * $1.values.count }
    }
}

/// The seeds that deviated in the same way: in the same findings.
package struct DeviationGroup: Sendable, Hashable {
    package let paths: [String]
    /// Where the file asks for each of them.
    package let places: [String: SourcePosition]
    /// In their order, at least one.
    package let seeds: [UInt64]
    /// What the run of the smallest seed says.
    package let headline: String
    /// The setting of the varied inputs that they ran on; empty: none was varied.
    package let varied: [Plan.Input]

    package init(
        paths: [String], seeds: [UInt64], headline: String, varied: [Plan.Input] = [],
        places: [String: SourcePosition] = [:]
    ) {
        self.paths = paths
        self.places = places
        self.seeds = seeds
        self.headline = headline
        self.varied = varied
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
    /// The instants of the recovery, each with its distribution; those that no seed has are left out.
    package let milestones: [MilestoneSpread]

    package init(
        timeToFirstSuccess: Spread?, timeToRecover: Spread?, lostRequests: Spread?,
        depth: Spread?, undisturbed: Int, censored: Int, milestones: [MilestoneSpread] = []
    ) {
        self.timeToFirstSuccess = timeToFirstSuccess
        self.timeToRecover = timeToRecover
        self.lostRequests = lostRequests
        self.depth = depth
        self.undisturbed = undisturbed
        self.censored = censored
        self.milestones = milestones
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
