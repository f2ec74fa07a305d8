/// An instant of a recovery, by the time until it.
package enum Milestone: String, Sendable, Hashable, Codable, CaseIterable {
    case symptom, detect, respond
    case firstSuccess = "first-success"
    case recover, heal

    /// As `--gate` and tables have it: `time-to-recover`.
    package var name: String { "time-to-\(rawValue)" }

    /// `time to recover`.
    package var words: String {
        name.split(separator: "-").joined(separator: " ")
    }

    /// Its member in JSON: `time_to_recover`.
    package var key: String { name.split(separator: "-").joined(separator: "_") }
}

/// How the time until one milestone is distributed over runs; times in seconds.
///
/// Runs that had not come to it when they ended are censored: they count as longer than they were
/// watched, by the estimate of Kaplan and Meier. A quantile that lies beyond what was watched is nil:
/// longer than any of `observed`.
package struct MilestoneSpread: Sendable, Hashable {
    package let milestone: Milestone
    package let median: Double?
    package let p90: Double?
    package let p99: Double?
    /// The longest; nil where a run was still without it at the end.
    package let worst: Double?
    /// Runs that came to it, and runs that were watched to their end in vain.
    package let reached: Int
    package let censored: Int
    /// The longest time for which any run was watched for it, or in which it came.
    package let observed: Double
    /// In which the median lies with a chance of 95 %, by ranks; nil: there are too few runs to say.
    package let medianInterval: Interval?
    /// Each run that counts: those that came to it by their times, then those that did not.
    package let runs: [Run]

    package struct Interval: Sendable, Hashable {
        /// Seconds; the upper end is nil where too many runs had not come to it.
        package let lower: Double
        package let upper: Double?

        package init(lower: Double, upper: Double?) {
            self.lower = lower
            self.upper = upper
        }
    }

    package struct Run: Sendable, Hashable {
        package let seed: UInt64
        /// Seconds until it came, or for which it was surely without it.
        package let time: Double
        package let isCensored: Bool
        /// The share of runs, from 0 to 1, that had come to it by then, with this one; of runs with
        /// one time each has its part of the step. Of a censored one that of all that came.
        package let share: Double

        package init(seed: UInt64, time: Double, isCensored: Bool, share: Double) {
            self.seed = seed
            self.time = time
            self.isCensored = isCensored
            self.share = share
        }
    }

    package init(
        milestone: Milestone, median: Double?, p90: Double?, p99: Double?, worst: Double?,
        reached: Int, censored: Int, observed: Double, medianInterval: Interval? = nil,
        runs: [Run] = []
    ) {
        self.milestone = milestone
        self.median = median
        self.p90 = p90
        self.p99 = p99
        self.worst = worst
        self.reached = reached
        self.censored = censored
        self.observed = observed
        self.medianInterval = medianInterval
        self.runs = runs
    }
}

/// What one setting of the varied inputs showed.
package struct SettingSpread: Sendable {
    package let varied: [Plan.Input]
    /// Runs by what they showed, as `SeedVerdict.word` has it; each word once.
    package let counts: [Count]
    package let recovery: RecoverySpread
    package let byOperation: [OperationSpread]

    package struct Count: Sendable, Hashable {
        package let word: String
        package let runs: Int

        package init(word: String, runs: Int) {
            self.word = word
            self.runs = runs
        }
    }

    package init(
        varied: [Plan.Input], counts: [Count], recovery: RecoverySpread,
        byOperation: [OperationSpread]
    ) {
        self.varied = varied
        self.counts = counts
        self.recovery = recovery
        self.byOperation = byOperation
    }
}

/// How narrow the interval of the median time to recover was to be, and how narrow it became.
package struct Precision: Sendable, Hashable {
    /// Both ends of the interval are to be within this share of the median.
    package let within: Share
    /// Seeds after which it was looked at last.
    package let seeds: Int
    /// The chance that the interval of that look misses, of 5 % for all looks together.
    package let risk: Double
    /// The widest of all settings; nil: no run recovered, so that there is no interval.
    package let interval: Interval?
    /// The setting that it is of; empty: nothing was varied.
    package let setting: [Plan.Input]
    package let isReached: Bool

    package struct Interval: Sendable, Hashable {
        /// In seconds; the upper end is nil where too many runs had not recovered.
        package let lower: Double
        package let median: Double
        package let upper: Double?

        package init(lower: Double, median: Double, upper: Double?) {
            self.lower = lower
            self.median = median
            self.upper = upper
        }

        /// How far its farther end is from the median, as a share of it; infinite where it has none.
        package var reach: Double {
            guard let upper, median > 0 else { return .infinity }
            return max(upper - median, median - lower) / median
        }
    }

    package init(
        within: Share, seeds: Int, risk: Double, interval: Interval?, setting: [Plan.Input],
        isReached: Bool
    ) {
        self.setting = setting
        self.within = within
        self.seeds = seeds
        self.risk = risk
        self.interval = interval
        self.isReached = isReached
    }
}
