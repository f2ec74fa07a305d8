internal import ArgumentParser
internal import FumbleModel
internal import FumbleReport
internal import SystemPackage

/// How a verdict is printed.
struct ReportOptions: ParsableArguments {
    @Option(help: "The form of the report.")
    var format = ReportFormatName.text

    @Option(
        name: .customLong("report"),
        help: "Writes the report in another form into a file as well: html=report.html.",
        completion: .file())
    var files: [ReportFile] = []

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but mistakes.")
    var quiet = false

    /// Prints them, and writes the files that `--report` names.
    ///
    /// - Returns: that they could not be recorded, where a file could not be written; the others are.
    func print(_ verdicts: [Verdict]) -> ExitStatus {
        guard !verdicts.isEmpty else { return .confirmed }
        let style = ReportStyle(color: color.isOn, width: Console.width)
        Console.print(Self.render(verdicts, as: format, style: style))
        var status = ExitStatus.confirmed
        for file in files {
            do throws(Errno) {
                try Files.write(
                    Self.render(verdicts, as: file.format, style: .plain), to: file.path)
            } catch {
                Console.note("fumble: cannot write \(file.path): \(error)")
                status = .unrecorded
            }
        }
        return status
    }

    private static func render(
        _ verdicts: [Verdict], as name: ReportFormatName, style: ReportStyle
    ) -> String {
        guard let format = ReportFormats.standard().first(where: { $0.name == name.rawValue })
        else { preconditionFailure("there is no report format \(name.rawValue)") }
        return verdicts.count == 1
            ? format.render(verdicts[0], style: style) : format.render(verdicts, style: style)
    }

    func note(_ text: @autoclosure () -> String) {
        if !quiet { Console.note(text()) }
    }
}

/// The formats that `--format` takes.
enum ReportFormatName: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, markdown, github, html, csv, prometheus, events, postmortem
}

/// A form and a file for it: `junit=results.xml`.
struct ReportFile: ExpressibleByArgument, Sendable {
    let format: ReportFormatName
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty,
            let format = ReportFormatName(rawValue: String(parts[0]))
        else { return nil }
        self.format = format
        path = String(parts[1])
    }
}
