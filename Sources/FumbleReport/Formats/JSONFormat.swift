package import FumbleModel

/// The report for programs: one document a run, in the schema `fumble.verdict/1`.
package struct JSONFormat: ReportFormat {
    package let name = "json"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        VerdictJSON(verdict).value.pretty
    }

    /// Several runs are one document a line.
    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        if verdicts.count == 1 { return render(verdicts[0], style: style) }
        return verdicts.map(line).joined()
    }

    /// The same document on one line, with its end.
    package func line(_ verdict: Verdict) -> String { VerdictJSON(verdict).value.compact + "\n" }
}
