internal import ArgumentParser
internal import FumbleIntake
internal import FumbleModel
internal import SystemPackage

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Writes an experiment, or a fleet from a list of hosts.",
        discussion: """
            An experiment with a word on every line, that passes `fumble check`:
              fumble new drill.yaml
              fumble new drill.yaml --name monday-drill
            A fleet from host, subsystems, zone, started; what is a guess says so:
              fumble new fleet.yaml --inventory hosts.csv
              fumble new fleet.yaml --inventory hosts.csv \\
                --experiment drill.yaml \\
                --usage 'capctl drain SERVICE --count COUNT [--force]'
            A playbook entry for a tool of your own, from what it prints itself:
              capctl drain --help | fumble new - --help-text -
              capctl --experimental-dump-help > dump.json
              fumble new - --usage-from dump.json --command drain
            """)

    @Argument(help: "The file to write; `-` for standard output.", completion: .file())
    var file: String

    @Option(help: "Its name; the file's name without its ending, if left out.")
    var name: String?

    @Option(
        help: "A list of hosts to make a fleet of: host, subsystems, zone, started.",
        completion: .file(extensions: ["csv"]))
    var inventory: String?

    @OptionGroup var tool: ToolOptions

    @Option(help: "With --inventory: an experiment on it to write as well.", completion: .file())
    var experiment: String?

    @Option(help: "With --inventory: the day from which ages count; today's if left out.")
    var today: CalendarDay?

    @Flag(help: "Write over a file that is there.")
    var force = false

    func validate() throws {
        if file == "-", experiment != nil {
            throw ValidationError("--experiment names the fleet's file, and this is none")
        }
        guard inventory == nil else { return }
        if experiment != nil { throw ValidationError("--experiment wants an --inventory") }
        if today != nil { throw ValidationError("--today wants an --inventory") }
    }

    func run() throws {
        let name = try checkedName(of: file)
        if let inventory {
            try writeFleet(named: name, from: inventory)
        } else if let entry = try tool.entry(known: []) {
            let text = (["playbook:"] + entry.lines(asks: nil)).joined(separator: "\n") + "\n"
            try write([(text, file)])
            if file != "-" { Console.note("wrote \(file): put it into a fleet's file") }
            note(guessesOf: entry)
        } else {
            try write([(ExperimentTemplate.text(named: name), file)])
            if file != "-" {
                Console.note("wrote \(file): `fumble check \(file)`, then `fumble run \(file)`")
            }
        }
    }

    private func writeFleet(named name: String, from inventory: String) throws {
        let fleet = try Intake.fleet(from: inventory, today: today ?? .today)
        let entry =
            try tool.entry(known: fleet.largestFirst, zones: fleet.zones)
            ?? Intake.usualEntry(known: fleet.largestFirst)
        if entry.namesServers { _ = try Intake.accepted(fleet.namingHosts()) }
        let text = fleet.text(named: name, playbook: entry)
        try Intake.check(text, as: file)
        var files = [(text: text, path: file)]
        if let experiment {
            let text = fleet.experiment(
                named: try checkedName(of: experiment),
                fleet: RelativePath.of(file, from: experiment), playbook: entry)
            files.append((text, experiment))
        }
        try write(files)
        if !fleet.otherColumns.isEmpty {
            let columns = fleet.otherColumns.joined(separator: ", ")
            Console.note("nothing is made of the columns \(columns)")
        }
        note(guessesOf: entry)
        guard file != "-" else { return }
        let hosts = fleet.hostCount == 1 ? "1 host" : "\(fleet.hostCount) hosts"
        Console.note("wrote \(file), of \(hosts): look at each `guess`")
        if let experiment { Console.note("wrote \(experiment): `fumble run \(experiment)`") }
    }

    private func note(guessesOf entry: PlaybookDraft) {
        for guess in entry.guesses { Console.note("guess: \(guess)") }
    }

    /// All of them or none: what is in the way is told before anything is written.
    private func write(_ files: [(text: String, path: String)]) throws {
        for (_, path) in files where path != "-" && !force && Files.exists(path) {
            throw ValidationError("\(path) is there already: `--force` writes over it")
        }
        for (text, path) in files {
            guard path != "-" else {
                Console.print(text)
                continue
            }
            do throws(Errno) {
                try Files.write(text, to: path)
            } catch {
                Console.note("fumble: cannot write \(path): \(error)")
                throw ExitCode(ExitStatus.unrecorded.rawValue)
            }
        }
    }

    private func checkedName(of file: String) throws -> String {
        let usual = inventory == nil ? "drill" : "fleet"
        let stem = FilePath(file).stem ?? usual
        let isOther = file == experiment
        let name = (isOther ? nil : name) ?? (file == "-" ? usual : stem)
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard isPlain, !name.isEmpty else {
            throw ValidationError(
                "'\(name)' cannot be a name: give one of a-z, 0-9 and - by `--name`")
        }
        return name
    }
}
