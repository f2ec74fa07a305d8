import FumbleModel

/// What was looked at, with the lines of the files that it is about.
struct FindingsPart {
    private let verdict: Verdict

    init(_ verdict: Verdict) {
        self.verdict = verdict
    }

    var markup: [Markup] {
        var parts: [Markup] = []
        for outcome in [Outcome.deviated, .inconclusive] {
            parts += verdict.findings.filter { $0.outcome == outcome }.map(article)
        }
        let confirmed = verdict.findings.filter { $0.outcome == .confirmed }
        if !confirmed.isEmpty {
            let rows = confirmed.map { finding in
                [
                    OutcomeMark.markup(.confirmed),
                    Markup([
                        .tag("code", [:], finding.path), .tag("div", [:], finding.evidence),
                        line(of: finding),
                    ]),
                ]
            }
            parts.append(HTMLPage.table(titles: [], rows: rows))
        }
        return parts.isEmpty ? [.tag("p", [:], "Nothing was looked at.")] : parts
    }

    private func article(_ finding: Finding) -> Markup {
        .tag(
            "article", ["class": "finding \(finding.outcome.rawValue)"],
            [
                OutcomeMark.markup(finding.outcome), Markup(" "),
                .tag("code", [:], finding.path), .tag("p", [:], finding.evidence),
                line(of: finding),
            ])
    }

    /// The place, and the line itself where somebody has the file.
    private func line(of finding: Finding) -> Markup {
        let place = Markup.tag("div", ["class": "soft"], "\(finding.position)")
        guard let text = verdict.quote(at: finding.position) else { return place }
        return place + .tag("pre", [:], "\(finding.position.line) | \(text)")
    }
}

/// An outcome by its word and a sign.
enum OutcomeMark {
    static func markup(_ outcome: Outcome) -> Markup {
        .tag("span", ["class": "mark \(outcome.rawValue)"], "\(sign(outcome)) \(outcome.rawValue)")
    }

    static func sign(_ outcome: Outcome) -> String {
        switch outcome {
        case .confirmed: "✔"
        case .inconclusive: "?"
        case .deviated: "✖"
        }
    }
}
