internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import SystemPackage

/// What somebody names to be compared: a sweep's folder, its JSON, a baseline, a folder of runs, or an
/// experiment for its newest sweep; or two explorations.
enum ComparedSides {
    case runs(ComparedRuns, ComparedRuns)
    case explorations(ExplorationSummary, ExplorationSummary)

    static func read(_ name: String) throws -> ComparedRuns {
        try RunsOptions.recording { () throws(JournalError) in try found(name) }
    }

    static func both(_ base: String, _ head: String) throws -> ComparedSides {
        try RunsOptions.recording { () throws(JournalError) in
            let explored = (try exploration(base), try exploration(head))
            switch explored {
            case (let base?, let head?): return .explorations(base, head)
            case (nil, nil): return .runs(try found(base), try found(head))
            case (_?, nil), (nil, _?):
                throw JournalError(
                    .notRead, path: explored.0 == nil ? base : head,
                    cause: "it is no exploration, and the other one is")
            }
        }
    }

    /// - Returns: nil where it is something else.
    private static func exploration(_ name: String) throws(JournalError) -> ExplorationSummary? {
        guard Files.exists(name), !Files.isFolder(name) else { return nil }
        let bytes = try bytes(of: name)
        guard ExplorationDocument.isOne(bytes) else { return nil }
        return try ExplorationDocument.read(bytes, path: name)
    }

    private static func bytes(of name: String) throws(JournalError) -> [UInt8] {
        do throws(Errno) {
            return try Files.readWhole(name)
        } catch {
            throw JournalError(.notRead, path: name, cause: "\(error)")
        }
    }

    private static func found(_ name: String) throws(JournalError) -> ComparedRuns {
        let folder = SweepFolder(name)
        if folder.isThere { return try sweep(in: folder, named: name) }
        if Files.isFolder(name) { return try runs(in: FilePath(name), named: name) }
        if Files.exists(name) { return try document(name) }
        if let newest = SweepStore.newest(of: name) { return try sweep(in: newest, named: name) }
        throw JournalError(
            .notRead, path: name,
            cause: "there is no such file or folder, and no sweep of an experiment of that name")
    }

    private static func document(_ name: String) throws(JournalError) -> ComparedRuns {
        let document = try SweepDocument.read(try bytes(of: name), path: name)
        return ComparedRuns(
            name: name, header: document.header, seeds: document.seeds, missing: document.missing)
    }

    /// Of a sweep that was killed, what it had finished.
    private static func sweep(
        in folder: SweepFolder, named name: String
    ) throws(JournalError) -> ComparedRuns {
        guard let record = try folder.record() else {
            throw JournalError(.notRead, path: name, cause: "it is gone")
        }
        let seeds = try folder.seeds(of: record.header)
        let wanted = record.asked.map { asked in
            (record.shard?.count(of: asked) ?? asked.count)
                * record.header.varied.reduce(1) { $0 * $1.values.count }
        }
        let lacking = max(0, (wanted ?? 0) - seeds.count)
        let missing: String? =
            if let shard = record.shard {
                "it is shard \(shard.text)"
            } else if Files.exists(folder.verdictPath.string) {
                // A sweep that was precise enough early is whole with fewer runs than asked for.
                try document(folder.verdictPath.string).missing
            } else if lacking > 0 { "\(lacking) of its runs are not finished" } else { nil }
        return ComparedRuns(name: name, header: record.header, seeds: seeds, missing: missing)
    }

    /// A folder of runs of one experiment, as `run` keeps them.
    private static func runs(
        in folder: FilePath, named name: String
    ) throws(JournalError) -> ComparedRuns {
        var rows: [VerdictRow] = []
        var sources: StoredSources?
        var unread = 0
        for entry in SweepFiles.names(in: folder) {
            let run = RunFolder(folder.appending(entry))
            guard Files.exists(run.record.string) || Files.exists(run.lines.string) else {
                continue
            }
            guard let bytes = try Journal.verdict(of: run), let row = VerdictRow.read(bytes) else {
                unread += 1
                continue
            }
            if let first = rows.first, first.experimentHash != row.experimentHash {
                throw JournalError(
                    .notRead, path: run.text,
                    cause: "it is a run of \(row.experiment) from other files than the first run "
                        + "of \(name)")
            }
            rows.append(row)
            if sources == nil { sources = try Journal.read(run).sources }
        }
        guard let first = rows.first, let sources else {
            throw JournalError(
                .notRead, path: name, cause: "it holds no sweep, and no run that can be read")
        }
        let file = SourceFile(path: sources.experiment.name, bytes: sources.experiment.bytes)
        let given = sources.given.map { InputSetting(name: $0.name, text: $0.value) }
        let header = SweepHeader(
            experiment: first.experiment, experimentHash: first.experimentHash,
            build: first.build, fleetKind: first.fleetKind, inputs: [], varied: [], isSwarm: false,
            operations: first.operations, responds: true,
            method: MethodDigest.parts(of: file, given: given))
        return ComparedRuns(
            name: name, header: header, seeds: rows.map(\.seed),
            missing: unread > 0 ? "\(unread) of its runs cannot be read" : nil)
    }
}
