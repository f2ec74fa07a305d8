internal import ArgumentParser
internal import FumbleJournal

struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Removes old runs, and nothing else.",
        discussion: """
            Examples:
              fumble prune --keep 10
              fumble prune --before 20261101T000000Z
            """)

    @OptionGroup var runs: RunsOptions

    @Option(help: "Keep the newest so many runs of each experiment.")
    var keep: Int?

    @Option(help: "Remove runs made before a time, such as 20261101T000000Z.")
    var before: String?

    func validate() throws {
        guard (keep == nil) != (before == nil) else {
            throw ValidationError("say what to keep: `--keep COUNT` or `--before TIME`")
        }
        if let keep, keep < 0 { throw ValidationError("`--keep` cannot be negative") }
    }

    func run() throws {
        let removed = try RunsOptions.recording { () throws(JournalError) in
            if let before { return try runs.journal.prune(before: before) }
            return try runs.journal.prune(keeping: keep ?? 0)
        }
        for entry in removed { Console.print("removed \(entry.folder.text)\n") }
        Console.note(removed.count == 1 ? "1 run removed" : "\(removed.count) runs removed")
    }
}
