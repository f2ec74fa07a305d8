package import FumbleModel

/// A run with the files that it came from: all that is needed to judge or replay it.
package struct StoredRun: Sendable {
    package let sources: StoredSources
    package let run: Run
    /// Why this is less than the whole run, in one sentence; nil: it is whole.
    package let missing: String?
    /// Where its lines end before their time; nil: they do not.
    package let cutAt: Instant?
    /// Whether it was begun and never ended, or is still going on.
    package let isUnfinished: Bool
    package let isGoingOn: Bool

    package init(
        sources: StoredSources, run: Run, missing: String?, cutAt: Instant?,
        isUnfinished: Bool = false, isGoingOn: Bool = false
    ) {
        self.isUnfinished = isUnfinished
        self.isGoingOn = isGoingOn
        self.sources = sources
        self.run = run
        self.missing = missing
        self.cutAt = cutAt
    }
}

/// The files that people wrote, as they were when the run was made.
package struct StoredSources: Sendable, Hashable {
    package let experiment: StoredFile
    package let fleet: StoredFile
    /// What was given with `--set`, as given.
    package let given: [Plan.Input]

    package init(experiment: StoredFile, fleet: StoredFile, given: [Plan.Input]) {
        self.experiment = experiment
        self.fleet = fleet
        self.given = given
    }
}

package struct StoredFile: Sendable, Hashable {
    /// The name by which messages call it, such as `Experiments/s3-2017/baseline.yaml`.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
