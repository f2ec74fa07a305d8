package import FumbleModel

/// The report for a pull request.
package struct MarkdownFormat: ReportFormat {
    package let name = "markdown"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        var blocks = ["**\(Self.escaped(verdict.headline))**", opening(verdict), arms(verdict)]
        if !verdict.guards.isEmpty { blocks.append(guards(verdict)) }
        blocks.append(findings(verdict))
        for arm in verdict.arms where arm.arm != .meant || verdict.arms.count == 1 {
            blocks.append(timeline(arm, of: verdict))
        }
        blocks.append(closing(verdict))
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        verdicts.map { render($0, style: style) }.joined(separator: "\n---\n\n")
    }

    private func opening(_ verdict: Verdict) -> String {
        var text = "`\(verdict.header.experiment)`: \(verdict.outcome.rawValue)"
        if let reason = ReportWords.reason(verdict.status) {
            text += ", \(verdict.status.word): \(Self.escaped(reason))"
        } else if verdict.isCutOff {
            text += ", whether the run was completed: \(CutOff.words)"
        }
        if let missing = ReportWords.missing(verdict) { text += "\n\n\(Self.escaped(missing))" }
        return text + (verdict.claim.map { "\n\n> \(Self.escaped($0))" } ?? "")
    }

    private func arms(_ verdict: Verdict) -> String {
        let comparison = ArmComparison(verdict)
        guard !comparison.titles.isEmpty else { return "" }
        return Self.table(
            titles: [""] + comparison.titles,
            rows: comparison.rows.map { row in
                [Self.escaped(row.title)]
                    + row.cells.map {
                        $0.isBad ? "**\(Self.escaped($0.text))**" : Self.escaped($0.text)
                    }
            })
    }

    private func guards(_ verdict: Verdict) -> String {
        Self.table(
            titles: ["guard", "keeps", "result", "asked", "refused", "decided in", ""],
            rows: verdict.guards.map { found in
                let words = [
                    ReportWords.remarks(found), found.message, found.advice.map { "advice: \($0)" },
                ].compactMap { $0 }
                return [
                    Self.escaped(found.name), Self.escaped(found.keeps),
                    ReportWords.result(found), PeopleNumber.grouped(found.asked),
                    PeopleNumber.grouped(found.refused),
                    found.decidedIn.map(PeopleTime.text) ?? "-",
                    Self.escaped(words.joined(separator: "; ")),
                ]
            })
    }

    private func findings(_ verdict: Verdict) -> String {
        var lines: [String] = []
        for outcome in [Outcome.deviated, .inconclusive] {
            for finding in verdict.findings where finding.outcome == outcome {
                lines.append(
                    "- **\(outcome.rawValue)** `\(finding.path)` at `\(finding.position)`: "
                        + Self.escaped(finding.evidence))
            }
        }
        let confirmed = verdict.findings.count { $0.outcome == .confirmed }
        if confirmed > 0 || lines.isEmpty {
            lines.append("- \(PeopleNumber.count(confirmed, "finding")) confirmed")
        }
        return lines.joined(separator: "\n")
    }

    private func timeline(_ arm: ArmVerdict, of verdict: Verdict) -> String {
        let phrase = verdict.arms.count > 1 ? " \(ReportWords.phrase(arm.arm))" : ""
        let rows = arm.timeline.filter { $0.weight > .aside }.map {
            [PeopleTime.stamp($0.at), Self.escaped($0.text)]
        }
        return """
            <details><summary>Timeline\(phrase)</summary>

            \(Self.table(titles: ["at", "what"], rows: rows))

            </details>
            """
    }

    private func closing(_ verdict: Verdict) -> String {
        let header = verdict.header
        return "\(header.fleetKind), seed \(header.seed), "
            + "\(ReportWords.events(verdict, quote: "`")), "
            + "windows of \(PeopleTime.text(verdict.resolution)); "
            + "again with `\(ReportWords.again(verdict))`"
    }

    static func table(titles: [String], rows: [[String]]) -> String {
        let rule = titles.map { _ in "---" }
        return ([titles, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }
            .joined(separator: "\n")
    }

    /// Text as text: on one line, with nothing that Markdown or HTML would take as a sign.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in VisibleText.plain(text) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "|", "*", "_", "`", "[", "]", "\\", "~": result += "\\\(character)"
            default: result.append(character)
            }
        }
        return result
    }
}
