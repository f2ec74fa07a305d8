/// What is kept of one run of a sweep: what it showed, and nothing that grows with its length.
package struct SeedVerdict: Sendable {
    package let seed: UInt64
    package let status: RunStatus
    package let outcome: Outcome
    package let headline: String
    /// The paths of the findings that deviated, in the order of the verdict; each once.
    package let deviations: [String]
    /// Where the file asks for each of them.
    package let places: [String: SourcePosition]
    package let recovery: Recovery
    package let byOperation: [OperationRecovery]
    package let events: Int
    package let eventsHash: UInt64
    /// The folder in which the run is kept; nil: it is not.
    package let folder: String?
    /// What the file expects and this run was not asked, by the paths of the findings.
    package let notAsked: [String]
    /// What the varied inputs were set to; empty: none was varied.
    package let varied: [Plan.Input]
    /// The promises that were broken with the guards as configured, as `capacity of index`.
    package let promisesBroken: [String]
    package let guards: [SeedGuard]

    /// - Parameter folder: where the run is kept; nil: it is not.
    package init(
        _ verdict: Verdict, folder: String?, notAsked: [String] = [], varied: [Plan.Input] = []
    ) {
        var paths: [String] = []
        var places: [String: SourcePosition] = [:]
        for finding in verdict.findings
        where finding.outcome == .deviated && places[finding.path] == nil {
            paths.append(finding.path)
            places[finding.path] = finding.position
        }
        seed = verdict.header.seed
        status = verdict.status
        outcome = verdict.outcome
        headline = verdict.headline
        deviations = paths
        self.places = places
        recovery = verdict.main.recovery
        byOperation = verdict.main.byOperation
        events = verdict.events
        eventsHash = verdict.eventsHash
        self.folder = folder
        self.notAsked = notAsked
        self.varied = varied
        promisesBroken = verdict.main.promises.filter { !$0.isKept }.map { result in
            result.subsystem.map { "\(result.promise) of \($0)" } ?? result.promise
        }
        guards = verdict.guards.map {
            SeedGuard(
                name: $0.name, falseStops: $0.falseStops, decidedIn: $0.decidedIn)
        }
    }

    /// One that was read back.
    package init(
        seed: UInt64, status: RunStatus, outcome: Outcome, headline: String, deviations: [String],
        recovery: Recovery, byOperation: [OperationRecovery], events: Int, eventsHash: UInt64,
        folder: String?, notAsked: [String], varied: [Plan.Input], promisesBroken: [String],
        guards: [SeedGuard], places: [String: SourcePosition] = [:]
    ) {
        self.places = places
        self.seed = seed
        self.status = status
        self.outcome = outcome
        self.headline = headline
        self.deviations = deviations
        self.recovery = recovery
        self.byOperation = byOperation
        self.events = events
        self.eventsHash = eventsHash
        self.folder = folder
        self.notAsked = notAsked
        self.varied = varied
        self.promisesBroken = promisesBroken
        self.guards = guards
    }

    /// `completed` runs by what they showed, the others by their status.
    package var word: String { status == .completed ? outcome.rawValue : status.word }
}

/// How one guard did in one run, as far as sweeps are compared by it.
package struct SeedGuard: Sendable, Hashable {
    package let name: String
    /// Times it refused or clamped the meant command, or a repair.
    package let falseStops: Int
    /// The longest that it took to answer; nil: it was not asked.
    package let decidedIn: TimeSpan?

    package init(name: String, falseStops: Int, decidedIn: TimeSpan?) {
        self.name = name
        self.falseStops = falseStops
        self.decidedIn = decidedIn
    }
}
