import FoundationEssentials
package import FumbleModel

/// One run in a list of runs.
package struct RunEntry: Sendable, Hashable {
    package let folder: RunFolder
    /// The names of its folder and of the one above, which are the experiment's and the run's own.
    package let experiment: String
    package let id: String
    /// nil: `run.json` cannot be read.
    package let header: RunHeader?
    package let status: RunStatus?
    /// What `verdict.json` says it showed; nil: it says nothing.
    package let outcome: Outcome?
    package let headline: String?

    /// Reads the two short files of a run, not its events.
    init(_ folder: RunFolder, experiment: String, id: String, from disk: Disk)
        throws(JournalError)
    {
        self.folder = folder
        self.experiment = experiment
        self.id = id
        let record = try disk.read(folder.record, atMost: Journal.mostBytes)
            .flatMap { try? JSONDecoder().decode(RunRecord.self, from: Data($0)) }
        let verdict = try disk.read(folder.verdict, atMost: Journal.mostBytes)
            .flatMap { try? JSONDecoder().decode(Gist.self, from: Data($0)) }
        header = record?.header
        status = record?.status
        outcome = verdict?.outcome
        headline = verdict?.headline
    }

    /// The two members of a verdict that a list shows.
    private struct Gist: Decodable {
        let outcome: Outcome?
        let headline: String?
    }
}
