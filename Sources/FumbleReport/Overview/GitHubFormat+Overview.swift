import FumbleModel

extension GitHubFormat: OverviewFormat {
    package func render(_ overview: Overview, style: ReportStyle) -> String {
        let word = overview.outcome.map { ": \($0.rawValue)" } ?? ""
        var lines = [
            annotation(
                "notice", [("title", "\(overview.kind) \(overview.name)\(word)")],
                overview.headline)
        ]
        for outcome in [Outcome.deviated, .inconclusive] {
            for found in overview.remarks where found.outcome == outcome {
                lines.append(
                    annotation(
                        outcome, at: found.position, titled: found.name, saying: found.evidence))
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
