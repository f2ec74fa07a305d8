package import FumbleModel

/// The report for CI dashboards: a suite an experiment, a case a finding.
///
/// Elements and attributes are those of the Apache Ant JUnit task that dashboards read.
package struct JUnitFormat: ReportFormat {
    package let name = "junit"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        render([verdict], style: style)
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        var xml = XMLText()
        let suites = verdicts.map(Suite.init)
        xml.open(
            "testsuites",
            [
                ("name", "fumble"), ("tests", "\(suites.reduce(0) { $0 + $1.tests })"),
                ("failures", "\(suites.reduce(0) { $0 + $1.failures })"),
                ("errors", "\(suites.reduce(0) { $0 + $1.errors })"),
                ("skipped", "\(suites.reduce(0) { $0 + $1.skipped })"),
            ])
        for suite in suites { write(suite, to: &xml) }
        xml.close("testsuites")
        return xml.finished
    }

    /// A verdict, counted as JUnit counts.
    private struct Suite {
        let verdict: Verdict
        let failures: Int
        let skipped: Int
        /// A run that was not completed is an error beside its findings.
        let errors: Int
        let tests: Int

        init(_ verdict: Verdict) {
            self.verdict = verdict
            failures = verdict.findings.count { $0.outcome == .deviated }
            skipped = verdict.findings.count { $0.outcome == .inconclusive }
            errors = verdict.status == .completed ? 0 : 1
            tests = verdict.findings.count + errors
        }
    }

    private func write(_ suite: Suite, to xml: inout XMLText) {
        let verdict = suite.verdict
        xml.open(
            "testsuite",
            [
                ("name", verdict.header.experiment), ("tests", "\(suite.tests)"),
                ("failures", "\(suite.failures)"), ("errors", "\(suite.errors)"),
                ("skipped", "\(suite.skipped)"),
            ])
        xml.open("properties")
        for (name, value) in properties(verdict) {
            xml.empty("property", [("name", name), ("value", value)])
        }
        xml.close("properties")
        for finding in verdict.findings { write(finding, of: verdict, to: &xml) }
        if let reason = ReportWords.reason(verdict.status) {
            xml.open("testcase", [("classname", verdict.header.experiment), ("name", "status")])
            xml.empty("error", [("type", verdict.status.word), ("message", reason)])
            xml.close("testcase")
        }
        xml.element("system-out", text: verdict.headline)
        xml.close("testsuite")
    }

    private func write(_ finding: Finding, of verdict: Verdict, to xml: inout XMLText) {
        let attributes = [
            ("classname", verdict.header.experiment), ("name", finding.path),
            ("file", finding.position.file), ("line", "\(finding.position.line)"),
        ]
        let text = "\(finding.position): \(finding.evidence)"
        switch finding.outcome {
        case .confirmed:
            xml.empty("testcase", attributes)
        case .deviated:
            xml.open("testcase", attributes)
            xml.element(
                "failure", [("type", "deviated"), ("message", finding.evidence)], text: text)
            xml.close("testcase")
        case .inconclusive:
            xml.open("testcase", attributes)
            xml.empty("skipped", [("message", "inconclusive: \(finding.evidence)")])
            xml.close("testcase")
        }
    }

    private func properties(_ verdict: Verdict) -> [(String, String)] {
        [
            ("run", verdict.header.id), ("fleet", verdict.header.fleetKind),
            ("seed", "\(verdict.header.seed)"), ("build", verdict.header.build),
            ("experiment_sha256", verdict.header.experimentHash),
            ("events", "\(verdict.events)"),
            ("events_hash", ReportWords.hash(verdict.eventsHash)),
            ("status", verdict.status.word), ("outcome", verdict.outcome.rawValue),
        ]
    }
}
