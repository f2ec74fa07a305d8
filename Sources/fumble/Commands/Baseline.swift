internal import ArgumentParser
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport
internal import SystemPackage

struct Baseline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Writes a sweep as a baseline to compare with, a line a run.",
        discussion: """
            A baseline is kept with the code: sorted, a line a run, only what comparisons look at, so \
            that a reviewer sees in a diff which seeds changed, and how. One of a part of a sweep \
            says what is missing, and that nothing is worse is not decided with it.

            Examples:
              fumble baseline drill
              fumble baseline Reports/sweeps/drill/20261129T100000Z-1 --name drill-nightly
            """)

    @Argument(help: "A sweep: its folder, its JSON, or an experiment's name for its newest.")
    var sweep: String

    @Option(help: "The baseline's name; by itself the experiment's.")
    var name: String?

    @Option(help: "The folder of baselines.", completion: .directory)
    var baselines = "Reports/baselines"

    func validate() throws {
        if let name, !RunName.isPlain(name) {
            throw ValidationError(
                "'\(name)' cannot be a baseline's name: give one of letters, digits, -, _ and .")
        }
    }

    func run() throws {
        let runs = try ComparedSides.read(sweep)
        let path = FilePath(baselines).appending("\(name ?? runs.header.experiment).json")
        let text = BaselineJSON.text(runs.header, runs.seeds, missing: runs.missing)
        try RunsOptions.recording { () throws(JournalError) in
            try WholeFile.write(Array(text.utf8), to: path)
        }
        if let missing = runs.missing {
            Console.note("fumble: the baseline is a part, and says so: \(missing)")
        }
        Console.print("\(path): \(runs.seeds.count) runs of \(runs.header.experiment)\n")
    }
}
