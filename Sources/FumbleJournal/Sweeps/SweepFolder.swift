import FoundationEssentials
package import FumbleModel
import Glibc
package import SystemPackage

/// A sweep on disk: `sweep.json` says what it is of, `seeds.jsonl` has a line for each run that is
/// finished, and `verdict.json` is what it all showed.
///
/// A line is added with one write to the end of the file, so that whoever is killed leaves whole lines
/// and at most one that was cut off, which is read as not there. One process writes at a time.
package struct SweepFolder: Sendable {
    package let path: FilePath
    let disk: Disk

    package init(_ path: FilePath) {
        self.init(path, disk: Disk())
    }

    package init(_ path: String) {
        self.init(FilePath(path))
    }

    init(_ path: FilePath, disk: Disk) {
        self.path = path
        self.disk = disk
    }

    package var text: String { path.string }
    package var recordPath: FilePath { path.appending("sweep.json") }
    package var linesPath: FilePath { path.appending("seeds.jsonl") }
    package var verdictPath: FilePath { path.appending("verdict.json") }
    /// Where the variants of a swarm that deviated are kept, each in a folder named for its seed.
    package var runs: FilePath { path.appending("runs") }

    package var isThere: Bool { disk.exists(recordPath) }

    /// What puts it in order among the sweeps of its experiment; nil: there is none.
    package var start: RunStart? {
        disk.written(recordPath).map {
            RunStart(name: path.lastComponent?.string ?? "", written: $0)
        }
    }

    /// Begins a sweep here, or goes on with the one that is here.
    ///
    /// - Throws: `taken` where something else is here: another sweep, or what is no sweep's, or
    ///   another process that is writing.
    package func begin(_ record: SweepRecord) throws(JournalError) -> SweepLines {
        try disk.makeFolder(path)
        if let old = try self.record() {
            if let difference = old.difference(from: record) {
                throw JournalError(.taken, path: path.string, cause: difference)
            }
        } else {
            let known = [recordPath, linesPath, verdictPath, runs, Disk.draft(of: recordPath)]
                .compactMap { $0.lastComponent?.string }
            if let other = try disk.names(in: path).first(where: { !known.contains($0) }) {
                throw JournalError(
                    .taken, path: path.string, cause: "it holds \(other), which is no sweep's")
            }
        }
        let lines = try SweepLines(linesPath)
        try replace(recordPath, with: try Self.encoded(record, for: recordPath))
        return lines
    }

    /// Writes what it all showed, over what was written before.
    package func write(verdict: [UInt8]) throws(JournalError) {
        try replace(verdictPath, with: verdict)
    }

    /// What the sweep is of; nil: there is none here.
    package func record() throws(JournalError) -> SweepRecord? {
        guard let bytes = try disk.read(recordPath, atMost: Journal.mostBytes) else { return nil }
        if let schema = try? JSONDecoder().decode(SchemaOnly.self, from: Data(bytes)).schema,
            SweepRecord.isNewer(schema)
        {
            throw JournalError(
                .newer, path: recordPath.string,
                cause: "it is written as \(schema), and this fumble reads up to "
                    + SweepRecord.schema)
        }
        guard let record = try? JSONDecoder().decode(SweepRecord.self, from: Data(bytes)) else {
            throw JournalError(
                .notRead, path: recordPath.string, cause: "it does not say what the sweep is of")
        }
        return record
    }

    /// The runs that are finished, in the order in which they were.
    package func seeds(of header: SweepHeader) throws(JournalError) -> [SeedVerdict] {
        let bytes = try disk.read(linesPath, atMost: Journal.mostBytes) ?? []
        return Self.seeds(in: bytes, of: header)
    }

    /// Lines that cannot be read are left out; of two of the same run the first is taken.
    static func seeds(in bytes: [UInt8], of header: SweepHeader) -> [SeedVerdict] {
        let decoder = SeedRow.decoder()
        var known: Set<RunKey> = []
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let row = try? decoder.decode(SeedRow.self, from: Data(line)),
                let seed = row.verdict(of: header), known.insert(RunKey(seed)).inserted
            else { return nil }
            return seed
        }
    }

    private func replace(_ target: FilePath, with bytes: [UInt8]) throws(JournalError) {
        try disk.replace(target, with: bytes)
    }

    private static func encoded(_ record: SweepRecord, for path: FilePath) throws(JournalError)
        -> [UInt8]
    {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(record)) + [UInt8(ascii: "\n")]
        } catch {
            throw JournalError(.notWritten, path: path.string, cause: "\(error)")
        }
    }
}

/// Which run of a sweep it is: the seed and the setting of the varied inputs.
package struct RunKey: Hashable, Sendable {
    package let seed: UInt64
    package let varied: [Plan.Input]

    package init(seed: UInt64, varied: [Plan.Input]) {
        self.seed = seed
        self.varied = varied
    }

    package init(_ verdict: SeedVerdict) {
        self.init(seed: verdict.seed, varied: verdict.varied)
    }
}

/// What `sweep.json` says.
package struct SweepRecord: Codable, Sendable, Hashable {
    package let schema: String
    package let header: SweepHeader
    /// The file of the experiment, as it was named.
    package let file: String
    package let given: [Plan.Input]
    package let firstSeed: UInt64
    package let lastSeed: UInt64
    package let shard: Shard?
    /// What tells this binary from another of the same version; shards may differ in it.
    package let binary: String

    static let schema = "\(prefix)\(version)"
    private static let prefix = "fumble.sweep-record/"
    private static let version = 1

    package init(
        header: SweepHeader, file: String, given: [Plan.Input], seeds: ClosedRange<UInt64>,
        shard: Shard?, binary: String
    ) {
        schema = Self.schema
        self.header = header
        self.file = file
        self.given = given
        firstSeed = seeds.lowerBound
        lastSeed = seeds.upperBound
        self.shard = shard
        self.binary = binary
    }

    /// The seeds that were asked for; nil: it says nothing that makes sense.
    package var asked: ClosedRange<UInt64>? {
        guard firstSeed <= lastSeed, lastSeed - firstSeed < UInt64(Int32.max) else { return nil }
        return firstSeed...lastSeed
    }

    /// Why another sweep cannot go on here, in one sentence; nil: it is the same. More seeds or
    /// another shard of the same sweep may.
    package func difference(from other: SweepRecord) -> String? {
        if let difference = differenceAsShard(from: other) { return difference }
        return binary == other.binary ? nil : "its sweep was begun by another build of fumble"
    }

    /// The same for a shard, which another binary of the same version may have run.
    package func differenceAsShard(from other: SweepRecord) -> String? {
        let (old, new) = (header, other.header)
        if old.experiment != new.experiment {
            return "it holds a sweep of \(old.experiment), and this is one of \(new.experiment)"
        }
        if old.experimentHash != new.experimentHash {
            return "it holds a sweep of \(old.experiment) as its files were before they changed"
        }
        if old.varied != new.varied { return "its sweep varies other inputs, or other values" }
        if given != other.given || old.inputs != new.inputs {
            return "its sweep was given other inputs"
        }
        if old.isSwarm != new.isSwarm {
            return old.isSwarm ? "its sweep is a swarm" : "its sweep is no swarm"
        }
        if old.build != new.build {
            return "its sweep was begun by fumble \(old.build), and this is \(new.build)"
        }
        return nil
    }

    static func isNewer(_ schema: String) -> Bool {
        guard schema.hasPrefix(prefix) else { return false }
        return Int(schema.dropFirst(prefix.count)).map { $0 > version } ?? false
    }
}
