/// What a head showed beside a base: what gates, what does not, and every measure of both.
package struct Comparison: Sendable {
    package let base: ComparedSide
    package let head: ComparedSide
    /// Runs of the same seed and setting in both; nil: nothing pairs them, as of real processes.
    package let pairs: Int?
    package let outcome: Outcome
    /// The answer in one line.
    package let headline: String
    /// What is worse than before by itself, not by how long it took.
    package let regressions: [Regression]
    package let metrics: [MetricComparison]
    /// How many runs of each side recovered; nil: seeds pair them, or none was disturbed.
    package let recovered: RecoveredRuns?
    /// What a reader must know to trust it, a sentence each.
    package let notes: [String]
    /// Else of runs. In explorations is no chance, so they have no interval and no test.
    package let isOfExplorations: Bool
    /// Whether a side is less than a whole sweep, so that no gate is decided.
    package let isOfPart: Bool

    package init(
        base: ComparedSide, head: ComparedSide, pairs: Int?, outcome: Outcome, headline: String,
        regressions: [Regression], metrics: [MetricComparison],
        recovered: RecoveredRuns? = nil, notes: [String], isOfExplorations: Bool = false,
        isOfPart: Bool = false
    ) {
        self.isOfPart = isOfPart
        self.base = base
        self.head = head
        self.pairs = pairs
        self.outcome = outcome
        self.headline = headline
        self.regressions = regressions
        self.metrics = metrics
        self.recovered = recovered
        self.notes = notes
        self.isOfExplorations = isOfExplorations
    }
}

/// How many of the disturbed runs of each side recovered.
package struct RecoveredRuns: Sendable, Hashable {
    package let base: Int
    package let ofBase: Int
    package let head: Int
    package let ofHead: Int
    /// The chance of no difference, by Fisher's exact test, two-sided.
    package let chance: Double

    package init(base: Int, ofBase: Int, head: Int, ofHead: Int, chance: Double) {
        self.base = base
        self.ofBase = ofBase
        self.head = head
        self.ofHead = ofHead
        self.chance = chance
    }
}

/// One of the two that are compared.
package struct ComparedSide: Sendable, Hashable {
    /// The folder or file it was read from.
    package let name: String
    package let experiment: String
    package let experimentHash: String
    package let build: String
    package let runs: Int
    package let inputs: [Plan.Input]

    package init(
        name: String, experiment: String, experimentHash: String, build: String, runs: Int,
        inputs: [Plan.Input] = []
    ) {
        self.inputs = inputs
        self.name = name
        self.experiment = experiment
        self.experimentHash = experimentHash
        self.build = build
        self.runs = runs
    }
}

/// Something that is worse in the head, whatever the times say.
package struct Regression: Sendable, Hashable {
    package let kind: Kind
    /// The promise, guard, finding or escape it is about; empty where the kind says it all.
    package let subject: String
    /// The runs it is seen in, as `3` or `3 (rate 2 per 5m)`; empty where it is of all together.
    package let runs: [String]
    package let text: String
    /// Who has it in hand, and until when; nil: nobody, and it counts.
    package let known: KnownDeviation?

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case promise, escape, probe
        case falseStop = "false-stop"
        case slowerGuard = "slower-guard"
        case notRecovered = "not-recovered"
        case newlyDisturbed = "newly-disturbed"
        case deviation, gate
    }

    package init(
        kind: Kind, subject: String, runs: [String], text: String, known: KnownDeviation? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.runs = runs
        self.text = text
        self.known = known
    }

    /// What a list of known deviations calls it: `promise capacity of index`, `not-recovered`.
    package var key: String { subject.isEmpty ? kind.rawValue : "\(kind.rawValue) \(subject)" }

    package func with(known: KnownDeviation?) -> Regression {
        Regression(kind: kind, subject: subject, runs: runs, text: text, known: known)
    }
}

/// A deviation that somebody has in hand: it turns no gate red until its day is over.
package struct KnownDeviation: Sendable, Hashable {
    /// What it is of, as `Regression.key` has it.
    package let deviation: String
    /// nil: of any experiment.
    package let experiment: String?
    package let owner: String
    /// The last day on which it is borne with.
    package let until: CalendarDay
    package let because: String?

    package init(
        deviation: String, experiment: String?, owner: String, until: CalendarDay,
        because: String?
    ) {
        self.deviation = deviation
        self.experiment = experiment
        self.owner = owner
        self.until = until
        self.because = because
    }
}

/// One measure of both sides.
package struct MetricComparison: Sendable, Hashable {
    /// `time-to-recover`, or with the operation before it, `get.time-to-recover`.
    package let name: String
    package let unit: Unit
    /// The medians of both, by Kaplan and Meier where runs are censored; nil: not reached.
    package let base: Double?
    package let head: Double?
    /// Runs, or pairs of runs, that have it on both sides.
    package let count: Int
    /// How many times as large the head's is, by the mean of logarithms.
    package let ratio: Double?
    /// 95 % by the bootstrap.
    package let interval: Interval?
    /// What the test says of no difference at all.
    package let test: Test?
    /// How much more is borne with; nil: it does not gate.
    package let gate: Share?
    package let decision: Decision
    /// What each run or pair of runs shows; empty where it is of all together.
    package let runs: [Run]

    /// A pair of runs, or a run of one side that nothing pairs.
    package struct Run: Sendable, Hashable {
        /// The seed, as `3` or `3 (rate 2 per 5m)`.
        package let name: String
        /// nil: it has none, or nothing pairs it.
        package let base: Value?
        package let head: Value?

        package init(name: String, base: Value?, head: Value?) {
            self.name = name
            self.base = base
            self.head = head
        }
    }

    /// Seconds or requests; more than that where the run ended first.
    package struct Value: Sendable, Hashable {
        package let amount: Double
        package let isCensored: Bool

        package init(_ amount: Double, isCensored: Bool = false) {
            self.amount = amount
            self.isCensored = isCensored
        }
    }

    package enum Unit: String, Sendable, Hashable { case seconds, requests }

    package struct Interval: Sendable, Hashable {
        package let lower: Double
        package let upper: Double

        package init(lower: Double, upper: Double) {
            self.lower = lower
            self.upper = upper
        }
    }

    package struct Test: Sendable, Hashable {
        package let name: String
        package let chance: Double
        /// After Holm, over all that gate; nil: it does not gate.
        package let adjusted: Double?
        package let isExact: Bool

        package init(name: String, chance: Double, adjusted: Double?, isExact: Bool) {
            self.name = name
            self.chance = chance
            self.adjusted = adjusted
            self.isExact = isExact
        }
    }

    package enum Decision: String, Sendable, Hashable {
        case fails, passes, undecided
        case notGated = "not-gated"
    }

    package init(
        name: String, unit: Unit, base: Double?, head: Double?, count: Int, ratio: Double?,
        interval: Interval?, test: Test?, gate: Share?, decision: Decision,
        runs: [Run] = []
    ) {
        self.name = name
        self.unit = unit
        self.base = base
        self.head = head
        self.count = count
        self.ratio = ratio
        self.interval = interval
        self.test = test
        self.gate = gate
        self.decision = decision
        self.runs = runs
    }
}
