internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleExternal
internal import FumbleModel
internal import FumbleReport
internal import Glibc
internal import SystemPackage

struct GuardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guard",
        abstract: "Asks a fleet's guards about a line before it is typed elsewhere; does nothing.",
        discussion: """
            Prints what the line would do to every subsystem and what each guard says. Exits 0 where \
            it is allowed, 1 where it is refused (a line that the parser refuses is refused by guard \
            zero), 65 where a file has mistakes, 74 where the log cannot be written.

            Examples:
              fumble guard fleets/store.yaml -- fleetctl remove --subsystem billing --count 4
              depotctl status --format json | fumble guard store.yaml --snapshot - -- fleetctl remove ...
              fumble guard store.yaml --explain --log guards.jsonl -- fleetctl remove ...
              fumble guard store.yaml --probe -- fleetctl remove --subsystem billing --count 4
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }
    enum Look: String, ExpressibleByArgument, CaseIterable { case looks, away }

    /// Older, a snapshot is remarked upon.
    private static let old = TimeSpan.minutes(5)

    @Argument(help: "A fleet.", completion: .file(extensions: ["yaml", "yml"]))
    var fleet: String

    @Argument(parsing: .postTerminator, help: "The line, after `--`.")
    var line: [String] = []

    @Option(help: "How the fleet is now, in JSON; `-` for standard input. All serve if left out.")
    var snapshot: String?

    @Option(help: "The window that it is to be typed in.")
    var window: String?

    @Option(help: "What is typed where a guard asks for a name.")
    var confirm: String?

    @Option(help: "The line whose dry run was read before.")
    var dryRun: String?

    @Option(help: "The change ticket that is quoted.")
    var ticket: String?

    @Option(help: "Whether a second person looks at the line: looks, or away.")
    var secondPerson = Look.away

    @Flag(help: "Also says of each guard what it keeps, and what gets past it.")
    var explain = false

    @Flag(
        help:
            "Tries what lies at the boundary of the guards: chunks, repeats, dead guards and so on."
    )
    var probe = false

    @Option(help: "The form of the answer.")
    var format = Form.text

    @Option(
        help: ArgumentHelp(
            "A file of decisions, a line of JSON each: this one is added to it.",
            discussion: "What it holds as allowed counts for guards that look back."),
        completion: .file())
    var log: String?

    @Option(help: "When the fleet's time began, such as 20261130T080000Z; now, if left out.")
    var began: String?

    @OptionGroup var secrets: SecretsOptions

    @Option(help: "The seed, which decides the servers that are taken.")
    var seed: UInt64 = 1

    @Option(help: "Sets a declared input of the fleet: name=value.", completion: .default)
    var set: [InputSetting] = []

    func validate() throws {
        guard line.contains(where: { !$0.isEmpty }) else {
            throw ValidationError("no line was given: it goes after `--`")
        }
        if probe, snapshot != nil || log != nil || explain || began != nil {
            throw ValidationError(
                "`--probe` goes without `--snapshot`, `--log`, `--began` and `--explain`")
        }
        guard let began else { return }
        guard let seconds = RunName.seconds(of: began) else {
            throw ValidationError("`--began` takes a time such as 20261130T080000Z")
        }
        guard Int64(seconds) * 1_000_000 <= RunName.instant else {
            throw ValidationError("`--began` takes a time that has been")
        }
    }

    func run() async throws {
        switch Workshop(settings: set).check(fleet) {
        case .failure(let mistakes): try told(mistakes)
        case .success(.experiment(let compiled)):
            try await review(
                compiled.plan.fleet, compiled.topology, from: compiled.fleet?.path ?? fleet)
        case .success(.fleet(let compiled)):
            try await review(compiled.fleet, compiled.topology, from: fleet)
        case .success(.schedule):
            try told(
                FileMistakes(
                    .wrongFileKind, in: fleet, "this is a schedule, and a fleet is needed here",
                    help: "name a fleet, or an experiment on one"))
        }
    }

    /// As it is typed: one word with blanks in it is a whole line in quotes.
    private var typed: String {
        if line.count == 1, let only = line.first, only.contains(" ") { return only }
        return line.map(ShellWord.quoted).joined(separator: " ")
    }

    private func review(_ fleet: FleetSpec, _ topology: Topology, from path: String) async throws {
        if let window, !fleet.hasWindow(named: window) {
            let known = fleet.windows.map(\.name)
            throw ValidationError(
                "the fleet has no window `\(window)`; "
                    + (NearestWord.hint(for: window, among: known, noun: "window") ?? ""))
        }
        let consultant = ProgramConsultant(
            base: FilePath(path).removingLastComponent().string,
            secrets: try secrets.read(fleet.secrets(onProcesses: false)))
        if probe { return try await tryOut(fleet, topology, consultant) }
        guard let sight = try look(at: fleet, topology) else { return }
        let wall = RunName.instant
        let now = instant(at: wall)
        let log = try openLog()
        let preflight = await Preflight.of(
            typed, fleet: fleet, topology: topology, seed: seed, lives: sight.lives,
            age: snapshot == nil ? nil : sight.age,
            at: now, after: try recall(log, fleet, sight, wall: wall, at: now), conduct: conduct,
            window: window, consultant: consultant)
        let recorded = record(preflight, in: log, wall: wall)
        switch format {
        case .json: Console.print(preflight.json.pretty)
        case .text: Console.print(preflight.text(explains: explain).joined(separator: "\n") + "\n")
        }
        let status: ExitStatus = preflight.isAllowed ? .confirmed : .deviated
        try ExitStatus.worst(of: [status, recorded]).leave()
    }

    private var conduct: Conduct {
        Conduct(
            confirms: confirm.map { .text($0) } ?? .nothing,
            dryRun: dryRun.map { Conduct.DryRun(of: .text($0), before: .zero) }, ticket: ticket,
            isAtTerminal: confirm != nil || Console.isTerminal(.standardInput),
            hasSecondPerson: secondPerson == .looks)
    }

    /// - Returns: nil: the snapshot has mistakes, which were told.
    private func look(at fleet: FleetSpec, _ topology: Topology) throws -> FleetSnapshot? {
        guard let snapshot else {
            return FleetSnapshot(
                lives: [Life](repeating: .serving, count: topology.serverCount), age: .zero)
        }
        let name = snapshot == "-" ? "standard input" : snapshot
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try Files.read(snapshot == "-" ? "/dev/stdin" : snapshot)
        } catch {
            try told(
                FileMistakes(
                    unreadable: name, because: error == .noSuchFileOrDirectory ? nil : "\(error)"))
            return nil
        }
        switch FleetSnapshot.read(bytes, path: name, fleet: fleet, topology: topology) {
        case .success(let read):
            if read.age > Self.old {
                Console.note(
                    "fumble: warning: \(name) is \(read.age) old; the fleet may be another by now")
            }
            return read
        case .failure(let mistakes):
            try told(mistakes)
            return nil
        }
    }

    private func told(_ mistakes: FileMistakes) throws {
        let form: DiagnosticsFormat = format == .json ? .json : .text
        let text = form.render(mistakes.diagnostics, sources: mistakes.sources)
        if format == .json { Console.print(text) } else { Console.note(text) }
        try ExitStatus.mistakes.leave()
    }

    /// Now, in the fleet's time.
    private func instant(at wall: Int64) -> Instant {
        guard let began = began.flatMap(RunName.seconds) else { return .start }
        return Instant(microseconds: max(0, wall - Int64(began) * 1_000_000))
    }

    private func openLog() throws -> DecisionLog? {
        do throws(Errno) {
            return try log.map { path throws(Errno) in try DecisionLog(path) }
        } catch {
            Console.note("fumble: decisions cannot be written to \(log ?? ""): \(error)")
            throw ExitCode(ExitStatus.unrecorded.rawValue)
        }
    }

    /// What was allowed before: all of it, or as far back as a guard asks or the snapshot is old.
    private func recall(
        _ log: DecisionLog?, _ fleet: FleetSpec, _ sight: FleetSnapshot, wall: Int64,
        at now: Instant
    ) throws -> DoneBefore {
        let back = fleet.guards.reduce(sight.age) { max($0, $1.mechanism.remembers) }
        do {
            return try log?.recall(
                fleet, wall: wall, at: now, back: back, seen: snapshot == nil ? nil : sight.age)
                ?? .nothing
        } catch let mistakes as FileMistakes {
            try told(mistakes)
        } catch let error as Errno {
            try told(FileMistakes(unreadable: self.log ?? "", because: "\(error)"))
        }
        return .nothing
    }

    private func record(_ preflight: Preflight, in log: DecisionLog?, wall: Int64) -> ExitStatus {
        do throws(Errno) {
            try log?.append(preflight, wall: wall)
            return .confirmed
        } catch {
            Console.note("fumble: the decision cannot be written to \(self.log ?? ""): \(error)")
            return .unrecorded
        }
    }

    private func tryOut(
        _ fleet: FleetSpec, _ topology: Topology, _ consultant: ProgramConsultant
    ) async throws {
        let probes = BoundaryProbes(
            of: typed, window: window, fleet: fleet, topology: topology, seed: seed,
            consultant: consultant)
        let results = await probes.run()
        switch format {
        case .json:
            Console.print(
                JSONValue.object([
                    ("schema", "fumble.probes/1"), ("fleet", .string(fleet.name)),
                    ("line", .string(typed)), ("probes", .array(results.map(\.json))),
                ]).pretty)
        case .text: Console.print(ProbeTelling.lines(results).joined(separator: "\n") + "\n")
        }
        guard results.contains(where: { $0.outcome != .notApplicable }) else {
            return try ExitStatus.inconclusive.leave()
        }
        let isOpen = results.contains { $0.isHole || $0.outcome == .falseStop }
        try (isOpen ? ExitStatus.deviated : .confirmed).leave()
    }
}
