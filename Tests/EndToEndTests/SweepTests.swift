import Foundation
import Testing

/// Many seeds of one experiment: what deviated, in what way, and the command that shows it again.
@Suite(.timeLimit(.minutes(30))) struct SweepTests {
    /// Six of the ten servers of a zone: four of them are the index's for some of the seeds.
    private static let lottery = """
          - at: 5m
            fault: {crash: {zone: a, count: 6 servers}}
            for: 10m
        """

    private func scene() throws -> SweepScene {
        let scene = try SweepScene()
        try scene.write(
            SweepScene.experiment(method: Self.lottery, name: "lottery"), to: "lottery.yaml")
        return scene
    }

    @Test func theOutputIsTheSameWhateverTheJobs() async throws {
        let scene = try scene()
        for format in ["text", "json"] {
            let outputs = try await [1, 5].asyncMap { jobs in
                try await scene.fumble(
                    "sweep", "lottery.yaml", "--seeds", "1..24", "--jobs", "\(jobs)", "--format",
                    format)
            }
            #expect(Set(outputs.map(\.stdout)).count == 1)
            #expect(outputs.allSatisfy { $0.status == 1 && $0.stderr == "" })
        }
        #expect(scene.names(in: "Reports") == ["sweeps"])
    }

    @Test func everySeedIsWhatItsOwnRunIs() async throws {
        let scene = try scene()
        let sweep = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "11..30", "--format", "json"
        ).json()
        #expect(sweep["schema"] as? String == "fumble.sweep/1")
        let seeds = try #require(sweep["seeds"] as? [[String: Any]])
        #expect(seeds.compactMap { $0["seed"] as? Int } == Array(11...30))
        let counts = try #require(sweep["counts"] as? [String: Int])
        #expect(counts["confirmed"] == seeds.count { $0["outcome"] as? String == "confirmed" })
        #expect(counts["deviated"] == seeds.count { $0["outcome"] as? String == "deviated" })
        try expectSpread(of: "lost_requests", in: sweep, over: seeds)
        for seed in seeds.prefix(6) {
            let number = try #require(seed["seed"] as? Int)
            let run = try await scene.fumble(
                "run", "lottery.yaml", "--seed", "\(number)", "--format", "json"
            ).json()
            for member in ["outcome", "headline", "events_hash", "status"] {
                #expect(run[member] as? String == seed[member] as? String)
            }
            let findings = try #require(run["findings"] as? [[String: Any]])
            #expect(
                findings.filter { $0["outcome"] as? String == "deviated" }
                    .compactMap { $0["path"] as? String } == seed["deviations"] as? [String])
        }
    }

    /// The least, the middle and the most of all seeds' own figures.
    private func expectSpread(
        of measure: String, in sweep: [String: Any], over seeds: [[String: Any]]
    ) throws {
        func figure(_ object: [String: Any]) -> Any? {
            let recovery = object["recovery"] as? [String: Any]
            let operations = recovery?["by_operation"] as? [String: Any]
            return (operations?["get"] as? [String: Any])?[measure]
        }
        let own = seeds.compactMap { figure($0) as? Double }.sorted()
        let spread = try #require(figure(sweep) as? [String: Double])
        #expect(spread["min"] == own.first)
        #expect(spread["median"] == own[(own.count - 1) / 2])
        #expect(spread["max"] == own.last)
        #expect(spread["seeds"] == Double(seeds.count))
        #expect(own.first != own.last)
    }

    @Test func groupsNameTheSmallestSeedAndHowToRunIt() async throws {
        let scene = try scene()
        let ended = try await scene.fumble(
            "sweep", "lottery.yaml", "--seeds", "1..24", "--set", "crashed=5", "--format", "json")
        // The file declares no such input: a mistake, and nothing is run.
        #expect(ended.status == 65)
        let used = Self.lottery.replacing("6 servers", with: "input.crashed")
        try scene.write(SweepScene.experiment(method: used, name: "lottery"), to: "used.yaml")
        let sweep = try await scene.fumble(
            "sweep", "used.yaml", "--seeds", "1..24", "--set", "crashed=7", "--format", "json")
        let groups = try #require(try sweep.json()["groups"] as? [[String: Any]])
        let first = try #require(groups.first)
        let seeds = try #require(first["seeds"] as? [Int])
        #expect(seeds == seeds.sorted())
        let again = try #require(first["again"] as? String)
        #expect(again == "fumble run used.yaml --seed \(seeds[0]) --set crashed=7")
        let run = try await scene.fumble(
            "run", "used.yaml", "--seed", "\(seeds[0])", "--set", "crashed=7")
        #expect(run.status == 1)
        #expect(run.stdout.hasPrefix(try #require(first["headline"] as? String)))
    }

    @Test(arguments: ["0..", "5..1", "a", "1..2..3", "", "1..99999999", "-1..3"])
    func rangesThatAreNoneAreUsage(_ range: String) async throws {
        let scene = try scene()
        let ended = try await scene.fumble("sweep", "lottery.yaml", "--seeds=\(range)")
        #expect(ended.status == 64)
        #expect(ended.stdout == "")
    }

    @Test func otherUsage() async throws {
        let scene = try scene()
        for arguments in [["--jobs", "0"], ["--jobs", "65"]] {
            let ended = try await scene.fumble(
                "sweep", "lottery.yaml", "--seeds", "1..2", arguments[0], arguments[1])
            #expect(ended.status == 64)
        }
        #expect(try await scene.fumble("sweep", "nowhere.yaml", "--seeds", "1").status == 65)
    }

    /// The timeline of 2017 breaks promises as its file says; variants without the mistyped line do
    /// not, and are not blamed for it.
    @Test func variantsAreNotAskedForHarm() async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await scene.run(
            Checkout.binary,
            ["sweep", "Experiments/s3-2017/baseline.yaml", "--seeds", "1..20", "--swarm"])
        #expect(ended.status == 0, "\(ended.stdout)")
        #expect(ended.stdout.contains("variants, which do less than the file"))
        #expect(ended.stdout.contains("  expect.promises.capacity\n"))
        #expect(!scene.names().contains("Reports/runs"))
    }

    @Test func variantsThatDeviateAreKeptAsRuns() async throws {
        let scene = try SweepScene()
        let method = """
              - at: 5m
                fault: {crash: {of: index, count: 6 servers}}
                for: 10m
              - after: 30m
                fault: {slow: {of: index, count: 80%, factor: 3x}}
                for: 10m
              - after: 30m
                fault: {hang: {of: aside, count: 5 servers}}
                for: 10m
            """
        try scene.write(SweepScene.experiment(method: method, horizon: "2h"), to: "known.yaml")
        let outputs = try await [1, 2].asyncMap { jobs in
            try await scene.fumble(
                "sweep", "known.yaml", "--seeds", "1..20", "--swarm", "--out", "kept\(jobs)",
                "--jobs", "\(jobs)", "--format", "json")
        }
        #expect(
            outputs[0].stdout == outputs[1].stdout.replacing("kept2/", with: "kept1/"))
        #expect(outputs[0].status == 1)
        let seeds = try #require(try outputs[0].json()["seeds"] as? [[String: Any]])
        let deviated = seeds.filter { $0["outcome"] as? String == "deviated" }
        #expect((3...17).contains(deviated.count))
        let folders = deviated.compactMap { $0["run"] as? String }
        #expect(
            folders.map { $0.dropFirst("kept1/runs/".count) }.sorted()
                == scene.names(in: "kept1/runs").map { $0[...] })
        var methods: Set<String> = []
        for (seed, folder) in zip(deviated, folders) {
            let judged = try await scene.fumble("judge", folder, "--format", "json")
            #expect(judged.status == 1)
            #expect(try judged.json()["events_hash"] as? String == seed["events_hash"] as? String)
            #expect(try await scene.fumble("replay", folder, "--quiet").status == 1)
            methods.insert(try scene.text("\(folder)/experiment.yaml"))
        }
        #expect(methods.count > 2)
    }

    @Test func anInputThatIsNotThereIsToldWhereItWasTyped() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let ended = try await scene.fumble(
            "sweep", file, "--seeds", "1..2", "--set", "settle=2m", "--vary", "nope=1..2")
        #expect(ended.status == 65)
        #expect(ended.stderr.hasPrefix("--vary:1:1: error["), "\(ended.stderr)")
    }

    @Test func aShardIsNoRunAndSaysWhatReportsIt() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        try await scene.fumble(
            "sweep", file, "--seeds", "1..4", "--shard", "1/2", "--out", "shards/1")
        let told = try await scene.fumble("report", "shards/1")
        #expect(told.status == 64)
        #expect(told.stderr.contains("'shards/1' is shard 1/2 of a sweep and no run"))
        #expect(told.stderr.contains("`fumble merge` with the folders of all 2 shards"))
        let part = try await scene.fumble("merge", "shards/1", "--format", "html")
        #expect(part.stdout.contains("<code>fumble merge shards/1 --format html</code>"))
    }

    @Test func aPageSaysHowItIsMadeAgain() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let page = try await scene.fumble(
            "sweep", file, "--seeds", "1..2", "--vary", "gets=100/s,200/s", "--format", "html")
        let command = "fumble sweep confirmed.yaml --seeds 1..2 --vary gets=100/s,200/s"
        #expect(page.stdout.contains("<code>\(command)"), "\(page.stdout)")
        for words in ["SHA-256 ", "settle = 1m", "gets = 100/s, 200/s"] {
            #expect(page.stdout.contains(words), "\(words)")
        }
    }
}

extension Sequence where Self: Sendable {
    /// One after the other.
    func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
