internal import ArgumentParser
internal import FumbleJournal
internal import FumbleModel
internal import FumbleReport

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the runs that are kept, the oldest first.",
        discussion: """
            Examples:
              fumble list
              fumble list --format json
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var runs: RunsOptions

    @Option(help: "The form of the list.")
    var format = Form.text

    @Option(help: "When to colour; NO_COLOR is honoured.")
    var color = ColorChoice.auto

    func run() throws {
        let entries = try RunsOptions.recording { () throws(JournalError) in
            try runs.journal.list()
        }
        let list = RunListReport(entries.map(\.listed))
        let style = ReportStyle(color: color.isOn, width: Console.width)
        Console.print(format == .json ? list.json : list.text(style: style))
    }
}

extension RunEntry {
    var listed: RunListReport.Entry {
        RunListReport.Entry(
            id: id, experiment: experiment, when: when, seed: header?.seed ?? 0, outcome: outcome,
            headline: headline)
    }

    /// `2026-11-22 07:41:48`, from a name such as `20261122T074148Z-1`; nil for one that somebody
    /// gave.
    private var when: String? {
        let name = Array(id.utf8.prefix(Self.timeLength))
        guard name.count == Self.timeLength, name[8] == UInt8(ascii: "T"),
            name[15] == UInt8(ascii: "Z")
        else { return nil }
        let part = { (from: Int, to: Int) in String(decoding: name[from..<to], as: UTF8.self) }
        return "\(part(0, 4))-\(part(4, 6))-\(part(6, 8)) "
            + "\(part(9, 11)):\(part(11, 13)):\(part(13, 15))"
    }

    /// The bytes of `20261122T074148Z`.
    private static let timeLength = 16
}
