internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleModel
internal import FumbleProcesses
internal import FumbleReport
internal import SystemPackage

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs experiments, judges them, and says what they showed.",
        discussion: """
            Examples:
              fumble run Experiments/s3-2017/mistyped-removal.yaml
              fumble run drill.yaml --seed 7 --set removed=44 --format json
              fumble run Experiments/s3-2017/*.yaml --format junit > verdicts.xml
              fumble run drill.yaml --seeds 1..200 --format json > verdicts.jsonl
            """)

    @Argument(help: "Experiments.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @Option(help: "The fleet: simulated, or processes.")
    var on = FleetKind.simulated

    @Option(help: "The seed; the same seed gives the same run.")
    var seed: UInt64 = 1

    @Option(help: "Many seeds on all cores, one line of JSON each: 1..200. Stores no run.")
    var seeds: SeedRange?

    @Option(help: "Seeds that are run at a time; as many as there are cores if left out.")
    var jobs: Int?

    @Option(help: "Sets a declared input: name=value.", completion: .default)
    var set: [InputSetting] = []

    @Option(help: "The run's folder, instead of one below Reports/runs.", completion: .directory)
    var out: String?

    /// For reports that must come out the same at any time of day, such as the worked examples.
    @Option(
        help: ArgumentHelp(
            "The run's own name, instead of the time of day and the seed.", visibility: .hidden))
    var id: String?

    @Option(
        name: .customLong("arms"),
        help: "The arms: meant,guarded,unguarded. On processes the last only if it is asked for.")
    var armList: ArmList?

    @Option(
        help: "Writes every event and window into this file as they come, one line of JSON each.",
        completion: .file())
    var events: String?

    @Flag(help: "Runs twice in two processes and names the first event that differs.")
    var verifyDeterminism = false

    @OptionGroup var secrets: SecretsOptions

    @OptionGroup var report: ReportOptions

    private var arms: [Arm] { armList?.arms ?? [] }

    func validate() throws {
        if files.isEmpty { throw ValidationError("no experiment was given") }
        if out != nil, files.count > 1 {
            throw ValidationError("`--out` takes one experiment: \(files.count) were given")
        }
        try validateSeeds()
        if events == "-" {
            throw ValidationError(
                "`--events` takes a file, for standard output carries the report: "
                    + "`--events /dev/stderr` shows them beside it")
        }
        if let id {
            guard files.count == 1 else {
                throw ValidationError("`--id` takes one experiment: \(files.count) were given")
            }
            guard RunName.isPlain(id) else {
                throw ValidationError(
                    "'\(id)' cannot be a run's name: give one of letters, digits, -, _ and .")
            }
        }
        if on == .processes, seeds != nil || verifyDeterminism {
            throw ValidationError(
                "`--seeds` and `--verify-determinism` are of simulated fleets: real processes "
                    + "never go the same way twice")
        }
        if verifyDeterminism, out != nil || id != nil || report.format != .text {
            throw ValidationError(
                "`--verify-determinism` keeps no run and prints no report: "
                    + "it goes without `--out`, `--id` and `--format`")
        }
    }

    private func validateSeeds() throws {
        if let jobs, jobs < 1 || seeds == nil {
            throw ValidationError("`--jobs` is how many of `--seeds` are run at a time")
        }
        guard seeds != nil else { return }
        if files.count > 1 {
            throw ValidationError("`--seeds` takes one experiment: \(files.count) were given")
        }
        if report.format != .json { throw ValidationError("`--seeds` needs `--format json`") }
        if out != nil || id != nil || events != nil || verifyDeterminism {
            throw ValidationError(
                "`--seeds` keeps no run: it goes without `--out`, `--id`, `--events` and "
                    + "`--verify-determinism`")
        }
    }

    func run() async throws {
        let workshop = Workshop(settings: set, on: on)
        var mistakes = Diagnostics()
        var sources: [SourceText] = []
        var compiled: [CompiledExperiment] = []
        for file in files {
            switch workshop.compile(file) {
            case .success(let experiment): compiled.append(experiment)
            case .failure(let found):
                mistakes.append(found.diagnostics)
                sources += found.sources
            }
        }
        guard mistakes.isEmpty else {
            tell(mistakes, sources)
            return try ExitStatus.mistakes.leave()
        }
        let machine = Machine(path: Environment.path)
        let guardPrograms = compiled.flatMap {
            GuardPrograms.missing(of: $0.plan.fleet, in: $0.fleetFolder)
        }
        let missing =
            on == .processes
            ? compiled.flatMap {
                MissingPrograms.of($0.plan.fleet) + FaultMeans.lacking(for: $0, machine)
            } + guardPrograms : guardPrograms
        guard missing.isEmpty else {
            for line in missing { Console.note("fumble: \(line)") }
            return try ExitStatus.unavailable.leave()
        }
        let handed = try secrets.read(
            compiled.flatMap { $0.plan.fleet.secrets(onProcesses: on == .processes) })
        if on == .processes, !Leftovers.find().isEmpty {
            Console.note(
                "fumble: a run that was killed left folders behind: `fumble recover` removes them")
        }
        if verifyDeterminism { return try await verify() }
        if let seeds, let experiment = compiled.first {
            return try await SeedRuns(
                of: experiment, seeds: seeds, secrets: handed, atATime: jobs
            ).carryOut().leave()
        }
        try await carryOut(compiled, secrets: handed).leave()
    }

    /// Runs each of them twice, and says whether both went the same way; a difference is our bug.
    private func verify() async throws {
        var statuses: [ExitStatus] = []
        for file in files {
            let twins = try await TwinRuns(
                file: file, seed: seed, settings: set, secrets: secrets.secrets
            ).compare()
            if let difference = twins.difference {
                Console.print("\(file): seed \(seed) is not repeatable: \(difference)\n")
                statuses.append(.bug)
            } else {
                Console.print(
                    "\(file): seed \(seed) is repeatable: \(twins.events) events, the same twice\n")
            }
        }
        try ExitStatus.worst(of: statuses).leave()
    }

    /// Runs all of them, and prints what they showed; the worst speaks.
    private func carryOut(
        _ compiled: [CompiledExperiment], secrets: Secrets
    ) async throws -> ExitStatus {
        let watch = SignalWatch()
        var verdicts: [Verdict] = []
        var statuses: [ExitStatus] = []
        let stream = try eventStream()
        let audience = Audience(isShown: !report.quiet, stream: stream)
        for experiment in compiled where watch.signal == nil {
            for note in experiment.notes {
                report.note("\(note.position): note: \(note.message)")
            }
            let performance = await Performance.of(
                onFleet(experiment), id: id ?? RunName.now(seed: seed), seed: seed,
                interruption: watch, on: on, secrets: secrets, before: audience)
            // Before anything is made of it: a finished run is not lost with its report.
            let folder = keep(performance, of: experiment)
            let verdict = performance.verdict
            verdicts.append(verdict)
            statuses.append(ExitStatus(of: verdict))
            if !keep(verdict, in: folder) { statuses.append(.unrecorded) }
            audience.tell(verdict)
        }
        if let stream, let error = stream.finish() {
            Console.note("fumble: cannot write \(stream.path): \(error)")
            statuses.append(.unrecorded)
        }
        report.print(verdicts)
        if !report.quiet {
            for experiment in compiled { RunHistory.warn(after: experiment, today: .today) }
        }
        return .worst(of: statuses)
    }

    /// The file that `--events` names; where it cannot be made nothing is run.
    private func eventStream() throws -> EventStream? {
        guard let events else { return nil }
        do throws(Errno) {
            return try EventStream(path: events)
        } catch {
            Console.note("fumble: cannot write \(events): \(error)")
            throw ExitCode(ExitStatus.unrecorded.rawValue)
        }
    }

    /// The experiment with the arms that the fleet gets: on real processes nobody asks for an outage
    /// unless they say so.
    private func onFleet(_ experiment: CompiledExperiment) -> CompiledExperiment {
        guard on == .processes else {
            return experiment.with(arms: arms.isEmpty ? experiment.plan.arms : arms)
        }
        let chosen = ArmsOnProcesses(of: experiment.plan, asked: arms)
        if chosen.onlyIfAsked != nil {
            report.note(
                "fumble: the unguarded arm is not run on real processes unless you ask for it "
                    + "(`--arms meant,guarded,unguarded`); its simulated twin: "
                    + "fumble run \(experiment.experiment.path) --seed \(seed)")
        }
        return experiment.with(arms: chosen.arms)
    }

    /// - Returns: where the run is on disk; nil: it is not, and is still judged and printed.
    private func keep(
        _ performance: Performance, of experiment: CompiledExperiment
    ) -> RunFolder? {
        let sources = experiment.sources(given: set)
        do throws(JournalError) {
            if let out {
                let folder = RunFolder(out)
                try Journal(root: ".").write(
                    performance.run, from: sources, verdict: nil, logs: performance.logs,
                    to: folder)
                return folder
            }
            return try RunsOptions.standard.write(
                performance.run, from: sources, verdict: nil, logs: performance.logs)
        } catch {
            Console.note("fumble: \(error)")
            return nil
        }
    }

    /// - Returns: whether the verdict lies beside its run.
    private func keep(_ verdict: Verdict, in folder: RunFolder?) -> Bool {
        guard let folder else { return false }
        do throws(JournalError) {
            try Journal(root: ".").add(
                verdict: Array(JSONFormat().render(verdict, style: .plain).utf8), to: folder)
            return true
        } catch {
            Console.note("fumble: \(error)")
            return false
        }
    }

    /// Mistakes go where the verdict would, if it is for machines, and to standard error else.
    private func tell(_ mistakes: Diagnostics, _ sources: [SourceText]) {
        switch report.format {
        case .json where seeds != nil: Console.print(DiagnosticsFormat.line(of: mistakes))
        case .json: Console.print(DiagnosticsFormat.json.render(mistakes, sources: sources))
        case .github: Console.print(DiagnosticsFormat.github.render(mistakes, sources: sources))
        case .text, .junit, .markdown, .html, .csv, .prometheus, .events, .postmortem:
            Console.note(DiagnosticsFormat.text.render(mistakes, sources: sources))
        }
    }
}

extension FleetKind: ExpressibleByArgument {}

/// Arms as they are given on the command line: `meant,guarded`.
struct ArmList: ExpressibleByArgument {
    let arms: [Arm]

    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let arms = words.compactMap { Arm(rawValue: String($0)) }
        guard arms.count == words.count, Set(arms).count == arms.count else { return nil }
        self.arms = Arm.allCases.filter(arms.contains)
    }
}
