internal import ArgumentParser
internal import FumbleControl
internal import FumbleJournal
internal import FumbleModel
internal import SystemPackage

/// Where runs are kept, and how one of them is named.
struct RunsOptions: ParsableArguments {
    @Option(
        help: "The folder in which runs are kept.", completion: .directory)
    var runs = "Reports/runs"

    var journal: Journal { Journal(root: runs) }

    /// Where a run goes that nobody gave a place.
    static let standard = Journal(root: "Reports/runs")

    /// The run that somebody names: its folder, its id alone or behind its experiment's name and a
    /// slash, or the newest of an experiment.
    func folder(named name: String) throws -> RunFolder {
        if Self.isFolder(name) { return RunFolder(name) }
        let entries = try Self.recording { () throws(JournalError) in try journal.list() }
        let meant = entries.filter { $0.id == name || "\($0.experiment)/\($0.id)" == name }
        if meant.count > 1 {
            let names = meant.map { "\($0.experiment)/\($0.id)" }
            throw ValidationError(
                "'\(name)' is the id of \(meant.count) runs: say which of "
                    + "\(names.joined(separator: ", "))")
        }
        if let entry = meant.first { return entry.folder }
        let newest = entries.filter { $0.experiment == name }.last
        if let newest { return newest.folder }
        if let refusal = Self.sweep(in: name) { throw refusal }
        throw ValidationError(
            "there is no run '\(name)': give its folder, EXPERIMENT/ID, its id, or an experiment's "
                + "name; `fumble list` shows them")
    }

    /// Why a folder is none of a run, where it is one of a sweep.
    private static func sweep(in name: String) -> ValidationError? {
        let folder = SweepFolder(name)
        guard folder.isThere else { return nil }
        let record = try? folder.record()
        let merge = "fumble merge \(ShellWord.quoted(name))"
        guard let shard = record?.shard else {
            return ValidationError("'\(name)' is a sweep and no run: `\(merge)` reports it")
        }
        return ValidationError(
            "'\(name)' is shard \(shard.text) of a sweep and no run: `fumble merge` with the folders "
                + "of all \(shard.count) shards puts them together and reports them "
                + "(`\(merge)` this part alone)")
    }

    /// Nobody has run an experiment of that name.
    static func unknown(_ experiment: String) -> ValidationError {
        ValidationError(
            "there is no run of '\(experiment)': `fumble list` shows the experiments that were run")
    }

    /// Whether it is the folder of a run that somebody names, and not what a run is called.
    static func isFolder(_ name: String) -> Bool {
        Files.exists(FilePath(name).appending("run.jsonl").string)
    }

    func read(_ name: String) throws -> StoredRun {
        let folder = try folder(named: name)
        return try Self.recording { () throws(JournalError) in try Journal.read(folder) }
    }

    /// Does something with runs on disk; where that fails it says why and ends with that status.
    static func recording<Value>(_ body: () throws(JournalError) -> Value) throws -> Value {
        do throws(JournalError) {
            return try body()
        } catch {
            Console.note("fumble: \(error)")
            throw ExitCode(ExitStatus.unrecorded.rawValue)
        }
    }
}
