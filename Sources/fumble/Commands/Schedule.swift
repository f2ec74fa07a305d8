internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleModel
internal import FumbleSchedule
internal import Glibc
internal import SystemPackage

struct Schedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Prints the next dates of a `when:`, or writes it for a scheduler.",
        discussion: """
            Examples:
              fumble schedule drill.yaml --next 10
              fumble schedule Experiments/drills --from 2027-03-01T00:00Z --format json
              fumble schedule drill.yaml --export systemd --out units
              fumble schedule drill.yaml --export kubernetes --image registry/fumble:1

            What a scheduler cannot say - the first Tuesday, a time zone, days on which it never \
            runs - it need not: its file has times enough, at which it calls \
            `fumble run --scheduled`, and that asks itself whether the experiment is due.
            """)

    @Argument(
        help: "An experiment, a schedule, or a folder of them.",
        completion: .file(extensions: ["yaml", "yml"]))
    var place: String

    @Option(help: "How many dates are printed.")
    var next = 10

    @Option(help: "From when on: 2027-03-01T00:00Z, or a day. Now if left out.")
    var from: Moment?

    @Option(help: "The form of the dates: text or json.")
    var format = ScheduleFormat.text

    @Option(help: "Writes it for a scheduler: systemd, cron, github or kubernetes.")
    var export: Scheduler?

    @Option(help: "The folder for the files, which are then checked.", completion: .directory)
    var out: String?

    @Option(help: "The container image, for Kubernetes.")
    var image: String?

    @Option(help: "The fleet that it is to run on: simulated, or processes.")
    var on = FleetKind.simulated

    @Option(help: "Sets a declared input: name=value.", completion: .default)
    var set: [InputSetting] = []

    private static let most = 10_000

    func validate() throws {
        guard (1...Self.most).contains(next) else {
            throw ValidationError("`--next` is from 1 to \(Self.most)")
        }
        if export == nil, out != nil || image != nil {
            throw ValidationError("`--out` and `--image` go with `--export`")
        }
        if export == .kubernetes, image == nil {
            throw ValidationError(
                "`--export kubernetes` needs `--image`: what the container is made of")
        }
        if export != .kubernetes, image != nil {
            throw ValidationError("`--image` goes with `--export kubernetes`")
        }
        if export != nil, format == .json {
            throw ValidationError("`--format` is of dates: it goes without `--export`")
        }
    }

    func run() async throws {
        let items: [ScheduledItem]
        switch ScheduledItems.find(in: [place], Workshop(settings: set, on: on)) {
        case .failure(let found):
            switch format {
            case .json:
                Console.print(
                    DiagnosticsFormat.json.render(found.diagnostics, sources: found.sources))
            case .text:
                Console.note(
                    DiagnosticsFormat.text.render(found.diagnostics, sources: found.sources))
            }
            return try ExitStatus.mistakes.leave()
        case .success(let found): items = found
        }
        let start = from ?? Moment(seconds: Int(Glibc.time(nil)))
        guard let export else {
            let agendas = items.map { Agenda(of: $0, from: start, count: next) }
            return Console.print(format.render(agendas))
        }
        let files = items.flatMap {
            export.files(for: exported($0), from: start, image: image ?? "")
        }
        guard let out else { return Console.print(Self.together(files)) }
        try await ExportFolder(path: out).write(files, for: export).leave()
    }

    /// One after the other, each under its name where there are several.
    private static func together(_ files: [ExportFile]) -> String {
        files.map { file in
            files.count == 1 ? file.text : "# \(file.name)\n\(file.text)"
        }.joined(separator: "\n")
    }

    private func exported(_ item: ScheduledItem) -> ExportItem {
        var arguments = ["run", "--scheduled", item.source]
        if on == .processes { arguments += ["--on", on.rawValue] }
        for setting in set { arguments += ["--set", "\(setting.name)=\(setting.text)"] }
        return ExportItem(
            name: item.name, source: item.source, timetable: item.timetable,
            program: ThisBinary.path, arguments: arguments, folder: ThisBinary.workingFolder,
            late: Int(item.when.late.microseconds / 1_000_000),
            fleet: item.fleets.joined(separator: " "))
    }
}

extension Scheduler: ExpressibleByArgument {}
