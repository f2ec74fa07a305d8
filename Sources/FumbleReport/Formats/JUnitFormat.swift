package import FumbleModel

/// The report for CI dashboards: a suite an experiment, a case a finding.
///
/// Elements and attributes are those that Jenkins' xUnit plugin accepts (its `junit-10.xsd`), which are
/// also those of the Apache Ant JUnit task that GitLab, GitHub and Azure read.
package struct JUnitFormat: OverviewFormat {
    package let name = "junit"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        render([verdict], style: style)
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        JUnitText.document(verdicts.map(suite))
    }

    package func render(_ overview: Overview, style: ReportStyle) -> String {
        JUnitText.document([
            JUnitText.Suite(
                name: overview.name, properties: overview.properties,
                cases: overview.cases.map { found in
                    JUnitText.Case(
                        name: found.name,
                        result: result(found.outcome, found.evidence, at: found.position),
                        seconds: found.seconds)
                }, output: overview.headline, seconds: nil)
        ])
    }

    private func suite(_ verdict: Verdict) -> JUnitText.Suite {
        var cases = verdict.findings.map { finding in
            JUnitText.Case(
                name: finding.path,
                result: result(finding.outcome, finding.evidence, at: finding.position),
                seconds: nil)
        }
        if let reason = ReportWords.reason(verdict.status) {
            cases.append(
                JUnitText.Case(
                    name: "status",
                    result: .error(type: verdict.status.word, message: reason), seconds: nil))
        }
        return JUnitText.Suite(
            name: verdict.header.experiment, properties: properties(verdict), cases: cases,
            output: verdict.headline, seconds: verdict.main.course.end.sinceStart.seconds)
    }

    private func result(
        _ outcome: Outcome, _ evidence: String, at position: SourcePosition?
    ) -> JUnitText.Result {
        switch outcome {
        case .confirmed: .passed
        case .deviated:
            .failure(
                message: evidence, text: (position.map { "\($0): " } ?? "") + evidence)
        case .inconclusive: .skipped(message: "inconclusive: \(evidence)")
        }
    }

    private func properties(_ verdict: Verdict) -> [(name: String, value: String)] {
        let events =
            verdict.isCounted
            ? ["\(verdict.events)", ReportWords.hash(verdict.eventsHash)]
            : [CutOff.words, CutOff.words]
        var properties: [(name: String, value: String)] = [
            ("run", verdict.header.id), ("fleet", verdict.header.fleetKind),
            ("seed", "\(verdict.header.seed)"), ("build", verdict.header.build),
            ("experiment_sha256", verdict.header.experimentHash),
            ("events", events[0]),
            ("events_hash", events[1]),
            ("status", verdict.statusWord), ("outcome", verdict.outcome.rawValue),
            ("again", ReportWords.again(verdict)),
        ]
        if let missing = verdict.missing { properties.append(("missing", missing)) }
        return properties
    }
}
