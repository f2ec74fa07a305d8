import Foundation
import Testing

/// What a run measured, as numbers for the simulator: of a simulated run, the simulator's own.
@Suite(.timeLimit(.minutes(30))) struct CalibrateTests {
    private static let fleet = """
        fumble: fleet/v1
        name: store
        inputs:
          checks: {type: rate, default: 5000/s, doc: objects that one server checks}
          asked: {type: rate, default: 5/s, doc: what clients ask for}
        subsystems:
          index:
            minimum: 10%
            state: {size: 40 GB, objects: 2M objects, log: 1 MB/s, copies: 2}
            restart:
              boot: 40s
              load: 12.5 MB/s
              verify: input.checks
              replay: 30 MB/s
              warm: 7s
              at-once: 4
              slowed-above: 2
            serves-from: 50%
          pages:
            minimum: 10%
            needs: {to-start: [index]}
            restart: {boot: {exponential: 30s}}
        servers:
          - {group: index, count: 10, carries: [index], restart-age: 1d}
          - {group: web, count: 6, carries: [pages], restart-age: 1d}
        operations:
          get:
            path: [pages, index]
            rate: input.asked
            service: {pages: 3ms, index: 9ms}
            timeout: 1s

        """

    private static func experiment(_ method: String, more: String = "") -> String {
        """
        fumble: experiment/v1
        name: drill
        claim: Servers that crash come back.
        fleet: fleets/store.yaml
        \(method)
        \(more)
        stop-when: none
        horizon: 3h

        """
    }

    private func scene(_ method: String, more: String = "") throws -> Scene {
        let scene = try Scene()
        try scene.write(Self.fleet, to: "fleets/store.yaml")
        try scene.write(Self.experiment(method, more: more), to: "drill.yaml")
        return scene
    }

    /// The number before the unit of a field, as it is printed.
    private func number(_ field: String, in text: String) throws -> Double {
        let line = try #require(
            text.split(separator: "\n").first { $0.contains(" \(field): ") }, "no \(field)")
        let value = line.split(separator: ":", maxSplits: 1)[1].split(separator: "#")[0]
        let digits = String(value.filter { $0 != " " }.prefix { !$0.isLetter && $0 != "/" })
        return try #require(Double(digits))
    }

    @Test func aSimulatedRunGivesBackTheSimulatorsOwnNumbers() async throws {
        let scene = try scene(
            """
            method:
              - {at: 1m, fault: {crash: {of: index, count: 5 servers}}, for: 30s}
              - {at: 50m, fault: {crash: {of: pages, count: 4 servers}}, for: 1m}
            """)
        let run = try await scene.fumble("run", "drill.yaml", "--quiet")
        try #require([0, 1, 2].contains(run.status), "\(run.stderr)")
        let ended = try await scene.fumble("calibrate", "drill", "--out", "fleets/measured.yaml")
        #expect(ended.status == 0, "\(ended.stderr)")
        #expect(ended.stderr == "fumble: wrote fleets/measured.yaml\n")
        let text = ended.stdout
        for exact in ["boot: 40s  #", "load: 12.5 MB/s  #", "verify: 5000/s  #", "warm: 7s  #"] {
            #expect(text.contains(exact), "\(text)")
        }
        #expect(abs(try number("replay", in: text) - 30) < 0.3, "\(text)")
        #expect(text.contains("# n 5, mean "))
        #expect(text.contains("exponential: "))

        let file = try scene.text("fleets/measured.yaml")
        #expect(!file.contains("checks"))
        #expect(file.contains("asked"))
        try scene.write(
            try scene.text("drill.yaml").replacing("store.yaml", with: "measured.yaml"),
            to: "again.yaml")
        let again = try await scene.fumble("run", "again.yaml", "--quiet")
        #expect(again.status == run.status, "\(again.stderr)")
    }

    @Test func serviceIsWhatLatencyIsWithoutTheWait() async throws {
        let scene = try scene(
            "traffic: requests",
            more: "measure: {took: {latency: {of: get}}, waited: {wait: {of: get}}}")
        let run = try await scene.fumble("run", "drill.yaml", "--quiet")
        try #require(run.status == 0, "\(run.stdout)\(run.stderr)")
        let ended = try await scene.fumble("calibrate", "drill", "--quiet")
        #expect(ended.status == 0, "\(ended.stderr)")
        #expect(ended.stdout.contains("service: {pages: 3ms, index: 9ms}"), "\(ended.stdout)")
        #expect(!ended.stdout.contains("subsystems"))
        #expect(ended.stderr == "")
    }

    @Test func aRunInWhichNothingStartedSaysSo() async throws {
        let scene = try scene(
            "method: [{at: 1m, load: {of: get, factor: 2x, for: 1m}}]")
        let run = try await scene.fumble("run", "drill.yaml", "--quiet")
        try #require([0, 1, 2].contains(run.status), "\(run.stderr)")
        let ended = try await scene.fumble("calibrate", "drill")
        #expect(ended.status == 64)
        #expect(ended.stdout == "")
        #expect(
            ended.stderr.contains(
                "measured nothing to calibrate by: no server started again, and no `latency` was "
                    + "measured"))
    }

    @Test func aFleetWithoutAFileCannotBeWritten() async throws {
        let scene = try scene("method: [{at: 1m, fault: {crash: {of: index}}, for: 1m}]")
        let lines = Self.fleet.split(separator: "\n").dropFirst().map { "  " + $0 }
        let inline = try scene.text("drill.yaml").replacing(
            " fleets/store.yaml", with: "\n" + lines.joined(separator: "\n"))
        try scene.write(inline, to: "inline.yaml")
        let run = try await scene.fumble("run", "inline.yaml", "--quiet")
        try #require([0, 1, 2].contains(run.status), "\(run.stdout)\(run.stderr)")
        let ended = try await scene.fumble("calibrate", "drill", "--out", "fleet.yaml")
        #expect(ended.status == 64)
        #expect(ended.stderr.contains("stands in its experiment"))
        #expect(!scene.exists("fleet.yaml"))
        #expect(try await scene.fumble("calibrate", "drill").status == 0)
    }
}
