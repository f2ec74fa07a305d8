/// What a kind of mistake means, at length, with an example of it and of how it is mended.
package struct Explanation: Sendable {
    package let code: DiagnosticCode
    package let title: String
    package let text: String
    package let bad: String
    package let good: String

    init(_ code: DiagnosticCode, _ title: String, _ text: String, bad: String, good: String) {
        self.code = code
        self.title = title
        self.text = text
        self.bad = bad
        self.good = good
    }

    /// All explanations, in the order of the codes.
    package static let all =
        ofFiles + ofFields + ofYAML + ofNames + ofCommands + ofSense + ofCaches + ofAge
        + ofData + ofExploring + ofReach + ofIntake + ofSchedules

    /// As `fumble explain` prints it.
    package var page: String {
        let lines = ReferencePage.wrapped(text, width: 80, indent: 0)
        return """
            \(code.rawValue): \(title)

            \(lines.joined(separator: "\n"))

            Wrong:

            \(Self.indented(bad))

            Right:

            \(Self.indented(good))

            """
    }

    private static func indented(_ example: String) -> String {
        example.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    }
}

extension DiagnosticCode {
    package var title: String { explanation.title }

    /// What the mistake means, at length.
    package var explanation: Explanation {
        guard let explanation = Explanation.all.first(where: { $0.code == self }) else {
            preconditionFailure("\(rawValue) is not explained")
        }
        return explanation
    }
}
