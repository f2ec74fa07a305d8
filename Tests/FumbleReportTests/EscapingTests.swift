import FumbleModel
import Testing

@testable import FumbleReport

struct EscapingTests {
    private func verdict(_ text: String, status: RunStatus = .completed) -> Verdict {
        let arm = SingleArm.guarded
        return Verdict(
            header: SampleVerdicts.header(text), claim: text, status: status, outcome: .deviated,
            headline: text, main: arm, arms: [arm], guards: [],
            findings: [
                Finding(
                    path: text, position: SourcePosition(file: text, line: 3, column: 7),
                    outcome: .deviated, evidence: text)
            ], resolution: .seconds(10))
    }

    @Test func githubEscapesWhatEndsAMessageOrAProperty() {
        let text = GitHubFormat().render(verdict("50%, a:b\r\nc"), style: .plain)
        #expect(
            text == """
                ::notice title=50%25%2C a%3Ab%0D%0Ac%3A deviated::50%25, a:b%0D%0Ac
                ::error file=50%25%2C a%3Ab%0D%0Ac,line=3,col=7,title=deviated%3A 50%25%2C \
                a%3Ab%0D%0Ac::50%25, a:b%0D%0Ac

                """)
    }

    @Test func githubSaysThatARunFailed() {
        let text = GitHubFormat().render(
            verdict("x", status: .failed(reason: "no room")), style: .plain)
        #expect(text.contains("\n::error title=x%3A failed::no room\n"))
    }

    @Test func markdownLeavesTextAsText() {
        #expect(
            MarkdownFormat.escaped("<b>a|b*c_d`e`[f]\\&\ng")
                == "&lt;b>a\\|b\\*c\\_d\\`e\\`\\[f\\]\\\\&amp; g")
    }

    @Test func xmlHasNoCharacterThatItCannotWrite() {
        #expect(
            XMLText.escaped("<a&\"b\">\u{1}\u{1B}\n\t\u{FFFF}é")
                == "&lt;a&amp;&quot;b&quot;&gt;\u{FFFD}\u{FFFD}&#10;&#9;\u{FFFD}é")
    }

    @Test(arguments: 0..<50)
    func junitIsWellFormed(seed: UInt64) throws {
        var random = RandomVerdict(seed: seed)
        try XMLScan.check(JUnitFormat().render([random.next(), random.next()], style: .plain))
    }

    @Test(arguments: [
        "<a>", "<a></b>", "<a b=\"c></a>", "<a>&x;</a>", "<a>&</a>", "<a/><b/>", "<a/>text",
        "<a>\u{1}</a>", "<a b=\"1\"c=\"2\"/>", "",
    ])
    func theScanSeesMistakes(body: String) {
        #expect(throws: XMLScan.Mistake.self) {
            try XMLScan.check("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body)
        }
    }

    @Test func junitCountsWhatItHolds() {
        let text = JUnitFormat().render(
            [SampleVerdicts.crash, verdict("x", status: .stopped(reason: "no steady state"))],
            style: .plain)
        #expect(
            text.contains(
                "<testsuites name=\"fumble\" tests=\"5\" failures=\"2\" errors=\"1\">"))
        #expect(text.contains("failures=\"1\" errors=\"0\" skipped=\"1\" time=\"900\">"))
        #expect(text.contains("<error type=\"stopped\" message=\"no steady state\"/>"))
    }

    @Test func aTerminalIsNotSentWhatATextHides() {
        let text = TextFormat().render(verdict("a\u{1B}[31mb\u{202E}c\rd"), style: .plain)
        #expect(text.hasPrefix("a [31mb c d\n"))
    }
}
