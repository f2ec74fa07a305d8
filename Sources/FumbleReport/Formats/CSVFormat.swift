package import FumbleModel

/// The samples of a run, one row a window of an arm, for spreadsheets and notebooks.
package struct CSVFormat: OverviewFormat {
    package let name = "csv"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        RunSamples(verdict).table.csv
    }

    /// One table of all of them; a column that a run has not is empty in its rows.
    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        verdicts.map { RunSamples($0).table }
            .reduce(SampleTable(columns: RunSamples.common)) { $0.adding($1) }.csv
    }

    package func render(_ overview: Overview, style: ReportStyle) -> String { overview.samples.csv }
}
