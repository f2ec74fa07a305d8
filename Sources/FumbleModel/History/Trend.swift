/// One measure of an experiment's runs over time.
package struct Trend: Sendable {
    package let experiment: String
    /// `get.time-to-recover`, and `time to recover of get`.
    package let metric: String
    package let words: String
    package let unit: MetricComparison.Unit
    /// One for each sort of fleet that it was run on.
    package let series: [TrendSeries]
    /// Runs that are no part of any series, and why.
    package let leftOut: [LeftOut]
    package let rehearsals: [RehearsalAge]

    package init(
        experiment: String, metric: String, words: String, unit: MetricComparison.Unit,
        series: [TrendSeries], leftOut: [LeftOut], rehearsals: [RehearsalAge]
    ) {
        self.experiment = experiment
        self.metric = metric
        self.words = words
        self.unit = unit
        self.series = series
        self.leftOut = leftOut
        self.rehearsals = rehearsals
    }

    package struct LeftOut: Sendable, Hashable {
        package let runs: [String]
        package let because: String

        package init(runs: [String], because: String) {
            self.runs = runs
            self.because = because
        }
    }
}

/// Runs of one method on one sort of fleet, in order of time.
package struct TrendSeries: Sendable {
    /// `simulated` or `processes`.
    package let fleetKind: String
    package let points: [Point]
    /// What lies between two changes; together all points.
    package let stretches: [Stretch]
    /// One less than the stretches.
    package let changes: [Change]
    /// Points below which no change can be told.
    package let enough: Int
    /// Runs whose inputs are not those of the run before, in order of time.
    package let inputChanges: [InputChange]

    package init(
        fleetKind: String, points: [Point], stretches: [Stretch], changes: [Change], enough: Int,
        inputChanges: [InputChange] = []
    ) {
        self.inputChanges = inputChanges
        self.fleetKind = fleetKind
        self.points = points
        self.stretches = stretches
        self.changes = changes
        self.enough = enough
    }

    package struct Point: Sendable, Hashable {
        package let run: String
        package let when: RunMoment
        package let seed: UInt64
        package let build: String
        package let experimentHash: String
        /// Seconds or requests.
        package let value: Double
        /// It was longer: the run ended first.
        package let isCensored: Bool
        package let inputs: [Plan.Input]

        package init(
            run: String, when: RunMoment, seed: UInt64, build: String, experimentHash: String,
            value: Double, isCensored: Bool, inputs: [Plan.Input] = []
        ) {
            self.inputs = inputs
            self.run = run
            self.when = when
            self.seed = seed
            self.build = build
            self.experimentHash = experimentHash
            self.value = value
            self.isCensored = isCensored
        }
    }

    package struct InputChange: Sendable, Hashable {
        /// The first point that has them.
        package let place: Int
        /// `rate was 2, and is 4`; at least one.
        package let texts: [String]

        package init(place: Int, texts: [String]) {
            self.place = place
            self.texts = texts
        }
    }

    package struct Stretch: Sendable, Hashable {
        package let places: Range<Int>
        /// nil: longer than `observed`.
        package let median: Double?
        package let censored: Int
        /// The longest that was seen.
        package let observed: Double

        package init(places: Range<Int>, median: Double?, censored: Int, observed: Double) {
            self.places = places
            self.median = median
            self.censored = censored
            self.observed = observed
        }
    }

    package struct Change: Sendable, Hashable {
        /// The first point of the new stretch.
        package let place: Int
        /// Of a change so clear by chance.
        package let chance: Double
        /// The median after over that before; nil: one of them is not known, or nothing.
        package let ratio: Double?
        /// What else was new with that run.
        package let isNewBuild: Bool
        package let areNewFiles: Bool

        package init(
            place: Int, chance: Double, ratio: Double?, isNewBuild: Bool, areNewFiles: Bool
        ) {
            self.place = place
            self.chance = chance
            self.ratio = ratio
            self.isNewBuild = isNewBuild
            self.areNewFiles = areNewFiles
        }
    }
}
