import Dispatch
import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing

/// `--on processes`: real servers are started, broken and put right, and none of them is left,
/// whoever is killed.
@Suite(.timeLimit(.minutes(30))) struct RealProcessesTests {
    static let usual = "[python3, -m, http.server, \"{port.client}\", --bind, 127.0.0.1]"
    static let ready = "{answers: {port: client, path: /, within: 2m}}"

    static let crash = "{at: 10s, fault: {crash: {of: pages, count: 1 servers}}, for: 5s}"

    static func write(
        to scene: Scene, run: String = usual, ready: String = ready, more: String = "",
        step: String = crash
    ) throws {
        try scene.write(
            """
            fumble: fleet/v1
            name: pages
            subsystems: {pages: {minimum: 50%, restart: {boot: 1s}}}
            servers:
              - {group: web, count: 4, carries: [pages], restart-age: 30d}
            health-check: {notices-after: 1s}
            operations:
              get: {path: [pages], rate: 20/s, service: 5ms, timeout: 500ms, retries: {at-most: 1, budget: 20%}}
            promises:
              capacity: {each: subsystem, serving: at least minimum}
            processes:
              programs:
                web:
                  run: \(run)
                  ports: [client]
                  ready: \(ready)
                  stop: {signal: INT, within: 2s}
            \(more)
              asks:
                get: {of: web, port: client, path: /}

            """, to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: pages
            claim: A server that crashes is not missed.
            fleet: fleet.yaml
            method: [\(step)]
            stop-when: none
            settle: 10s
            horizon: 30s
            expect:
              promises: {capacity: kept}

            """, to: "drill.yaml")
    }

    @Test func aServerIsKilledForRealAndStartedAgain() async throws {
        let scene = try Scene()
        // For a window: how many serve is told of its end.
        try Self.write(
            to: scene, step: Self.crash.replacing("for: 5s", with: "for: 10s"))
        let ended = try await scene.marked(
            "run", "drill.yaml", "--on", "processes", "--format", "json")
        #expect(ended.status == 0, "\(ended.stderr)")
        let verdict = try ended.verdict()
        #expect(verdict.status == "completed")
        let lines = try scene.text(scene.onlyRun() + "/run.jsonl")
        #expect(lines.contains("\"servers\":3"))
        #expect(lines.contains("\"whole\""))
        // While it went on, where there is no terminal.
        for serving in ["4 of 4", "3 of 4"] {
            let told = "guarded, .+ s: pages \(serving) \\(minimum 2\\); get [0-9.]+%"
            #expect(try ended.stderr.contains(Regex(told)), "\(ended.stderr)")
        }
        #expect(scene.left() == [])
        let judged = try await scene.fumble("judge", "pages", "--format", "json")
        #expect(judged.stdout == ended.stdout)
        let replayed = try await scene.fumble("replay", "pages")
        #expect(replayed.status == 64)
        #expect(replayed.stderr.contains("real processes"))
    }

    /// Each fault is done for real, measured to have bitten, and undone.
    @Test(arguments: [
        ("hang: {of: pages, count: 1 servers}", "\"servers\":3"),
        ("partition: {of: pages, count: 1 servers}", "\"servers\":3"),
        ("slow: {of: pages, factor: 4x}", "\"effect\":\"stopped "),
        ("latency: {of: pages, by: 100ms}", " pieces delayed, by "),
        ("loss: {of: pages, share: 60%}", " segments lost, which cost "),
        ("bandwidth: {of: pages, to: 20 kB/s}", " bytes held back"),
        ("black-hole: {of: pages, count: 1 servers}", " bytes held back"),
    ]) func itBitesAndIsUndone(fault: String, trace: String) async throws {
        let scene = try Scene()
        try Self.write(to: scene, step: "{at: 10s, fault: {\(fault)}, for: 6s}")
        let ended = try await scene.marked(
            "run", "drill.yaml", "--on", "processes", "--format", "json")
        let verdict = try ended.verdict()
        #expect(verdict.status == "completed", "\(ended.stderr)")
        let lines = try scene.text(scene.onlyRun() + "/run.jsonl")
        #expect(lines.contains(trace), "\(fault)")
        #expect(!lines.contains("\"effect\":\"0 "), "it did not bite")
        #expect(scene.left() == [])
    }

    /// There are connections to reset only where requests take a while.
    @Test func connectionsAreReset() async throws {
        let scene = try Scene()
        try Self.write(
            to: scene,
            step: "{at: 10s, fault: {latency: {of: pages, by: 150ms}}, for: 8s}, "
                + "{at: 14s, fault: {reset: {of: pages, share: 100%}}}")
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(ended.status != 71, "\(ended.stderr)")
        let lines = try scene.text(scene.onlyRun() + "/run.jsonl")
        #expect(lines.contains(" connections were reset"))
        #expect(!lines.contains("\"0 connections were reset"))
        #expect(scene.left() == [])
    }

    /// Whoever is killed, and whenever: nothing is left, and soon.
    @Test(arguments: [Victim.runner, .keeper, .both], 0..<4)
    func nothingIsLeft(_ victim: Victim, turn: Int) async throws {
        let scene = try Scene()
        try Self.write(to: scene)
        // From before the first server is there to well into the run.
        let after = 60 + turn * 450
        let killed = try await scene.killing(victim, afterMilliseconds: after)
        if victim == .keeper, let status = killed.status { #expect(status == 71) }
        // With both dead, what is left on disk is found, named and removed.
        let recovered = try await scene.marked("recover")
        #expect(recovered.status == 0)
        #expect(victim == .both || recovered.stdout == "nothing was left behind\n")
        #expect(scene.folders() == [])
        if victim == .runner, let run = try? scene.onlyRun() {
            let listed = try await scene.marked("list")
            #expect(listed.stdout.contains("cut off"), "\(run) \(listed.stdout)")
        }
        print("\(victim), \(after) ms in: nothing left after \(killed.milliseconds) ms")
        #expect(scene.left() == [])
    }

    @Test(arguments: [
        (
            "[./no-such-program]", ready,
            "`./no-such-program` cannot be started: No such file or directory"
        ),
        ("[./fleet.yaml]", ready, "`./fleet.yaml` cannot be started"),
        (
            "[python3, -c, \"print('out of paper'); raise SystemExit(3)\"]", ready,
            "it exited with status 3 before it was ready; the last it printed: out of paper"
        ),
        (
            "[python3, -c, \"import signal; signal.pause()\"]",
            "{answers: {port: client, path: /, within: 300ms}}",
            "it was not ready within 300ms"
        ),
        (
            "[python3, -c, \"import signal; signal.pause()\"]",
            "{line: {holds: Ready, within: 300ms}}", "it was not ready within 300ms"
        ),
    ]) func aFleetThatCannotBeStartedSaysWhy(
        run: String, ready: String, expected: String
    ) async throws {
        let scene = try Scene()
        try Self.write(to: scene, run: run, ready: ready)
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(ended.status == 71)
        #expect((ended.stdout + ended.stderr).contains("web-"), "\(ended)")
        let said = (ended.stdout + ended.stderr).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        #expect(said.contains(expected), "\(said)")
        #expect(scene.left() == [])
    }

    @Test(arguments: ["no-such-program", "/no/such/program"])
    func whatThisMachineLacksIsNamed(program: String) async throws {
        let scene = try Scene()
        try Self.write(to: scene, run: "[\(program), --port, \"{port.client}\"]")
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(ended.status == 69)
        #expect(
            ended.stderr
                == "fumble: fleet.yaml:13:5: this machine lacks `\(program)`, which every server of "
                + "`web` runs\n")
        #expect(ended.stdout == "")
    }

    /// One ignores the signal to end, forks away from its group, and is ended all the same.
    @Test func whatForksAwayIsEndedToo() async throws {
        let scene = try Scene()
        let script =
            "import os, signal; signal.signal(2, signal.SIG_IGN); p = os.fork(); "
            + "p or os.setsid(); p or signal.pause(); print('up', flush=True); signal.pause()"
        try Self.write(
            to: scene, run: "[python3, -c, \"\(script)\"]",
            ready: "{line: {holds: up, within: 2m}}")
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(ended.status != 71, "\(ended.stderr)")
        #expect(scene.left() == [])
    }

    enum Victim: String, Sendable { case runner, keeper, both }
}

extension Scene {
    func keepers() -> [(pid: Int32, line: String)] {
        processes().filter { $0.line.contains("--keep-servers") }
    }

    /// Runs the drill on processes and kills somebody after so long.
    ///
    /// - Returns: the runner's exit status, if it was not killed, and how long it took until nothing
    ///   was left, at most ten seconds.
    ///
    /// - Parameters:
    ///   - word: sooner, once the run's record holds it.
    ///   - command: what runs the drill, where that is not whoever runs the tests.
    func killing(
        _ victim: RealProcessesTests.Victim, afterMilliseconds: Int, orOnce word: String? = nil,
        by command: [String] = drill
    ) async throws -> (status: Outcome.Status?, milliseconds: Int) {
        try await Turns.shared.taking {
            try await self.killingNow(
                victim, afterMilliseconds: afterMilliseconds, orOnce: word, by: command)
        }
    }

    static let drill = [Checkout.binary, "run", "drill.yaml", "--on", "processes"]

    /// The same beside others.
    func killingNow(
        _ victim: RealProcessesTests.Victim, afterMilliseconds: Int, orOnce word: String? = nil,
        by command: [String] = drill
    ) async throws -> (status: Outcome.Status?, milliseconds: Int) {
        let result = try await Subprocess.run(
            .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
            environment: Self.surroundings(with: self.marking),
            workingDirectory: FilePath(self.folder.path()), input: .none, output: .discarded,
            error: .discarded
        ) { execution in
            if let word {
                await self.awaitRecord(of: word, atMost: afterMilliseconds)
            } else {
                await Self.pass(milliseconds: afterMilliseconds)
            }
            // On a busy machine there may be no keeper yet; a run that has ended will have none.
            var keepers = self.keepers()
            var looks = 20_000
            while victim == .keeper, keepers.isEmpty, looks > 0, !self.processes().isEmpty {
                looks -= 1
                await Self.pass(milliseconds: 1)
                keepers = self.keepers()
            }
            if victim != .runner { for keeper in keepers { kill(keeper.pid, SIGKILL) } }
            if victim != .keeper { kill(execution.processIdentifier.value, SIGKILL) }
            let began = DispatchTime.now()
            while !self.processes().isEmpty,
                DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds < 10_000_000_000
            { await Self.pass(milliseconds: 5) }
            return Int(
                (DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds) / 1_000_000)
        }
        let status = Outcome.Status(result.terminationStatus)
        return (victim == .keeper ? status : nil, result.closureResult)
    }

    /// Waits until the record of the only run holds a word.
    func awaitRecord(of word: String, atMost milliseconds: Int) async {
        let step = 20
        for _ in 0..<(milliseconds / step) {
            if let run = try? onlyRun(), let lines = try? text(run + "/run.jsonl"),
                lines.contains(word)
            {
                return
            }
            await Self.pass(milliseconds: step)
        }
    }

    /// Lets so much time pass: the moment itself is what is tested.
    static func pass(milliseconds: Int) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
                continuation.resume()
            }
        }
    }
}
