import FoundationEssentials
import FumbleModel
import SystemPackage

extension Journal {
    /// Reads a run back, as far as its record goes.
    ///
    /// - Throws: `notARun` where there is none, `newer` where a newer fumble wrote it.
    package static func read(_ folder: RunFolder) throws(JournalError) -> StoredRun {
        let disk = Disk()
        let lines = try disk.read(folder.lines, atMost: mostBytes)
        let text = try disk.read(folder.record, atMost: mostBytes)
        guard lines != nil || text != nil else {
            throw JournalError(
                .notARun, path: folder.path.string,
                cause: "it has neither a run.json nor a run.jsonl")
        }
        try refuseNewer(text, folder.record)
        try refuseNewer(lines.map(firstLine), folder.lines)
        let reader = LineReader(lines ?? [])
        let summary = text.flatMap { try? JSONDecoder().decode(RunRecord.self, from: Data($0)) }
        guard let record = summary ?? reader.record else {
            throw JournalError(
                .notARun, path: folder.path.string,
                cause: "neither run.json nor the first line of run.jsonl can be read")
        }
        let unfinished = summary.flatMap { $0.status == nil ? $0.unfinished : nil }
        let lacking = reader.missing ?? (summary == nil ? "run.json cannot be read" : nil)
        let missing = [unfinished, lacking].compactMap(\.self).joined(separator: ": ")
        let isCut = reader.missing != nil || unfinished != nil
        return StoredRun(
            sources: StoredSources(
                experiment: try source(folder.experiment, named: record.experimentName),
                fleet: try source(folder.fleet, named: record.fleetName), given: record.given),
            run: Run(
                header: record.header,
                status: record.status ?? .failed(reason: unfinished ?? "the record has no status"),
                arms: reader.arms),
            missing: missing.isEmpty ? nil : missing,
            cutAt: isCut ? reader.arms.last?.end ?? .start : nil,
            isUnfinished: unfinished != nil, isGoingOn: record.isGoingOn)
    }

    /// The verdict as it was told when the run was made; nil: none was written.
    package static func verdict(of folder: RunFolder) throws(JournalError) -> [UInt8]? {
        try Disk().read(folder.verdict, atMost: mostBytes)
    }

    /// The files that a listed run was made from, as they were.
    package static func sources(of entry: RunEntry) throws(JournalError) -> StoredSources? {
        guard let source = entry.source else { return nil }
        return StoredSources(
            experiment: try Self.source(entry.folder.experiment, named: source.experiment),
            fleet: try Self.source(entry.folder.fleet, named: source.fleet), given: source.given)
    }

    private static func source(_ path: FilePath, named name: String) throws(JournalError)
        -> StoredFile
    {
        guard let bytes = try Disk().read(path, atMost: mostBytes) else {
            throw JournalError(.notRead, path: path.string, cause: "No such file or directory")
        }
        return StoredFile(name: name, bytes: bytes)
    }

    private static func refuseNewer(_ text: [UInt8]?, _ path: FilePath) throws(JournalError) {
        guard let schema = text.flatMap(Schema.newer) else { return }
        throw JournalError(
            .newer, path: path.string,
            cause: "it is written as \(schema), and this fumble reads up to \(Schema.current)")
    }

    private static func firstLine(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](bytes.prefix { $0 != UInt8(ascii: "\n") })
    }

    /// A record larger than this is none of ours: 512 MiB.
    static let mostBytes = 512 << 20
}
