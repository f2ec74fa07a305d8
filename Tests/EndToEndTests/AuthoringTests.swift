import Foundation
import Testing

/// What is for people who write files: new, check, plan, reference, explain.
@Suite(.timeLimit(.minutes(30))) struct AuthoringTests {
    @Test func aNewExperimentIsCheckedAndRuns() async throws {
        let scene = try Scene()
        let new = try await scene.fumble("new", "drill.yaml")
        #expect(new.status == 0)
        #expect(new.stdout == "")
        #expect(new.stderr.contains("wrote drill.yaml"))
        #expect(scene.names() == ["drill.yaml"])
        let check = try await scene.fumble("check", "drill.yaml")
        #expect(check.status == 0)
        #expect(check.stdout == "drill.yaml: experiment drill: no mistakes\n")
        #expect(check.stderr == "")
        let run = try await scene.fumble("run", "drill.yaml")
        #expect(run.status == 0)
        #expect(run.stdout.hasPrefix("Refused in 40 ms."))
        let replay = try await scene.fumble("replay", "drill")
        #expect(replay.stdout == run.stdout)
    }

    @Test func aNewExperimentWritesOverNothing() async throws {
        let scene = try Scene()
        try scene.write("mine", to: "drill.yaml")
        #expect(try await scene.fumble("new", "drill.yaml").status == 64)
        #expect(try scene.text("drill.yaml") == "mine")
        #expect(try await scene.fumble("new", "drill.yaml", "--force").status == 0)
        #expect(try scene.text("drill.yaml") != "mine")
        let printed = try await scene.fumble("new", "-", "--name", "drill")
        #expect(printed.stdout == (try scene.text("drill.yaml")))
        #expect(try await scene.fumble("new", "nowhere/drill.yaml").status == 74)
    }

    @Test func checkTellsEveryMistakeInEveryForm() async throws {
        let scene = try Scene()
        let file = try Drill.broken.write(to: scene)
        let text = try await scene.fumble("check", file)
        #expect(text.status == 65)
        #expect(text.stderr == "")
        #expect(
            text.stdout.split(separator: "\n").filter { $0.hasPrefix("broken.yaml:") }.map {
                String($0.prefix(while: { $0 != "]" }))
            } == ["broken.yaml:11:32: error[E0081", "broken.yaml:13:1: error[E0011"])
        let json = try await scene.fumble("check", file, "--format", "json")
        #expect(json.status == 65)
        _ = try json.json()
        let sarif = try await scene.fumble("check", file, "--format", "sarif")
        #expect(sarif.status == 65)
        let log = try #require(try sarif.json() as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let github = try await scene.fumble("check", file, "--format", "github")
        #expect(github.stdout.split(separator: "\n").allSatisfy { $0.hasPrefix("::error file=") })
        #expect(github.stdout.split(separator: "\n").count == 2)
    }

    @Test(arguments: ["text", "json", "sarif", "github"])
    func checkOfGoodFilesEndsWell(_ format: String) async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble("check", file, "fleet.yaml", "--format", format)
        #expect(ended.status == 0)
        #expect(ended.stderr == "")
        if ["json", "sarif"].contains(format) { _ = try ended.json() }
        #expect(scene.names() == ["confirmed.yaml", "fleet.yaml"])
    }

    @Test func aPlanTouchesNothing() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let before = scene.names()
        let text = try await scene.fumble("plan", file)
        #expect(text.status == 0)
        #expect(text.stderr == "")
        #expect(text.stdout.contains("acts on       4 servers: index 4, billing 4"))
        #expect(text.stdout.contains("asks          floor"))
        let json = try await scene.fumble("plan", file, "--format", "json")
        _ = try json.json()
        #expect(scene.names() == before)
        let broken = try Drill.broken.write(to: scene)
        let refused = try await scene.fumble("plan", broken, "--format", "json")
        #expect(refused.status == 65)
        _ = try refused.json()
    }

    /// Every kind that the index lists has a page.
    @Test func reference() async throws {
        let scene = try Scene()
        let index = try await scene.fumble("reference")
        let kinds = index.stdout.split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(kinds.count >= 30)
        let all = try await scene.fumble("reference", "--all")
        #expect(all.status == 0)
        let titles = all.stdout.split(separator: "\n")
        for kind in kinds {
            #expect(titles.contains { $0.hasPrefix("\(kind) (") }, "\(kind)")
        }
        let page = try await scene.fumble("reference", try #require(kinds.first))
        #expect(page.status == 0)
        #expect(all.stdout.contains(page.stdout))
    }

    @Test func presetsAreCited() async throws {
        let scene = try Scene()
        let all = try await scene.fumble("reference", "presets")
        #expect(all.status == 0)
        let one = try await scene.fumble("reference", "hdfs-namenode")
        #expect(all.stdout.contains(one.stdout))
        #expect(one.stdout.contains("https://issues.apache.org/jira/browse/HADOOP-3022"))
        #expect(one.stdout.contains("like: hdfs-namenode"))
        let lines = all.stdout.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 || $0.contains("https://") })
        let mistyped = try await scene.fumble("reference", "preset")
        #expect(mistyped.status == 64)
        #expect(mistyped.stderr.contains("`presets`"))
    }

    /// What the rates of a preset come to, and where they come from.
    @Test func aPlanTellsOfYearsToCome() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let plain = try scene.text("fleet.yaml")
        let state = "state: {size: 1 TB, growth: 100% per year, rehearsed: 1y ago}"
        try scene.write(
            plain.replacing(
                "restart: {boot: 30s, fails: input.fails}",
                with: "\(state), restart: {like: scuba-disk, fails: input.fails}"),
            to: "fleet.yaml")
        let text = try await scene.fumble("plan", file)
        #expect(text.status == 0)
        #expect(text.stdout.contains("The same in years to come"))
        #expect(text.stdout.contains("rates of scuba-disk:\n    https://research.fb.com/"))
        let json = try await scene.fumble("plan", file, "--format", "json")
        let plan = try #require(try json.json() as? [String: Any])
        let restarts = try #require(plan["restarts"] as? [[String: Any]])
        #expect(restarts[0]["like"] as? String == "scuba-disk")
        let forecast = try #require(restarts[0]["forecast"] as? [[String: Any]])
        #expect(forecast.compactMap { $0["in_years"] as? Int } == [0, 1, 2, 4])
        let mostly = forecast.compactMap { $0["mostly"] as? String }
        #expect(mostly == ["load", "load", "load", "load"])
        let times = forecast.compactMap { $0["full_restart_s"] as? Double }
        // 100 GB a server at 12 MB/s; twice as much every year.
        #expect(times.map { ($0 / 100e9 * 12e6).rounded() } == [1, 2, 4, 16])
        #expect(forecast.compactMap { $0["rehearsal_ratio"] as? Double } == [2, 4, 8, 32])
    }

    /// The list of codes, and each tenth of them at length.
    /// What would be started on this machine: which programs, how many, how long; none is.
    @Test func aPlanOnProcessesSaysWhatWouldBeStarted() async throws {
        let scene = try Scene(copying: "Experiments")
        let file = "Experiments/processes/depot-mistyped-removal.yaml"
        let text = try await scene.fumble("plan", file, "--on", "processes")
        #expect(text.status == 0)
        #expect(text.stdout.contains("  6 of shared   depot serve --name {server}"))
        #expect(text.stdout.contains("  in all        28 processes at a time: meant, then guarded"))
        let json = try await scene.fumble("plan", file, "--on", "processes", "--format", "json")
        let plan = try #require(try json.json() as? [String: Any])
        let started = try #require(plan["processes"] as? [String: Any])
        #expect(started["count"] as? Int == 28)
        #expect(started["only_if_asked"] as? String == "unguarded")
        #expect(started["longest_s"] as? Double == 300)
        let programs = try #require(started["programs"] as? [[String: Any]])
        #expect(programs.compactMap { $0["servers"] as? Int } == [6, 14, 6, 2])
        let simulated = try await scene.fumble("plan", file, "--format", "json")
        let other = try #require(try simulated.json() as? [String: Any])
        #expect(other["processes"] is NSNull)
        // A program that this machine lacks is named before anybody runs anything.
        let fleet = "Experiments/processes/fleets/depot.yaml"
        let lacking = try scene.text(fleet).replacing(
            "run: &run [depot,", with: "run: &run [no-such-depot,")
        try scene.write(lacking, to: fleet)
        let lacks = try await scene.fumble("plan", file, "--on", "processes")
        #expect(lacks.status == 0)
        #expect(lacks.stdout.contains("lacks") && lacks.stdout.contains("`no-such-depot`"))
        #expect(!scene.names().contains("Reports"))
    }

    @Test func explanations() async throws {
        let scene = try Scene()
        let codes = try await scene.fumble("explain").stdout.split(separator: "\n")
            .map { String($0.prefix(5)) }
        #expect(codes.count >= 40)
        for place in stride(from: 0, to: codes.count, by: 10) {
            let page = try await scene.fumble("explain", codes[place].lowercased())
            #expect(page.status == 0, "\(codes[place])")
            #expect(page.stdout.hasPrefix("\(codes[place]): "), "\(codes[place])")
        }
    }
}
