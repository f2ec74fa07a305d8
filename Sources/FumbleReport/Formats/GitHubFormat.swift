package import FumbleModel

/// The report for GitHub Actions: annotations on the lines of the experiment.
///
/// The workflow commands `error`, `warning` and `notice`, escaped as actions/toolkit does.
package struct GitHubFormat: ReportFormat {
    package let name = "github"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        let experiment = verdict.header.experiment
        var lines = [
            annotation(
                "notice", [("title", "\(experiment): \(verdict.outcome.rawValue)")],
                verdict.headline)
        ]
        if let reason = ReportWords.reason(verdict.status) {
            lines.append(
                annotation("error", [("title", "\(experiment): \(verdict.status.word)")], reason))
        }
        for outcome in [Outcome.deviated, .inconclusive] {
            for finding in verdict.findings where finding.outcome == outcome {
                lines.append(annotation(finding))
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        verdicts.map { render($0, style: style) }.joined()
    }

    private func annotation(_ finding: Finding) -> String {
        annotation(
            finding.outcome, at: finding.position, titled: finding.path, saying: finding.evidence)
    }

    /// A line about what deviated, or was left open; nil: about no line of a file.
    func annotation(
        _ outcome: Outcome, at position: SourcePosition?, titled title: String,
        saying text: String
    ) -> String {
        let place = position.map {
            [("file", $0.file), ("line", "\($0.line)"), ("col", "\($0.column)")]
        }
        return annotation(
            outcome == .deviated ? "error" : "warning",
            (place ?? []) + [("title", "\(outcome.rawValue): \(title)")], text)
    }

    func annotation(_ level: String, _ properties: [(String, String)], _ message: String)
        -> String
    {
        let list = properties.map { "\($0.0)=\(Self.escaped($0.1, isProperty: true))" }
        let text = Self.escaped(message, isProperty: false)
        return "::\(level) \(list.joined(separator: ","))::\(text)"
    }

    private static func escaped(_ text: String, isProperty: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
