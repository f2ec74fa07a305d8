internal import ArgumentParser
internal import FumbleModel
internal import FumbleReport

/// How a verdict is printed.
struct ReportOptions: ParsableArguments {
    @Option(help: "The form of the report.")
    var format = ReportFormatName.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but mistakes.")
    var quiet = false

    func print(_ verdicts: [Verdict]) {
        guard let format = ReportFormats.standard().first(where: { $0.name == format.rawValue })
        else { preconditionFailure("there is no report format \(format.rawValue)") }
        let style = ReportStyle(color: color.isOn, width: Console.width)
        if let only = verdicts.first, verdicts.count == 1 {
            Console.print(format.render(only, style: style))
        } else if !verdicts.isEmpty {
            Console.print(format.render(verdicts, style: style))
        }
    }

    func note(_ text: @autoclosure () -> String) {
        if !quiet { Console.note(text()) }
    }
}

/// The formats that `--format` takes.
enum ReportFormatName: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, markdown, github, html, csv, prometheus, events, postmortem
}
