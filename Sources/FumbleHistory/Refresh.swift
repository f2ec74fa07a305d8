import FumbleJournal
import FumbleModel
import GRDB
import SystemPackage

/// Brings an index up to date with the folders of the runs, and reads all of it.
struct Refresh {
    let journal: Journal
    /// All runs there are.
    let stubs: [RunStub]
    let examiner: RunExaminer

    /// Runs that are written at a time, so that an update that is broken off was not for nothing.
    private static let batch = 500

    func onDisk(at place: FilePath, note: String?) throws -> History {
        try refreshed(IndexFile(at: place), note: note)
    }

    /// The same answer with every run read anew.
    func withoutIndex(note: String) -> History {
        var sources: [String: KeptSource] = [:]
        let runs = stubs.map { kept($0, &sources) }
        return History(
            runs: Self.inOrder(runs), sources: sources.values.sorted { $0.key < $1.key },
            work: .init(found: stubs.count, read: stubs.count, forgotten: 0), note: note)
    }

    private func refreshed(_ index: IndexFile, note: String?) throws -> History {
        let known = try index.queue.read { try Self.stamps($0) }
        let changed = stubs.filter { known[Key($0)] != $0.stamp }
        var sources = try index.queue.read { try KeptSource.all($0) }
        var start = 0
        while start < changed.count {
            let part = changed[start..<min(start + Self.batch, changed.count)]
            try index.queue.write { database in
                for stub in part {
                    let known = sources.count
                    let run = kept(stub, &sources)
                    if sources.count > known, let key = run.files?.key {
                        try sources[key]?.insert(database)
                    }
                    try Self.forget(stub.experiment, stub.id, database)
                    try run.insert(database, stamp: stub.stamp)
                }
            }
            start += Self.batch
        }
        let there = Set(stubs.map(Key.init))
        let gone = known.keys.filter { !there.contains($0) }
        if !gone.isEmpty {
            try index.queue.write { database in
                for key in gone { try Self.forget(key.experiment, key.id, database) }
            }
        }
        let runs = try index.queue.read { try KeptRun.all($0) }
        return History(
            runs: Self.inOrder(runs), sources: sources.values.sorted { $0.key < $1.key },
            work: .init(found: stubs.count, read: changed.count, forgotten: gone.count), note: note)
    }

    /// By experiment, the oldest first.
    private static func inOrder(_ runs: [KeptRun]) -> [KeptRun] {
        runs.sorted {
            $0.experiment == $1.experiment
                ? $0.start < $1.start : $0.experiment < $1.experiment
        }
    }

    /// - Parameter sources: what is known already; what the run's files say is added.
    private func kept(_ stub: RunStub, _ sources: inout [String: KeptSource]) -> KeptRun {
        let entry = journal.entry(of: stub)
        let row = verdict(of: entry)
        let key = entry.sourceKey
        if let key, sources[key] == nil, let source = source(of: entry, key) {
            sources[key] = source
        }
        var restarted: [String] = []
        if let row, !row.restarted.isEmpty, let source = key.flatMap({ sources[$0] }) {
            restarted = self.restarted(in: entry, source)
        }
        return KeptRun(entry, row: row, key: key, restarted: restarted)
    }

    private func verdict(of entry: RunEntry) -> VerdictRow? {
        guard entry.outcome != nil else { return nil }
        do throws(JournalError) {
            return try Journal.verdict(of: entry.folder).flatMap(VerdictRow.read)
        } catch {
            return nil
        }
    }

    /// - Returns: nil: the files are gone.
    private func source(of entry: RunEntry, _ key: String) -> KeptSource? {
        do throws(JournalError) {
            guard let header = entry.header, let stored = try Journal.sources(of: entry) else {
                return nil
            }
            return examiner.source(stored, header.fleetKind, key)
        } catch {
            return nil
        }
    }

    /// What the events say, and nothing if they cannot be read.
    private func restarted(in entry: RunEntry, _ source: KeptSource) -> [String] {
        do throws(JournalError) {
            return examiner.restarted(try Journal.read(entry.folder).run, source)
        } catch {
            return []
        }
    }

    private struct Key: Hashable {
        let experiment: String
        let id: String

        init(experiment: String, id: String) {
            self.experiment = experiment
            self.id = id
        }

        init(_ stub: RunStub) { self.init(experiment: stub.experiment, id: stub.id) }
    }

    private static func stamps(_ database: Database) throws -> [Key: String] {
        var stamps: [Key: String] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT experiment, id, stamp FROM run")
        while let row = try rows.next().map(Cells.init) {
            stamps[Key(experiment: try row.one("experiment"), id: try row.one("id"))] =
                try row.one("stamp")
        }
        return stamps
    }

    private static func forget(
        _ experiment: String, _ id: String, _ database: Database
    ) throws {
        for table in ["run", "recovery"] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE experiment = ? AND id = ?",
                arguments: [experiment, id])
        }
    }
}

extension RunEntry {
    /// The texts of both files and what was given name what the run was made from; nil: unknown.
    var sourceKey: String? {
        guard let header, let source else { return nil }
        let given = source.given.map { "\($0.name)=\($0.value)" }
        return ([header.experimentHash, header.fleetKind] + given).joined(separator: "\n")
    }
}
