import FumbleModel

extension JSONFormat: OverviewFormat {
    package func render(_ overview: Overview, style: ReportStyle) -> String {
        overview.json.pretty
    }
}
