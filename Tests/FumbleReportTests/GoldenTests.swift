import FumbleModel
import Testing

@testable import FumbleReport

struct GoldenTests {
    struct Story: Sendable, CustomTestStringConvertible {
        let name: String
        let verdict: Verdict
        var testDescription: String { name }
    }

    static let stories = [
        Story(name: "mistyped-removal", verdict: SampleVerdicts.mistypedRemoval),
        Story(name: "crash", verdict: SampleVerdicts.crash),
    ]

    @Test(
        arguments: stories,
        ["text", "json", "junit", "markdown", "github", "prometheus", "events", "postmortem"])
    func everyFormatIsAsRecorded(story: Story, format: String) throws {
        let found = ReportFormats.standard().first { $0.name == format }
        let text = try #require(found).render(story.verdict, style: .plain)
        try Golden(name: "\(story.name).\(format)").expect(text)
    }

    @Test func thereIsAGoldenForEveryFormat() {
        #expect(
            ReportFormats.standard().map(\.name) == [
                "text", "json", "junit", "markdown", "github", "html", "csv", "prometheus",
                "events", "postmortem",
            ])
        #expect(Self.stories.count >= 2)
    }

    /// One page and one table of samples are enough to be read in a diff.
    @Test(arguments: ["html", "csv"])
    func thePageAndTheSamplesOfTheCrash(format: String) throws {
        let found = ReportFormats.standard().first { $0.name == format }
        let text = try #require(found).render(SampleVerdicts.crash, style: .plain)
        try Golden(name: "crash.\(format)").expect(text)
    }

    @Test func severalRunsEndInASummary() throws {
        let text = TextFormat().render(Self.stories.map(\.verdict), style: .plain)
        let summary = try #require(text.components(after: "─\n\n").last)
        #expect(
            summary == """
                  confirmed     s3-2017-mistyped-removal
                                Refused in 40 ms. Without the floor: GET down 169 min, PUT whole
                                after 257 min.
                  deviated      crash-of-a-zone
                                Index was below its minimum for 3 min 20 s; GET recovered after
                                4 min.

                  2 experiments: 1 confirmed, 1 deviated

                """)
    }
}

extension String {
    /// What stands after each occurrence of a mark.
    fileprivate func components(after mark: String) -> [Substring] {
        split(separator: mark, omittingEmptySubsequences: false)
    }
}
