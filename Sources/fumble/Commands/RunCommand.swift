internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleModel
internal import FumbleProcesses
internal import FumbleReport
internal import FumbleSchedule
internal import Glibc
internal import SystemPackage

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs experiments, judges them, and says what they showed.",
        discussion: """
            Examples:
              fumble run Experiments/s3-2017/mistyped-removal.yaml
              fumble run drill.yaml --seed 7 --set removed=44 --format json
              fumble run Experiments/s3-2017/*.yaml --report junit=verdicts.xml --report html=verdicts.html
              fumble run drill.yaml --seeds 1..200 --format json > verdicts.jsonl
              fumble run --scheduled drill.yaml      only if it is due; a scheduler calls this

            With --scheduled: 0 also if nothing is due. With --on processes: 3 also if \
            another run is on the same fleet.
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

    @Flag(
        help: "Runs only what is due now by its `when:`; files, schedules or folders of them.")
    var scheduled = false

    @Option(help: "With `--scheduled`: how long after its date one may start, instead of `late:`.")
    var late: LateOption?

    /// For tests, which must not wait for the first Tuesday of the quarter.
    @Option(help: ArgumentHelp("Another time than now.", visibility: .hidden))
    var at: Moment?

    @OptionGroup var report: ReportOptions

    private var arms: [Arm] { armList?.arms ?? [] }

    func validate() throws {
        if files.isEmpty { throw ValidationError("no experiment was given") }
        if out != nil, files.count > 1 {
            throw ValidationError("`--out` takes one experiment: \(files.count) were given")
        }
        try validateSeeds()
        try validateScheduled()
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

    private func validateScheduled() throws {
        guard scheduled else {
            guard late == nil, at == nil else {
                throw ValidationError("`--late` goes with `--scheduled`")
            }
            return
        }
        if out != nil || id != nil || events != nil || seeds != nil || verifyDeterminism {
            throw ValidationError(
                "`--scheduled` runs what is due and keeps it where runs are kept: it goes without "
                    + "`--out`, `--id`, `--events`, `--seeds` and `--verify-determinism`")
        }
    }

    func run() async throws {
        Leftovers.warn()
        if scheduled { return try await runScheduled().leave() }
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
        guard isPossible(compiled) else { return try ExitStatus.unavailable.leave() }
        if verifyDeterminism { return try await verify() }
        if let seeds, let experiment = compiled.first {
            return try await SeedRuns(
                of: experiment, seeds: seeds, secrets: try secrets.read(needs(of: compiled)),
                atATime: jobs
            ).carryOut().leave()
        }
        let fleets = try reserved(compiled)
        defer { fleets.release() }
        let done = try await carryOut(compiled)
        let printed = report.print(done.verdicts)
        if !report.quiet {
            for experiment in compiled { RunHistory.warn(after: experiment, today: .today) }
        }
        try ExitStatus.worst(of: done.statuses + [printed]).leave()
    }

    /// Whether this machine has the programs that they need; says what it lacks.
    func isPossible(_ compiled: [CompiledExperiment]) -> Bool {
        let machine = Machine(path: Environment.path)
        let guardPrograms = compiled.flatMap {
            GuardPrograms.missing(of: $0.plan.fleet, in: $0.fleetFolder)
        }
        let missing =
            on == .processes
            ? compiled.flatMap {
                MissingPrograms.of($0.plan.fleet) + FaultMeans.lacking(for: $0, machine)
            } + guardPrograms : guardPrograms
        let lacking = missing + secrets.lacking(needs(of: compiled))
        for line in lacking { Console.note("fumble: \(line)") }
        return lacking.isEmpty
    }

    private func needs(of compiled: [CompiledExperiment]) -> [SecretNeed] {
        compiled.flatMap { $0.plan.fleet.secrets(onProcesses: on == .processes) }
    }

    /// Takes the fleets of real processes, so that no scheduled run and no other begins on them meanwhile.
    private func reserved(_ compiled: [CompiledExperiment]) throws -> FleetLocks {
        guard on == .processes else { return FleetLocks() }
        let now = at ?? Moment(seconds: Int(Glibc.time(nil)))
        do throws(FleetLocks.Refused) {
            return try FleetLocks(
                FleetLocks.fleets(of: compiled),
                for: "\(files.joined(separator: ", ")), process \(getpid()), since \(now)")
        } catch {
            Console.note("fumble: not run: \(error)")
            throw ExitCode(error.status.rawValue)
        }
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

    /// What runs showed, and what is to be said of them when all is over.
    typealias Done = (verdicts: [Verdict], statuses: [ExitStatus])

    /// Runs all of them, and keeps what they showed.
    ///
    /// - Parameter date: the date of a schedule for which they are run; nil: somebody runs them.
    func carryOut(
        _ compiled: [CompiledExperiment], for date: Moment? = nil
    ) async throws -> Done {
        let handed = try secrets.read(needs(of: compiled))
        let watch = SignalWatch()
        var verdicts: [Verdict] = []
        var statuses: [ExitStatus] = []
        let stream = try eventStream()
        let audience = Audience(isShown: !report.quiet, stream: stream)
        for experiment in compiled where watch.signal == nil {
            for note in experiment.notes {
                report.note("\(note.position): note: \(note.message)")
            }
            let planned = onFleet(experiment)
            let beginning = RunBeginning(
                of: planned, id: id ?? RunName.now(seed: seed), seed: seed, on: on,
                scheduled: date?.description)
            let live: LiveRun?
            do throws(JournalError) {
                live = try begin(beginning, of: planned)
            } catch {
                Console.note("fumble: \(error); nothing was started")
                statuses.append(.unrecorded)
                break
            }
            let performance = await Performance.of(
                planned, beginning, interruption: watch, on: on, secrets: handed,
                before: audience, into: live)
            // Before anything is made of it: a finished run is not lost with its report.
            let folder = keep(performance, of: experiment, live)
            let verdict = named(
                performance.verdict(given: set.map(\.given)), of: experiment, in: folder)
            verdicts.append(verdict)
            statuses.append(ExitStatus(of: verdict))
            if !keep(verdict, in: folder) { statuses.append(.unrecorded) }
            audience.tell(verdict)
        }
        if let stream, let error = stream.finish() {
            Console.note("fumble: cannot write \(stream.path): \(error)")
            statuses.append(.unrecorded)
        }
        return (verdicts, statuses)
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
                    + Sweep.again(experiment.experiment.path, seed: seed, set.map(\.given)))
        }
        return experiment.with(arms: chosen.arms)
    }

    /// Makes the run's folder before anything is started that must not be left behind.
    ///
    /// - Returns: nil: it is written when it is over, for nothing outlives a simulated fleet.
    private func begin(
        _ beginning: RunBeginning, of experiment: CompiledExperiment
    ) throws(JournalError) -> LiveRun? {
        guard on == .processes else {
            // Nobody waits for a run that could not be kept where they want it.
            if let out {
                try Journal(root: ".").prepare(RunFolder(out), for: beginning.header)
            }
            return nil
        }
        return try RunsOptions.standard.begin(
            beginning.header, arms: experiment.plan.arms, from: experiment.sources(given: set),
            began: beginning.began, in: out.map { RunFolder($0) })
    }

    /// - Returns: where the run is on disk; nil: it is not, and is still judged and printed.
    private func keep(
        _ performance: Performance, of experiment: CompiledExperiment, _ live: LiveRun?
    ) -> RunFolder? {
        let sources = experiment.sources(given: set)
        do throws(JournalError) {
            if let live {
                try RunsOptions.standard.finish(
                    live, with: performance.run, from: sources, logs: performance.logs,
                    began: performance.began)
                return live.folder
            }
            if let out {
                let folder = RunFolder(out)
                try Journal(root: ".").write(
                    performance.run, from: sources, verdict: nil, logs: performance.logs,
                    began: performance.began, to: folder)
                return folder
            }
            return try RunsOptions.standard.write(
                performance.run, from: sources, verdict: nil, logs: performance.logs,
                began: performance.began)
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
    func tell(_ mistakes: Diagnostics, _ sources: [SourceText]) {
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
