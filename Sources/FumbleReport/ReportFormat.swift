package import FumbleModel

/// One way to write a verdict down, by the name that `--format` takes.
package protocol ReportFormat: Sendable {
    var name: String { get }

    /// The whole report of one run, ending in a line end.
    func render(_ verdict: Verdict, style: ReportStyle) -> String

    /// The reports of several runs, in their order, as one document of the format.
    func render(_ verdicts: [Verdict], style: ReportStyle) -> String
}

/// A format in which what was made of many runs can be written too.
package protocol OverviewFormat: ReportFormat {
    /// The whole report of a sweep, a comparison, an exploration, ending in a line end.
    func render(_ overview: Overview, style: ReportStyle) -> String
}

/// How a report may look; formats for machines take no notice of it.
package struct ReportStyle: Sendable, Hashable {
    package let color: Bool
    /// The columns of the terminal; a text report uses 60 to 80 of them.
    package let width: Int

    package init(color: Bool, width: Int) {
        self.color = color
        self.width = width
    }

    /// What a file or a pipe gets.
    package static let plain = ReportStyle(color: false, width: 80)

    /// The columns that a text report uses.
    var columns: Int { min(max(width, Self.narrowest), Self.widest) }

    private static let narrowest = 60
    private static let widest = 80
}
