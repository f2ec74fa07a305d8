import Foundation
import FumbleModel
import Testing

@testable import FumbleReport

/// The page is one well-formed file that asks nobody for anything.
@Suite struct HTMLTests {
    private func page(_ verdict: Verdict) -> String {
        HTMLFormat().render(verdict, style: .plain)
    }

    @Test(arguments: 0..<40)
    func isWellFormedWhateverTheVerdict(seed: UInt64) throws {
        var random = RandomVerdict(seed: seed)
        try check(page(random.next()))
        try check(HTMLFormat().render([random.next(), random.next()], style: .plain))
    }

    @Test func theSamplesAreWellFormed() throws {
        try check(page(SampleVerdicts.crash))
        try check(page(SampleVerdicts.mistypedRemoval))
    }

    @Test func itAsksNobody() {
        let text = page(SampleVerdicts.crash)
        for sign in ["http:", "https:", "src=", "@import", "url(http", "<iframe", "NaN", "inf"] {
            #expect(!text.contains(sign), "\(sign)")
        }
        #expect(text.contains("<link rel=\"icon\" href=\"data:,\"/>"))
    }

    @Test func theVerdictComesFirst() throws {
        let text = page(SampleVerdicts.crash)
        let outcome = try #require(text.range(of: "✖ deviated"))
        let headline = try #require(text.range(of: "<h1>Index was below"))
        let first = try #require(text.range(of: "<h2"))
        #expect(outcome.lowerBound < headline.lowerBound)
        #expect(headline.lowerBound < first.lowerBound)
    }

    /// What deviated is told before what happened, with the line that it breaks.
    @Test func findingsQuoteTheirLines() {
        let verdict = SampleVerdicts.crash.quoting { position in
            position.line == 31 ? "  promises: {capacity: kept}" : nil
        }
        let text = page(verdict)
        #expect(text.contains("<pre>31 |   promises: {capacity: kept}</pre>"))
        #expect(text.contains("Experiments/file.yaml:31:5"))
    }

    @Test func chartsHaveTheirMarks() {
        let text = page(SampleVerdicts.crash)
        for part in [
            "class=\"fault\"", "class=\"below\"", "class=\"least\"", "class=\"stone\"",
            "GET goodput", "GET errors", "GET latency",
            "below the minimum of 70 (windows 30 to 49)",
            "tabindex=\"0\"", "boot index", "<b>A</b>injected, 5 min 00 s",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    /// With all the time in which it was waited for, and not with the stages alone that were seen.
    @Test func aRecoveryThatNeverCameIsDrawnToItsOpenEnd() throws {
        let recovery = SampleVerdicts.recovery(
            injected: SampleVerdicts.minutes(5), symptom: .seconds(10), isCensored: true)
        func arm(_ course: ArmCourse) -> ArmVerdict {
            ArmVerdict(
                arm: .guarded, promises: [], recovery: recovery, byOperation: [], dependents: [],
                blind: [], commands: [], timeline: [], capacity: [], writesLost: 0, events: 0,
                eventsHash: 0, course: course)
        }
        for course in [SampleCourse.crash, .unknown] {
            let source = try #require(Waterfall(arm(course))).markup.source
            #expect(source.contains("not whole within 475 min: the run ended first"))
            #expect(source.contains("class=\"hit dot open\""))
            #expect(source.contains(">6 h<"), "the axis goes to the horizon")
        }
        #expect(Waterfall(SingleArm.guarded)?.markup.source.contains("not whole") == false)
    }

    /// Every phase by its name: in its place where there is room, else by a number in a list.
    @Test func everyPhaseHasItsName() {
        func arm(_ method: Int64) -> DeedLanes {
            let (start, end) = (Instant.start, Instant.start + .seconds(900))
            let course = ArmCourse(
                names: SampleCourse.crash.names, events: [], windows: [], end: end,
                phases: [
                    .init(
                        phase: .preflight, from: start, until: start + .seconds(300),
                        trace: .event(0)),
                    .init(
                        phase: .method, from: start + .seconds(300),
                        until: start + .seconds(300 + method), trace: .event(1)),
                    .init(
                        phase: .recovery, from: start + .seconds(300 + method), until: end,
                        trace: .event(2)),
                ], deeds: [], answers: [], alarms: [], milestones: [], stages: [])
            let verdict = ArmVerdict(
                arm: .guarded, promises: [], recovery: SampleVerdicts.recovery(), byOperation: [],
                dependents: [], blind: [], commands: [], timeline: [], capacity: [], writesLost: 0,
                events: 0, eventsHash: 0, course: course)
            return DeedLanes(verdict, on: TimeScale(from: start, until: end))
        }
        let wide = arm(300)
        for name in [">preflight<", ">method<", ">recovery<"] {
            #expect(wide.markup.map(\.source).joined().contains(name), "\(name)")
        }
        #expect(wide.phaseKey.source == "")
        let narrow = arm(1)
        #expect(!narrow.markup.map(\.source).joined().contains(">method<"))
        #expect(
            narrow.phaseKey.source.contains("<b>2</b>method, 5 min 00 s to 5 min 01 s"),
            "\(narrow.phaseKey.source)")
    }

    /// A line of the story leads to its event, which is on the page.
    @Test func everyLinkLeadsSomewhere() {
        let text = page(SampleVerdicts.crash)
        let links = text.split(separator: "href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
        for link in links { #expect(text.contains("id=\"\(link)\""), "\(link)") }
    }

    /// A long run with thousands of like and unlike windows stays small enough to be sent.
    @Test func aLongRunIsDrawnTogether() {
        let windows = (0..<20_000).map { place in
            WindowSample(
                start: .start + .seconds(Int64(place) * 10), length: .seconds(10),
                operations: (0..<4).map { _ in
                    OperationSample(
                        offered: 1_000, answered: Double((place * 7_919) % 1_000), attempts: 1_000)
                }, subsystems: [], queued: [])
        }
        let scale = TimeScale(from: .start, until: windows[19_999].end)
        let curve = StepCurve(windows, on: scale, worst: .lowest) { $0.operations[0].answered }
        #expect(curve.steps.count <= 400)
        #expect(curve.steps.map(\.value).min() == 0)
        #expect(curve.steps.last?.last == 19_999)
    }

    /// Hover texts and tables say what XML must escape.
    @Test func textStaysText() {
        #expect(
            Markup.tag("p", ["title": "a\"<b"], "<&>\n").source
                == "<p title=\"a&quot;&lt;b\">&lt;&amp;&gt; </p>")
        #expect(Markup.leaf("rect", ["x": nil, "hidden": ""]).source == "<rect hidden/>")
    }

    /// The lines of milestones begin below the number that says what the top of a chart is worth.
    @Test func milestonesDoNotStrikeThroughNumbers() throws {
        let text = page(SampleVerdicts.crash)
        let charts = text.split(separator: "<figure class=\"lane chart\"").dropFirst()
        let lines = charts.flatMap { $0.split(separator: "<line class=\"stone\"").dropFirst() }
        #expect(lines.count > 4)
        for line in lines { #expect(line.contains(" y1=\"17\" "), "\(line.prefix(80))") }
    }

    private func check(_ text: String) throws { try HTMLScan.check(text) }
}

/// A page as far as XML goes.
enum HTMLScan {
    /// What is drawn in a lane, by the first words of its label.
    static func drawing(_ label: String, in page: String) throws -> Substring {
        let start = try #require(page.range(of: "aria-label=\"\(label)"), "\(label)")
        return page[start.upperBound...].prefix(upTo: "</figure>")
    }

    /// The page without its style and script, which are not XML, must be XML.
    static func check(_ text: String) throws {
        var body = text.split(separator: "<!DOCTYPE html>\n", omittingEmptySubsequences: true)[0][
            ...]
        for name in ["style", "script"] {
            while let from = body.range(of: "<\(name)>"), let to = body.range(of: "</\(name)>") {
                body.removeSubrange(from.lowerBound..<to.upperBound)
            }
        }
        try XMLScan.check("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body)
    }
}

extension Substring {
    /// What stands before a mark; all of it where there is none.
    func prefix(upTo mark: String) -> Substring {
        range(of: mark).map { self[..<$0.lowerBound] } ?? self
    }

    /// What stands behind the first such mark.
    func suffix(after mark: String) -> Substring? {
        range(of: mark).map { self[$0.upperBound...] }
    }

    func count(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
