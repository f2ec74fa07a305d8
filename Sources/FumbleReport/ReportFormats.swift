/// The report formats there are.
package enum ReportFormats {
    /// Every format, in the order in which help names them.
    package static func standard() -> [any ReportFormat] {
        [TextFormat(), JSONFormat(), JUnitFormat(), MarkdownFormat(), GitHubFormat()]
    }
}
