import Foundation
import Testing

/// A run that deviated comes down to the least that deviates, on the real simulator.
@Suite(.timeLimit(.minutes(30))) struct SweepShrinkTests {
    /// Five steps in the file's own ways, of which only the third crash matters; by a seed of its own.
    private func method(_ seed: UInt64) -> String {
        let (a, b) = (Int(seed % 5), Int(seed / 5 % 4))
        return """
              - at: \(5 + a)m
                fault: {crash: {of: aside, count: \(1 + a) servers}}
                for: 3m
              - after: \(10 + b)m
                fault: {crash: {of: index, count: 2}}
                for: \(1 + b)m
              - after: 20m
                # the one that matters
                fault: {crash: {of: index, count: input.crashed}}
                for: \(4 + a)m30s
              - after: 15m
                each:
                  of: factor
                  in: [1.1x, 1.2x]
                  every: 5m
                  do:
                    - {fault: {slow: {of: aside, count: 40%, factor: each.factor}}, for: 2m}
              - after: 10m
                load: {of: look, factor: \(1 + b)x, for: 5m}
            """
    }

    private func shrunk(_ seed: UInt64) async throws -> (scene: SweepScene, text: String) {
        let scene = try SweepScene()
        try scene.write(
            SweepScene.experiment(method: method(seed), horizon: "2h"), to: "drills/known.yaml")
        try scene.write(try scene.text("fleets/store.yaml"), to: "drills/fleets/store.yaml")
        let run = try await scene.fumble("run", "drills/known.yaml", "--seed", "\(seed)", "--quiet")
        try #require(run.status == 1, "\(run.stdout)\(run.stderr)")
        let ended = try await scene.fumble("shrink", "known")
        try #require(ended.status == 0, "\(ended.stderr)")
        #expect(ended.stderr == "")
        return (scene, ended.stdout)
    }

    @Test(arguments: UInt64(1)...6)
    func theThirdCrashForTwoMinutes(_ seed: UInt64) async throws {
        let (scene, text) = try await shrunk(seed)
        let body = text.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0.hasPrefix("#") }.joined(separator: "\n")
        #expect(
            body == """
                fumble: experiment/v1
                name: known
                claim: Hardly a get is lost.
                fleet: drills/fleets/store.yaml
                steady-state:
                  gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99.9%}}
                method:
                  # the only step that is needed: with an idle one in its place nothing deviates
                  - at: 10s  # 10s: the least that a file may say here (the first step is at 9s, \
                before one window of 10s was seen)
                    fault:
                      crash:
                        of: index
                        count: 4  # 4 servers: with 3 servers nothing deviates
                    for: 2m  # 2m: with 1m59s it deviates in another way: promises.capacity
                settle: 5m
                horizon: 2h
                expect:
                  get: {lost-requests: {at-most: 8125 requests}}

                """)
        try scene.write(text, to: "smallest.yaml")
        #expect(try await scene.fumble("check", "smallest.yaml").status == 0)
        let again = try await scene.fumble(
            "run", "smallest.yaml", "--seed", "\(seed)", "--format", "json")
        let findings = try #require(try again.json()["findings"] as? [[String: Any]])
        #expect(
            findings.filter { $0["outcome"] as? String == "deviated" }
                .compactMap { $0["path"] as? String }
                == ["expect.get.lost-requests", "promises.capacity"])
    }

    @Test func shrinkingAgainChangesNothing() async throws {
        let (scene, text) = try await shrunk(4)
        let lines = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
        try scene.write(text, to: "smallest.yaml")
        _ = try await scene.fumble("run", "smallest.yaml", "--seed", "4", "--out", "again")
        let twice = try await scene.fumble("shrink", "again")
        #expect(lines(twice.stdout) == lines(text))
        for jobs in ["1", "5"] {
            let other = try await scene.fumble("shrink", "again", "--jobs", jobs)
            #expect(other.stdout == twice.stdout)
        }
    }

    @Test func itIsWrittenWhereItIsToldTo() async throws {
        let (scene, _) = try await shrunk(2)
        let ended = try await scene.fumble("shrink", "known", "--out", "elsewhere.yaml")
        #expect(ended.stdout == "")
        #expect(ended.stderr == "wrote elsewhere.yaml: `fumble run elsewhere.yaml --seed 2`\n")
        #expect(try await scene.fumble("check", "elsewhere.yaml").status == 0)
        #expect(try await scene.fumble("shrink", "known", "--out", "no/such/a.yaml").status == 74)
    }

    @Test func aRunThatDidNotDeviateIsRefused() async throws {
        let scene = try SweepScene()
        try scene.write(
            SweepScene.experiment(
                method: "  - {at: 5m, fault: {crash: {of: index, count: input.crashed}}, for: 1m}"),
            to: "known.yaml")
        _ = try await scene.fumble("run", "known.yaml", "--set", "crashed=2")
        let ended = try await scene.fumble("shrink", "known")
        #expect(ended.status == 64)
        #expect(
            ended.stderr.contains("this run is confirmed: only a run that deviated can be shrunk"))
        #expect(ended.stdout == "")
        #expect(try await scene.fumble("shrink", "nothing").status == 64)
    }

    /// What was set for the run is in the file that is printed.
    @Test func settingsOfTheRunStay() async throws {
        let scene = try SweepScene()
        try scene.write(
            SweepScene.experiment(
                method: "  - {at: 5m, fault: {crash: {of: index, count: input.crashed}}, for: 9m}"),
            to: "known.yaml")
        _ = try await scene.fumble("run", "known.yaml", "--set", "crashed=7", "--seed", "5")
        let ended = try await scene.fumble("shrink", "known")
        #expect(
            ended.stdout.contains("# `fumble run FILE --seed 5` deviates as that run did, in\n"))
        #expect(ended.stdout.contains("count: 4  # 4 servers: with 3 servers nothing deviates"))
    }
}
