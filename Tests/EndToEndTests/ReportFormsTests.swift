import Foundation
import Testing

/// The forms of a report that others' programs read, held against those programs.
@Suite(.timeLimit(.minutes(30))) struct ReportFormsTests {
    private static let schema = Checkout.root
        .appending(path: "Tests/EndToEndTests/Schemas/junit.xsd").path()

    @Test(
        .enabled(if: Tool.isWanted(Tool.xmllint), "there is no xmllint: apt install libxml2-utils"))
    func junitIsWhatCIServersAccept() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        for drill in Drill.allCases where drill != .broken { try drill.write(to: scene) }
        let run = try await scene.fumble(
            "run", "confirmed.yaml", "deviated.yaml", "inconclusive.yaml", "stopped.yaml",
            "s3-2017/mistyped-removal.yaml", "--format", "junit")
        try scene.write(run.stdout, to: "run.xml")
        let sweep = try await scene.fumble(
            "sweep", "deviated.yaml", "--seeds", "1..3", "--format", "junit")
        try scene.write(sweep.stdout, to: "sweep.xml")
        for file in ["run.xml", "sweep.xml"] {
            let checked = try await validate(file, in: scene)
            #expect(checked.status == 0, "\(file): \(checked.stderr)")
        }
        try scene.write(
            run.stdout.replacing("classname=", with: "class="), to: "broken.xml")
        #expect(try await validate("broken.xml", in: scene).status != 0)
    }

    private func validate(_ file: String, in scene: Scene) async throws -> Outcome {
        try await scene.run("/usr/bin/env", ["xmllint", "--noout", "--schema", Self.schema, file])
    }

    @Test(
        .enabled(if: Tool.isWanted(Tool.promtool), "there is no promtool: apt install prometheus"))
    func prometheusReadsTheMetrics() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        for drill in [Drill.deviated, .stopped] { try drill.write(to: scene) }
        let run = try await scene.fumble(
            "run", "deviated.yaml", "stopped.yaml", "s3-2017/mistyped-removal.yaml",
            "--format", "prometheus")
        let sweep = try await scene.fumble(
            "sweep", "deviated.yaml", "--seeds", "1..3", "--format", "prometheus")
        for (name, text) in [("run", run.stdout), ("sweep", sweep.stdout)] {
            try scene.write(text, to: name)
            let checked = try await scene.run(
                "/bin/sh", ["-c", "promtool check metrics <\(name)"])
            #expect(checked.status == 0, "\(checked.stdout)\(checked.stderr)")
            #expect(checked.stdout + checked.stderr == "")
            #expect(text.contains("\nfumble_"))
        }
        try scene.write("# TYPE a gauge\na{b=c} 1\n", to: "broken")
        let broken = try await scene.run("/bin/sh", ["-c", "promtool check metrics <broken"])
        #expect(broken.status != 0)
    }

    @Test func samplesHaveARowForEachWindowOfEachArm() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let rows = try await scene.fumble("run", file, "--format", "csv").stdout
            .split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
        #expect(rows.count == 1 + 3 * 120)
        #expect(Set(rows.map(\.count)).count == 1)
        #expect(Set(rows.dropFirst().map { $0[2] }) == ["meant", "guarded", "unguarded"])
        #expect(rows[0].contains("index.lowest"))
    }

    @Test func thePostmortemLeavesThePeoplesPartToThem() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        try await scene.fumble("run", "s3-2017/baseline.yaml", "--id", "one")
        let draft = try await scene.fumble("report", "one", "--format", "postmortem")
        #expect(draft.status == 0)
        let titles = draft.stdout.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(
            titles == [
                "## Summary", "## Impact", "## Timeline", "## What the guards did",
                "## What made recovery slow", "## What went well", "## What went badly",
                "## Where we were lucky", "## Action items",
            ])
        #expect(draft.stdout.contains("The longest stage was verify of index: 100 min (39%)."))
        #expect(draft.stdout.hasSuffix("`.\n"))
        #expect(draft.stdout.contains("|  |  |  |  |"))
    }

    /// Every link of a page leads to an event on it, and that event is the run's at that place.
    @Test func whatAPageSaysIsTracedToEventsOfTheRun() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        try await scene.fumble("run", "s3-2017/mistyped-removal.yaml", "--id", "one")
        let page = try await scene.fumble("report", "one", "--format", "html").stdout
        let stream = try await scene.fumble("report", "one", "--format", "events").stdout
        let links = page.matches(of: /href="#(\w+)-e(\d+)"/)
        #expect(links.count > 20)
        for link in links {
            let (arm, place) = (link.output.1, link.output.2)
            let mark = try #require(page.range(of: "id=\"\(arm)-e\(place)\""))
            let rest = page[mark.upperBound...]
            let from = try #require(rest.range(of: "<code>")).upperBound
            let json = rest[from...].prefix { $0 != "<" }.replacing("&quot;", with: "\"")
                .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
            let line = "\"arm\":\"\(arm)\",\"event\":\(place)," + json.dropFirst()
            #expect(stream.contains(line), "\(arm) \(place)")
        }
    }

    @Test func aPageIsSmallAndAsksNobody() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let page = try await scene.fumble(
            "run", "s3-2017/mistyped-removal.yaml", "--format", "html"
        ).stdout
        #expect(page.utf8.count < 500_000)
        #expect(!page.contains("http"))
        #expect(page.contains("<pre>31 |   guards: {floor: held}</pre>"))
        let several = try await scene.run(
            "/bin/sh", ["-c", "\(Checkout.binary) run s3-2017/*.yaml --format html"])
        #expect(several.stdout.utf8.count < 500_000)
        #expect(several.stdout.contains(" experiments: "))
    }

    /// One run in several forms at once, each as it is alone; a form that cannot be written loses neither the
    /// run nor the others.
    @Test func severalFormsOfOneRun() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble(
            "run", file, "--quiet", "--format", "json", "--report", "junit=verdict.xml", "--report",
            "html=/dev/full", "--report", "markdown=verdict.md")
        #expect(ended.status == 74)
        #expect(ended.stderr == "fumble: cannot write /dev/full: No space left on device\n")
        #expect(try ended.verdict().outcome == "confirmed")
        let run = try scene.onlyRun()
        for (form, name) in [("junit", "verdict.xml"), ("markdown", "verdict.md")] {
            let alone = try await scene.fumble("report", run, "--format", form)
            #expect(alone.stdout == (try scene.text(name)), "\(form)")
        }
        for wrong in ["html", "html=", "pdf=a.pdf"] {
            #expect(try await scene.fumble("run", file, "--report", wrong).status == 64, "\(wrong)")
        }
    }
}
