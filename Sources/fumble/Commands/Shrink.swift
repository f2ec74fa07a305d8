internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleModel
internal import FumbleSweep
internal import SystemPackage

struct Shrink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shrink",
        abstract: "Finds a smallest method that still deviates as a stored run did.",
        discussion: """
            It tries fewer steps, then fewer servers, smaller factors and shorter times, on the \
            run's seed; what it prints deviates in the same findings, and says of each step and \
            number what it is needed for.

            Examples:
              fumble shrink drill > smallest.yaml
              fumble shrink Reports/runs/drill/20261122T074148Z-7 --out smallest.yaml
            """)

    @Argument(help: "A run: its folder, [EXPERIMENT/]ID, or an experiment's name for its newest.")
    var stored: String

    @Option(help: "The file to write; standard output, if left out.", completion: .file())
    var out: String?

    @Option(help: "Experiments that run at one time.")
    var jobs = 2

    @OptionGroup var runs: RunsOptions

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but mistakes.")
    var quiet = false

    private static let mostJobs = 64

    func validate() throws {
        guard (1...Self.mostJobs).contains(jobs) else {
            throw ValidationError("`--jobs` is from 1 to \(Self.mostJobs), not \(jobs)")
        }
    }

    func run() async throws {
        let old = try StoredVerdict(stored, in: runs)
        let watch = SignalWatch()
        guard let goal = ShrinkGoal(old.verdict, interruption: watch) else {
            let shown = SeedVerdict(old.verdict, folder: nil).word
            throw ValidationError(
                "this run is \(shown): only a run that deviated can be shrunk")
        }
        guard old.stored.run.header.fleetKind == FleetKind.simulated.rawValue else {
            Console.note("fumble: only runs on the simulated fleet can be shrunk")
            return try ExitStatus.unavailable.leave()
        }
        try SecretsOptions.check(old.compiled)
        guard let offshoots = await reproducing(old, goal) else {
            if watch.signal != nil { return try ExitStatus.stopped.leave() }
            Console.note(
                "fumble: the run, made by build \(old.stored.run.header.build), does not deviate in "
                    + "the same way when build \(Build.version) runs it again")
            return try ExitStatus.bug.leave()
        }
        let shrunk = await shrink(offshoots, to: goal, until: watch)
        if watch.signal != nil { return try ExitStatus.stopped.leave() }
        let small = ShrunkFile(
            shrunk, of: old, goal: goal, settings: offshoots.tree.settings)
        let text = small.text(fleet: small.fleet(from: out ?? "smallest.yaml"))
        guard await goal.trial(of: offshoots.compile(text)) == .same else {
            Console.note("fumble: the smallest method does not deviate in the same way as a file")
            return try ExitStatus.bug.leave()
        }
        if shrunk.isExhausted {
            Console.note(
                "fumble: stopped after \(shrunk.runs) runs: smaller ones may deviate as well")
        }
        try print(text, small)
    }

    /// The run's experiment as a tree that deviates as the run did; with its loops written out, if
    /// it does so still.
    private func reproducing(_ old: StoredVerdict, _ goal: ShrinkGoal) async -> Offshoots? {
        for writesOutLoops in [true, false] {
            let offshoots = Offshoots(of: old.stored.sources, writesOutLoops: writesOutLoops)
            guard let offshoots else { return nil }
            let text = YAMLWriter.text(offshoots.tree.root)
            if await goal.trial(of: offshoots.compile(text)) == .same { return offshoots }
        }
        return nil
    }

    private func shrink(
        _ offshoots: Offshoots, to goal: ShrinkGoal, until watch: SignalWatch
    ) async -> Shrunk {
        let progress = ProgressLine(quiet: quiet)
        let jobs = jobs
        progress.show("shrinking, at most \(Shrinker.usualMostRuns) runs")
        let shrunk = await Shrinker.shrink(offshoots.tree.root) { texts in
            await Parallel.map(
                texts.count, jobs: jobs, isStopped: { watch.signal != nil }
            ) { place in
                await goal.trial(of: offshoots.compile(texts[place]))
            }.map { $0 ?? .untried }
        }
        progress.clear()
        return shrunk
    }

    private func print(_ text: String, _ small: ShrunkFile) throws {
        guard let out else { return Console.print(text) }
        do throws(Errno) {
            try Files.write(text, to: out)
        } catch {
            Console.note("fumble: cannot write \(out): \(error)")
            throw ExitCode(ExitStatus.unrecorded.rawValue)
        }
        if !quiet { Console.note("wrote \(out): `\(small.again(as: out))`") }
    }
}
