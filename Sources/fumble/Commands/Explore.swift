internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleExternal
internal import FumbleModel
internal import FumbleProcesses
internal import FumbleReport
internal import FumbleSlips
internal import Glibc
internal import SystemPackage

struct Explore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Types every line one slip from the meant one, and says what the guards stop.",
        discussion: """
            What an operator could have typed instead of the line that was meant - a digit twice, \
            another name, a flag too many - is worked out, and each different effect is run on the \
            simulated fleet: without guards, with each alone, with all, and with all but one. A \
            command that is the team's own tool (`command:`) is asked: it is run with each line \
            against processes that stand in for servers. Exit status 1 if something harmful gets \
            through that nobody has accepted; 2 if the tool did nothing with the meant line either.

            Examples:
              fumble explore Experiments/s3-2017/mistyped-removal.yaml
              fumble explore drill.yaml --out escapes --format json > exploration.json
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit, markdown, github, html, csv, prometheus
    }

    @Argument(help: "An experiment.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: "The seed, which decides servers, starts and pairs of slips.")
    var seed: UInt64 = 1

    @Option(help: "Sets a declared input: name=value.", completion: .default)
    var set: [InputSetting] = []

    @OptionGroup var secrets: SecretsOptions

    @Option(help: "The folder for one experiment an escape.", completion: .directory)
    var out: String?

    @Option(help: "Lines of two slips that are drawn, instead of what the file says.")
    var twoSlips: Int?

    @Option(help: "The day on which accepted escapes are looked at: 2027-01-31.")
    var today = CalendarDay.today

    @Option(help: "Effects that are run at one time.")
    var jobs = 2

    @Flag(help: "Run no tool of the team's own: the playbook alone says what lines do.")
    var withoutTool = false

    @Option(help: "The form of the report.")
    var format = Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but mistakes.")
    var quiet = false

    private static let mostJobs = 64
    private static let mostPairs = 100_000

    func validate() throws {
        guard (1...Self.mostJobs).contains(jobs) else {
            throw ValidationError("`--jobs` is from 1 to \(Self.mostJobs), not \(jobs)")
        }
        if let twoSlips, !(0...Self.mostPairs).contains(twoSlips) {
            throw ValidationError(
                "`--two-slips` is from 0 to \(Self.mostPairs), not \(twoSlips)")
        }
    }

    func run() async throws {
        switch ExploredFile.read(file, settings: set) {
        case .failure(let mistakes):
            let told: DiagnosticsFormat = format == .json ? .json : .text
            let text = told.render(mistakes.diagnostics, sources: mistakes.sources)
            if format == .json { Console.print(text) } else { Console.note(text) }
            try ExitStatus.mistakes.leave()
        case .success(let explored):
            let missing = GuardPrograms.missing(of: explored.plan.fleet, in: explored.fleetFolder)
            guard missing.isEmpty else {
                for line in missing { Console.note("fumble: \(line)") }
                return try ExitStatus.unavailable.leave()
            }
            let handed = try secrets.read(explored.plan.fleet.secrets(onProcesses: false))
            try await explore(explored, secrets: handed).leave()
        }
    }

    private func explore(_ file: ExploredFile, secrets: Secrets) async throws -> ExitStatus {
        let watch = SignalWatch()
        let consultant = ProgramConsultant(base: file.fleetFolder, secrets: secrets)
        var scene: ExploreScene
        do throws(LineError) {
            scene = try ExploreScene(
                file.plan, topology: file.topology, step: file.step, line: file.line,
                keyboard: file.keyboard, pairs: twoSlips ?? file.plan.explore.pairs, seed: seed,
                consultant: consultant)
        } catch {
            preconditionFailure("a line that was checked is refused: \(error.message)")
        }
        if !withoutTool, let status = await askTool(of: &scene, file, watch) { return status }
        let explorer = Explorer(
            scene, jobs: jobs, watch: watch, progress: ProgressLine(quiet: quiet))
        guard let result = await explored(by: explorer, consultant) else { return .stopped }
        // Before the probes, which let guards fail on purpose.
        let failures = await consultant.failures.map { name, failure in
            file.plan.fleet.guards.first { $0.name == name }.map { spec in
                "\(name) \(failure.words(timeout: spec.timeout)), and was treated as its file says: "
                    + "`on-failure: \(spec.onFailure.rawValue)`"
            } ?? name
        }
        let exploration = result.judged(scene, hash: file.hash, today: today)
        var status: ExitStatus =
            !exploration.escapes.allSatisfy(\.isAccepted)
            ? .deviated : exploration.isIdle ? .inconclusive : .confirmed
        if let out, !write(exploration, scene, file, to: out) {
            status = .worst(of: [status, .unrecorded])
        }
        // They try what the playbook says against guards that a line for the tool is not shown to.
        let probes =
            scene.tool?.deed(of: .line(scene.line.meant, window: scene.line.meantWindow)) != nil
            ? BoundaryProbes.nothing(
                file.line.meant,
                "the team's own tool does the line, and no guard is asked before it")
            : await BoundaryProbes(
                of: file.line.meant, window: file.line.meantWindow, fleet: file.plan.fleet,
                topology: file.topology, seed: seed, consultant: consultant
            ).run()
        print(exploration, probes, failures)
        return status
    }

    /// A guard that hung on the way is as good as dead from the beginning, whatever it was asked before:
    /// else what comes out would depend on which line was asked first.
    private func explored(
        by explorer: Explorer, _ consultant: ProgramConsultant
    ) async -> Explorer.Result? {
        while true {
            let known = await consultant.hung.count
            guard let result = await explorer.explore() else { return nil }
            if await consultant.hung.count == known { return result }
        }
    }

    /// Has the team's own tool asked about every line that is for it.
    ///
    /// - Returns: nil: it was, or there is none; else why nothing goes on.
    private func askTool(
        of scene: inout ExploreScene, _ file: ExploredFile, _ watch: SignalWatch
    ) async -> ExitStatus? {
        let inquiry = ToolInquiry(of: scene)
        guard !inquiry.isEmpty else { return nil }
        let missing = inquiry.missing(in: file.fleetFolder)
        for line in missing { Console.note("fumble: \(line)") }
        guard missing.isEmpty else { return .unavailable }
        var standIns = StandIns(
            for: file.plan.fleet, topology: file.topology, seed: seed,
            keeperCommand: KeptServers.command, folder: Leftovers.ownFolder.string,
            base: file.fleetFolder, environment: Environment.variables)
        do throws(FleetError) {
            let findings = try await inquiry.findings(
                from: &standIns, watch, ProgressLine(quiet: quiet))
            guard let findings else { return .stopped }
            scene = scene.seeing(findings)
            return nil
        } catch {
            Console.note("fumble: \(error.reason)")
            if case .didNothing = error { return .unavailable }
            return .failed
        }
    }

    private func print(
        _ exploration: Exploration, _ probes: [ProbeResult], _ failures: [String]
    ) {
        var place: (@Sendable (String) -> String)?
        if let out { place = { EscapeFolder.path(of: $0, in: out) } }
        let words = set.map { " --set \(ShellWord.quoted("\($0.name)=\($0.text)"))" }.joined()
        let report = ExplorationReport(
            exploration,
            again: "fumble explore \(ShellWord.quoted(file)) --seed \(seed)\(words)",
            probes: probes, failures: failures, place: place)
        let format = ReportFormats.forOverviews().first { $0.name == self.format.rawValue }
        guard let format else { preconditionFailure("there is no report format \(self.format)") }
        let style = ReportStyle(color: color.isOn, width: Console.width)
        Console.print(format.render(report.overview, style: style))
    }

    /// - Returns: whether every escape is on disk.
    private func write(
        _ exploration: Exploration, _ scene: ExploreScene, _ file: ExploredFile, to out: String
    ) -> Bool {
        do throws(Errno) {
            try EscapeFolder(out).write(exploration, scene, file, given: set)
            return true
        } catch {
            Console.note("fumble: cannot write to \(out): \(error)")
            return false
        }
    }
}

extension CalendarDay: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }

    package var defaultValueDescription: String { "today" }

    /// By the machine's clock, in universal time.
    static var today: CalendarDay {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        return CalendarDay(
            year: Int(parts.tm_year) + 1_900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    }
}
