internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleModel

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tells every mistake in experiments, fleets and schedules; runs nothing.",
        discussion: """
            Examples:
              fumble check Experiments/s3-2017/*.yaml
              fumble check drill.yaml --on processes
              fumble check drill.yaml --format sarif > drill.sarif
            """)

    @Argument(
        help: "Experiments, fleets or schedules.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @Option(help: "The fleet that it is to run on: simulated, or processes.")
    var on = FleetKind.simulated

    @Option(help: "Sets a declared input: name=value.", completion: .default)
    var set: [InputSetting] = []

    @Option(help: "The form in which mistakes are told: text, json, sarif or github.")
    var format = DiagnosticsFormat.text

    func run() throws {
        let workshop = Workshop(settings: set, on: on)
        var all = Diagnostics()
        var sources: [SourceText] = []
        for file in files {
            switch workshop.check(file) {
            case .success(let checked):
                tell(checked, file)
                guard case .schedule(let schedule) = checked else { continue }
                for experiment in schedule.experiments {
                    guard case .failure(let mistakes) = workshop.check(experiment) else { continue }
                    all.append(mistakes.diagnostics)
                    sources += mistakes.sources
                }
            case .failure(let mistakes):
                all.append(mistakes.diagnostics)
                sources += mistakes.sources
            }
        }
        if format != .text || !all.isEmpty {
            Console.print(format.render(all, sources: sources))
        }
        if !all.isEmpty { try ExitStatus.mistakes.leave() }
    }

    private func tell(_ checked: CheckedFile, _ file: String) {
        guard format == .text else { return }
        switch checked {
        case .experiment(let experiment):
            for note in experiment.notes { Console.note("\(note.position): note: \(note.message)") }
            Console.print("\(file): experiment \(experiment.plan.experiment): no mistakes\n")
        case .fleet(let fleet):
            for note in fleet.notes { Console.note("\(note.position): note: \(note.message)") }
            Console.print("\(file): fleet \(fleet.fleet.name): no mistakes\n")
        case .schedule(let schedule):
            Console.print("\(file): schedule \(schedule.name): no mistakes\n")
        }
    }
}

extension DiagnosticsFormat: ExpressibleByArgument {}
