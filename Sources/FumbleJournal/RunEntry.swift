import FoundationEssentials
package import FumbleModel

/// One run in a list of runs.
package struct RunEntry: Sendable, Hashable {
    package let folder: RunFolder
    /// The names of its folder and of the one above, which are the experiment's and the run's own.
    package let experiment: String
    package let id: String
    /// What puts it in order, and what that was made of.
    package let start: RunStart
    package let began: Int64?
    /// nil: `run.json` cannot be read.
    package let header: RunHeader?
    package let status: RunStatus?
    /// What `verdict.json` says it showed; nil: it says nothing.
    package let outcome: Outcome?
    package let headline: String?
    /// The names of the files that it was made from, and what was given with `--set`.
    package let source: Source?
    /// Why it is less than a whole run that can be read, in one sentence; nil: it is whole.
    package let trouble: String?
    /// Whether somebody is at it now.
    package let isGoingOn: Bool

    package struct Source: Sendable, Hashable {
        package let experiment: String
        package let fleet: String
        package let given: [Plan.Input]
    }

    /// Reads the two short files of a run and the end of its events, not the events.
    init(_ stub: RunStub, from disk: Disk) {
        folder = stub.folder
        experiment = stub.experiment
        id = stub.id
        let parts = RunParts(of: stub.folder, from: disk)
        began = parts.record?.began
        start = RunStart(name: stub.id, began: began, written: stub.written)
        header = parts.record?.header
        status = parts.record?.status
        source = parts.record.map {
            Source(experiment: $0.experimentName, fleet: $0.fleetName, given: $0.given)
        }
        outcome = parts.gist?.outcome
        headline = parts.gist?.headline
        trouble = parts.trouble
        isGoingOn = parts.record?.isGoingOn ?? false
    }
}

/// What of a run can be read without its events, and what is wrong with the rest.
private struct RunParts {
    private(set) var record: RunRecord?
    private(set) var gist: Gist?
    /// The first that is wrong.
    private(set) var trouble: String?

    /// The two members of a verdict that a list shows.
    struct Gist: Decodable {
        let outcome: Outcome?
        let headline: String?
    }

    init(of folder: RunFolder, from disk: Disk) {
        do throws(JournalError) {
            try readRecord(of: folder, from: disk)
            try readVerdict(of: folder, from: disk)
        } catch {
            note("\(error)")
        }
    }

    private mutating func readRecord(of folder: RunFolder, from disk: Disk) throws(JournalError) {
        let text = try disk.read(folder.record, atMost: Journal.mostBytes)
        record = text.flatMap { try? JSONDecoder().decode(RunRecord.self, from: Data($0)) }
        let end = try disk.end(of: folder.lines, atMost: Self.endBytes)
        var newer = text.flatMap(Schema.newer)
        if record == nil, newer == nil { newer = try newerLines(of: folder, from: disk) }
        if let newer {
            record = nil
            return note("it is written as \(newer), and this fumble reads up to \(Schema.current)")
        }
        if record == nil { note("run.json \(text == nil ? "is missing" : "cannot be read")") }
        if let record, record.status == nil { note(record.unfinished) }
        switch end {
        case nil: note("run.jsonl is missing")
        case let end? where !Self.isWhole(end): note("run.jsonl is cut short")
        default: break
        }
    }

    /// The version that the first line of `run.jsonl` names, where only that is left to say it.
    private func newerLines(of folder: RunFolder, from disk: Disk) throws(JournalError) -> String? {
        let start = try disk.start(of: folder.lines, atMost: Self.endBytes) ?? []
        return Schema.newer([UInt8](start.prefix { $0 != UInt8(ascii: "\n") }))
    }

    private mutating func readVerdict(of folder: RunFolder, from disk: Disk) throws(JournalError) {
        guard let text = try disk.read(folder.verdict, atMost: Journal.mostBytes) else {
            return note(KeptRun.notJudged)
        }
        gist = try? JSONDecoder().decode(Gist.self, from: Data(text))
        if gist == nil { note("verdict.json cannot be read") }
    }

    private mutating func note(_ text: String) { trouble = trouble ?? text }

    /// Whether the last line of the lines is whole and ends an arm. One that is longer than what was
    /// read ends an arm too: of the lines only those have no bound.
    private static func isWhole(_ end: [UInt8]) -> Bool {
        guard end.last == UInt8(ascii: "\n") else { return false }
        let rest = end.dropLast()
        guard let before = rest.lastIndex(of: UInt8(ascii: "\n")) else {
            return end.count == endBytes || rest.starts(with: endOfArm)
        }
        return rest[(before + 1)...].starts(with: endOfArm)
    }

    private static let endOfArm = Array(#"{"end":"#.utf8)
    /// Longer than any line but the ends of long arms.
    private static let endBytes = 1 << 16
}
