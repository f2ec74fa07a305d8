/// The report formats there are.
package enum ReportFormats {
    /// Every format, in the order in which help names them.
    package static func standard() -> [any ReportFormat] {
        forOverviews() + [EventsFormat(), PostmortemFormat()]
    }

    /// Those in which a sweep, a comparison or an exploration can be written.
    package static func forOverviews() -> [any OverviewFormat] {
        [
            TextFormat(), JSONFormat(), JUnitFormat(), MarkdownFormat(), GitHubFormat(),
            HTMLFormat(), CSVFormat(), PrometheusFormat(),
        ]
    }
}
