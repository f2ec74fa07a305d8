internal import ArgumentParser
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport
internal import SystemPackage

struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Puts the shards of a sweep together.",
        discussion: """
            Example, after two machines ran `fumble sweep drill.yaml --seeds 1..1000 --shard 1/2` and \
            2/2, each with its own --out:
              fumble merge shards/1 shards/2 --out whole
            """)

    @Argument(help: "The folders of the shards.", completion: .directory)
    var shards: [String]

    @Option(help: "The folder for the whole.", completion: .directory)
    var out: String?

    @Option(help: "The form of the list.")
    var format = Sweep.Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    func run() throws {
        let parts = try shards.map { name in
            try RunsOptions.recording { () throws(JournalError) in try Self.read(name) }
        }
        guard let first = parts.first else { throw ValidationError("no shard was given") }
        for part in parts.dropFirst() {
            if let difference = first.record.differenceAsShard(from: part.record) {
                throw ValidationError("\(part.name) is no shard of \(first.name): \(difference)")
            }
        }
        let seeds = try Self.together(parts)
        let asked = parts.compactMap(\.record.asked)
        let range = (asked.map(\.lowerBound).min() ?? 0)...(asked.map(\.upperBound).max() ?? 0)
        let wanted =
            range.count * first.record.header.varied.reduce(1) { $0 * $1.values.count }
        let lacking = wanted - seeds.count
        let verdict = SweepJudge(first.record.header).judge(
            seeds, asked: range,
            missing: lacking > 0 ? "This is a part: \(lacking) of \(wanted) runs are missing." : nil
        )
        let file = first.record.file
        let report = SweepReport(verdict, again: ThisCommand.text) { seed, varied in
            Sweep.again(file, seed: seed, first.record.given + varied)
        }
        if let out { try keep(in: SweepFolder(out), first.record, range, seeds, report.json) }
        format.print(report.overview, color)
        let statuses = seeds.map { ExitStatus($0.status, $0.outcome) }
        try ExitStatus.worst(of: statuses + (lacking > 0 ? [.stopped] : [])).leave()
    }

    private struct Part {
        let name: String
        let record: SweepRecord
        let seeds: [SeedVerdict]
    }

    private static func read(_ name: String) throws(JournalError) -> Part {
        let folder = SweepFolder(name)
        guard let record = try folder.record() else {
            throw JournalError(.notRead, path: name, cause: "there is no sweep in it")
        }
        return Part(name: name, record: record, seeds: try folder.seeds(of: record.header))
    }

    /// A run that two shards have must be the same in both: one seed goes one way.
    private static func together(_ parts: [Part]) throws -> [SeedVerdict] {
        var known: [RunKey: (seed: SeedVerdict, part: String)] = [:]
        var seeds: [SeedVerdict] = []
        for part in parts {
            for seed in part.seeds {
                if let other = known[RunKey(seed)] {
                    guard other.seed.eventsHash == seed.eventsHash else {
                        Console.note(
                            "fumble: seed \(seed.seed) went one way in \(other.part) and another "
                                + "in \(part.name)")
                        throw ExitCode(ExitStatus.bug.rawValue)
                    }
                    continue
                }
                known[RunKey(seed)] = (seed, part.name)
                seeds.append(seed)
            }
        }
        return seeds
    }

    private func keep(
        in folder: SweepFolder, _ first: SweepRecord, _ range: ClosedRange<UInt64>,
        _ seeds: [SeedVerdict], _ verdict: String
    ) throws {
        let record = SweepRecord(
            header: first.header, file: first.file, given: first.given, seeds: range, shard: nil,
            binary: first.binary)
        try RunsOptions.recording { () throws(JournalError) in
            let lines = try folder.begin(record)
            let there = Set(try folder.seeds(of: record.header).map { RunKey($0) })
            for seed in seeds where !there.contains(RunKey(seed)) {
                try lines.append(SeedJSON.line(seed))
            }
            try lines.sync()
            try folder.write(verdict: Array(verdict.utf8))
        }
    }
}
