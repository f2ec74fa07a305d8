internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport

struct Sweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs an experiment over many seeds, and lists those that deviated.",
        discussion: """
            With --swarm each seed runs a variant of the method: whole kinds of fault left out, the \
            rest smaller. Variants that deviate are kept as runs, to be judged, replayed and shrunk.

            Examples:
              fumble sweep drill.yaml --seeds 1..1000
              fumble sweep drill.yaml --seeds 1..1000 --swarm --format json
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "An experiment.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: "The seeds, such as 1..1000.")
    var seeds: SeedRange

    @Flag(help: "Let each seed run a variant of the method.")
    var swarm = false

    @Option(help: "Seeds that run at one time.")
    var jobs = 2

    @Option(help: "Sets a declared input: name=value.", completion: .default)
    var set: [InputSetting] = []

    @Option(
        help: "The folder for the variants that are kept, one folder a seed.",
        completion: .directory)
    var out: String?

    @Option(help: "The form of the list.")
    var format = Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but mistakes.")
    var quiet = false

    private static let mostJobs = 64

    func validate() throws {
        guard (1...Self.mostJobs).contains(jobs) else {
            throw ValidationError("`--jobs` is from 1 to \(Self.mostJobs), not \(jobs)")
        }
        if out != nil, !swarm {
            throw ValidationError("`--out` is for the variants that `--swarm` keeps")
        }
    }

    func run() async throws {
        switch Workshop(settings: set).compile(file) {
        case .failure(let mistakes):
            let told: DiagnosticsFormat = format == .json ? .json : .text
            let text = told.render(mistakes.diagnostics, sources: mistakes.sources)
            if format == .json { Console.print(text) } else { Console.note(text) }
            try ExitStatus.mistakes.leave()
        case .success(let compiled): try await sweep(compiled).leave()
        }
    }

    private func sweep(_ compiled: CompiledExperiment) async throws -> ExitStatus {
        let watch = SignalWatch()
        let runner = SeedRunner(
            compiled, given: set, isSwarm: swarm, out: out, interruption: watch)
        let progress = ProgressLine(quiet: quiet)
        let range = seeds.seeds
        var deviated = 0
        let results = await Parallel.map(
            range.count, jobs: jobs, isStopped: { watch.signal != nil },
            done: { count, result in
                if result.verdict.outcome == .deviated { deviated += 1 }
                progress.show("\(count) of \(range.count) seeds, \(deviated) deviated")
            },
            { await runner.run(range.lowerBound + UInt64($0)) }
        ).compactMap { $0 }
        progress.clear()
        for result in results { if let error = result.error { Console.note("fumble: \(error)") } }
        let verdict = SweepJudge().judge(
            results.map(\.verdict), of: compiled.plan, hash: compiled.hash, build: Build.version,
            asked: range, isSwarm: swarm)
        print(verdict)
        return .worst(
            of: results.map(\.status) + (results.count < range.count ? [.stopped] : []))
    }

    private func print(_ verdict: SweepVerdict) {
        let folders = verdict.seeds.compactMap { seed in seed.folder.map { (seed.seed, $0) } }
        let words = set.map { " --set \(ShellWord.quoted("\($0.name)=\($0.text)"))" }.joined()
        let (file, isSwarm) = (file, swarm)
        let report = SweepReport(verdict) { seed in
            guard isSwarm else {
                return "fumble run \(ShellWord.quoted(file)) --seed \(seed)\(words)"
            }
            let folder = folders.first { $0.0 == seed }?.1
            return folder.map { "fumble replay \(ShellWord.quoted($0))" }
                ?? "fumble sweep \(ShellWord.quoted(file)) --swarm --seeds \(seed)\(words)"
        }
        let style = ReportStyle(color: color.isOn, width: Console.width)
        Console.print(format == .json ? report.json : report.text(style: style))
    }
}
