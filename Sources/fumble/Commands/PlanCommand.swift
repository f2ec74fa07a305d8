internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleReport

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Says what an experiment would touch and what would be left; touches nothing.",
        discussion: """
            Examples:
              fumble plan Experiments/s3-2017/mistyped-removal.yaml
              fumble plan drill.yaml --set removed=44 --format json
              fumble plan Experiments/processes/crash.yaml --on processes
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "An experiment.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: "The fleet: simulated, or processes.")
    var on = FleetKind.simulated

    @Option(help: "The seed, which decides the servers that are taken.")
    var seed: UInt64 = 1

    @Option(help: "Sets a declared input: name=value.", completion: .default)
    var set: [InputSetting] = []

    @Option(help: "The form of the plan.")
    var format = Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    func run() throws {
        if on == .processes { Leftovers.warn() }
        switch Workshop(settings: set, on: on).compile(file) {
        case .failure(let mistakes):
            let told: DiagnosticsFormat = format == .json ? .json : .text
            let text = told.render(mistakes.diagnostics, sources: mistakes.sources)
            if format == .json { Console.print(text) } else { Console.note(text) }
            try ExitStatus.mistakes.leave()
        case .success(let compiled):
            let report = PlanReport(
                PlanView(
                    of: compiled, seed: seed,
                    processes: on == .processes ? PlanView.Processes(of: compiled) : nil))
            let style = ReportStyle(color: color.isOn, width: Console.width)
            Console.print(format == .json ? report.json : report.text(style: style))
        }
    }
}
