internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport
internal import FumbleSweep
internal import SystemPackage

struct Sweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Runs an experiment over many seeds, and lists those that deviated.",
        discussion: """
            Each run that is finished is on disk at once, below Reports/sweeps or in --out: a sweep \
            that was killed goes on with --resume, or with the same --out, and runs nothing twice. \
            --vary sets declared inputs of the experiment or its fleet to several values, each on \
            the same seeds. With --swarm each seed runs a variant of the method: whole kinds of \
            fault left out, the rest smaller. Variants that deviate are kept as runs, to be judged, \
            replayed and shrunk. --until-within ends a sweep when the 95 % interval of the median \
            time to recover is so narrow; looking often does not make it more sure of itself.

            Examples:
              fumble sweep drill.yaml --seeds 1..1000
              fumble sweep drill.yaml --seeds 1..100 --vary crashed=1..8 --jobs 2
              fumble sweep drill.yaml --seeds 1..1000 --until-within 2%
              fumble sweep drill.yaml --seeds 1..1000 --shard 2/8 --out shards/2
              fumble sweep drill.yaml --seeds 1..1000 --swarm --format json
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit, markdown, github, html, csv, prometheus

        /// Prints an overview in this form.
        func print(_ overview: Overview, _ color: ColorChoice) {
            let format = ReportFormats.forOverviews().first { $0.name == rawValue }
            guard let format else { preconditionFailure("there is no report format \(rawValue)") }
            Console.print(
                format.render(overview, style: ReportStyle(color: color.isOn, width: Console.width))
            )
        }
    }

    @Argument(help: "An experiment.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: "The seeds, such as 1..1000.")
    var seeds: SeedRange

    @Option(
        help: "Sets a declared input to several values: name=1..8, name=30s..90s:15s, name=a,b,c.")
    var vary: [String] = []

    @Flag(help: "Let each seed run a variant of the method.")
    var swarm = false

    @Option(help: "Runs at one time; by itself as many as there are cores.")
    var jobs: Int?

    @Option(
        help: "One of several parts of the seeds, such as 2/8; `fumble merge` puts them together.")
    var shard: Shard?

    @Option(help: "Stop when the median time to recover is known so well, such as 2%.")
    var untilWithin: WithinShare?

    @Option(help: "Sets a declared input: name=value.", completion: .default)
    var set: [InputSetting] = []

    @Option(
        help: "The folder of the sweep; one that holds it already is gone on with.",
        completion: .directory)
    var out: String?

    @Flag(help: "Go on with the newest sweep of this experiment.")
    var resume = false

    @Option(help: "The form of the list.")
    var format = Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but mistakes.")
    var quiet = false

    private static let mostJobs = 64
    /// More runs than this are refused: what each showed is kept until the end.
    private static let mostRuns = 10_000_000

    func validate() throws {
        if let jobs, !(1...Self.mostJobs).contains(jobs) {
            throw ValidationError("`--jobs` is from 1 to \(Self.mostJobs), not \(jobs)")
        }
        if resume, out != nil {
            throw ValidationError("`--out` goes on by itself where it can: leave out `--resume`")
        }
        if untilWithin != nil, shard != nil {
            throw ValidationError(
                "`--until-within` looks at all seeds, and a shard has only some of them")
        }
        let varied = try variedInputs()
        for (place, input) in varied.enumerated() {
            if varied[..<place].contains(where: { $0.name == input.name })
                || set.contains(where: { $0.name == input.name })
            {
                throw ValidationError("input `\(input.name)` is set twice")
            }
        }
        let runs = varied.reduce(seeds.seeds.count) { product, input in
            product.multipliedReportingOverflow(by: input.values.count).overflow
                ? Int.max : product * input.values.count
        }
        if runs > Self.mostRuns {
            throw ValidationError("\(runs) runs are more than \(Self.mostRuns)")
        }
    }

    private func variedInputs() throws -> [VariedInput] {
        try vary.map { text in
            do throws(VariedValues.Mistake) {
                return try VariedValues.read(text)
            } catch {
                throw ValidationError("`--vary \(text)`: \(error.message)")
            }
        }
    }

    func run() async throws {
        let compiled = SweepSettings.compile(
            file, given: set, varied: try variedInputs(), isSwarm: swarm)
        switch compiled {
        case .failure(let mistakes):
            let told: DiagnosticsFormat = format == .json ? .json : .text
            let text = told.render(mistakes.diagnostics, sources: mistakes.sources)
            if format == .json { Console.print(text) } else { Console.note(text) }
            try ExitStatus.mistakes.leave()
        case .success(let settings): try await sweep(settings).leave()
        }
    }

    private func sweep(_ settings: SweepSettings) async throws -> ExitStatus {
        for setting in settings.settings { try SecretsOptions.check(setting.compiled) }
        let watch = SignalWatch()
        let record = SweepRecord(
            header: settings.header, file: file,
            given: set.map { Plan.Input(name: $0.name, value: $0.text) }, seeds: seeds.seeds,
            shard: shard, binary: ThisBinary.mark)
        let place = SweepPlace(
            record, out: out, resume: resume, isQuiet: quiet)
        let opened = try place.open()
        let course = SweepCourse(
            settings: settings, seeds: seeds.seeds, shard: shard, jobs: jobs ?? Parallel.cores,
            rule: untilWithin.map { StoppingRule(within: $0.share) },
            progress: ProgressLine(quiet: quiet), lines: opened.lines,
            variants: swarm && out != nil ? opened.folder.runs : nil)
        var ended = await course.carryOut(known: opened.known, watch)
        for error in ended.errors { Console.note("fumble: \(error)") }
        let verdict = SweepJudge(settings.header).judge(
            ended.seeds, asked: seeds.seeds, shard: shard, precision: ended.precision,
            missing: ended.isCutShort ? "This is a part: it was interrupted." : nil)
        let goesOn = ended.isCutShort && opened.lines != nil
        let report = report(on: verdict, goesOn: goesOn ? command(goingOn: true) : nil)
        if opened.lines != nil {
            ended.statuses += place.finish(opened, report.json)
        } else {
            ended.statuses.append(.unrecorded)
        }
        format.print(report.overview, color)
        if goesOn, format != .text {
            Console.note("fumble: interrupted; go on with: \(command(goingOn: true))")
        }
        return .worst(of: ended.statuses + (ended.isCutShort ? [.stopped] : []))
    }

    /// The command that runs it again.
    ///
    /// - Parameter goingOn: nothing of what is finished.
    private func command(goingOn: Bool) -> String {
        var words = [ShellWord.quoted(file), "--seeds", seeds.text]
        for text in vary { words += ["--vary", ShellWord.quoted(text)] }
        for one in set { words += ["--set", ShellWord.quoted("\(one.name)=\(one.text)")] }
        if swarm { words.append("--swarm") }
        if let jobs { words += ["--jobs", "\(jobs)"] }
        if let shard { words += ["--shard", shard.text] }
        if let untilWithin { words += ["--until-within", untilWithin.text] }
        if let out { words += ["--out", ShellWord.quoted(out)] }
        if goingOn, out == nil { words.append("--resume") }
        return "fumble sweep " + words.joined(separator: " ")
    }

    private func report(on verdict: SweepVerdict, goesOn: String?) -> SweepReport {
        let (file, isSwarm) = (file, swarm)
        let given = set.map(\.given)
        let folders = verdict.seeds.compactMap { seed in seed.folder.map { (RunKey(seed), $0) } }
        let again = command(goingOn: false)
        return SweepReport(verdict, again: again, goesOn: goesOn) { seed, varied in
            let inputs = given + varied
            guard isSwarm else { return Self.again(file, seed: seed, inputs) }
            let folder = folders.first { $0.0 == RunKey(seed: seed, varied: varied) }?.1
            return folder.map { "fumble replay \(ShellWord.quoted($0))" }
                ?? "fumble sweep \(ShellWord.quoted(file)) --swarm --seeds \(seed)"
                + Self.words(inputs)
        }
    }

    /// The command that runs one seed again.
    static func again(_ file: String, seed: UInt64, _ inputs: [Plan.Input]) -> String {
        "fumble run \(ShellWord.quoted(file)) --seed \(seed)\(words(inputs))"
    }

    private static func words(_ inputs: [Plan.Input]) -> String {
        inputs.map { " --set \(ShellWord.quoted("\($0.name)=\($0.value)"))" }.joined()
    }
}

extension Shard: ExpressibleByArgument {
    /// `2/8`.
    package init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]) else {
            return nil
        }
        self.init(number: number, of: count)
    }
}

/// A share as it is typed: `2%`, `0.5%`.
struct WithinShare: ExpressibleByArgument, Sendable {
    let share: Share
    /// As it was typed.
    let text: String

    init?(argument: String) {
        text = argument
        guard argument.hasSuffix("%"), let percent = Double(argument.dropLast()), percent > 0,
            percent <= 100
        else { return nil }
        share = .percent(percent)
    }
}
