import FumbleModel

/// What was looked at: each deviation and each open question with its place in the file, and how
/// many were confirmed.
struct FindingsSection {
    private let findings: [Finding]

    init(_ findings: [Finding]) {
        self.findings = findings
    }

    func add(to page: inout TextPage) {
        for outcome in [Outcome.deviated, .inconclusive] {
            for finding in findings where finding.outcome == outcome {
                page.field(
                    outcome.rawValue, finding.path, labelInk: OutcomeInk.ink(outcome), ink: .bold)
                page.field("", "\(finding.position)")
                page.field("", finding.evidence)
            }
        }
        if findings.isEmpty { page.paragraph("none", indent: 2) }
        let confirmed = findings.filter { $0.outcome == .confirmed }
        if !confirmed.isEmpty {
            let paths = confirmed.map { Self.short($0.path) }.joined(separator: ", ")
            page.field(
                Outcome.confirmed.rawValue, "\(confirmed.count): \(paths)",
                labelInk: OutcomeInk.ink(.confirmed), atMost: Self.linesOfConfirmed)
        }
    }

    /// The path without the word that all of them begin with.
    private static func short(_ path: String) -> String {
        path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    private static let prefix = "expect."
    private static let linesOfConfirmed = 2
}
