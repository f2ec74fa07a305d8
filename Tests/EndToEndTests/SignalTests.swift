import Foundation
import Subprocess
import SystemPackage
import Testing

/// A signal ends a run in order: rolled back, judged, recorded, reported, and 3.
@Suite(.timeLimit(.minutes(30))) struct SignalTests {
    @Test(
        arguments: [
            ("SIGINT", [Signal.interrupt]), ("SIGTERM", [.terminate]),
            ("SIGHUP", [.terminalClosed]),
            // Of two that are sent at once the system may deliver either first.
            ("SIG", [.interrupt, .terminate]),
            ("SIGINT", [.interrupt, .interrupt, .interrupt]),
        ] as [(String, [Signal])])
    func interruptsInOrder(_ name: String, signals: [Signal]) async throws {
        let scene = try Scene()
        try Lasting.write(to: scene)
        let ended = try await scene.interrupt(
            ["run", Lasting.file, "--format", "json"], with: signals)
        #expect(ended.status == 3)
        let verdict = try ended.verdict()
        #expect(verdict.status == "interrupted")
        #expect(verdict.headline.hasPrefix("Interrupted by \(name)"))

        let run = try scene.onlyRun()
        #expect(try scene.text(run + "/verdict.json") == ended.stdout)
        let lines = try scene.text(run + "/run.jsonl").split(separator: "\n")
        let injected = lines.firstIndex { $0.contains("\"injected\"") }
        let rollback = lines.firstIndex { $0.contains("\"phase\":{\"_0\":\"rollback\"}") }
        let reverted = lines.lastIndex { $0.contains("\"reverted\"") }
        #expect(try #require(injected) < #require(rollback))
        #expect(try #require(rollback) < #require(reverted))
        #expect(try #require(lines.last).hasPrefix("{\"end\""))

        let judged = try await scene.fumble("judge", "lasting", "--format", "json")
        #expect(judged.status == 3)
        #expect(judged.stdout == ended.stdout)
    }

    /// What comes after the one that was interrupted is not begun.
    @Test func laterFilesAreNotRun() async throws {
        let scene = try Scene()
        try Lasting.write(to: scene)
        let other = try Drill.confirmed.write(to: scene)
        let ended = try await scene.interrupt(["run", Lasting.file, other], with: [.interrupt])
        #expect(ended.status == 3)
        #expect(try scene.onlyRun().hasPrefix("Reports/runs/lasting/"))
    }

    /// An interrupted run is no shorter for being replayed, and that is no bug of ours.
    @Test func anInterruptedRunCanBeReplayed() async throws {
        let scene = try Scene()
        try Lasting.write(to: scene)
        _ = try await scene.interrupt(["run", Lasting.file], with: [.interrupt])
        let replayed = try await scene.interrupt(["replay", "lasting"], with: [.interrupt])
        #expect(replayed.status == 3)
        #expect(replayed.stderr.contains("cut short"))
    }
}

extension Scene {
    /// Runs `fumble` until it has said that it watches signals and has worked for a while; then
    /// sends it signals, one right after the other.
    func interrupt(_ arguments: [String], with signals: [Signal]) async throws -> Outcome {
        try await Turns.shared.taking {
            let result = try await Subprocess.run(
                .path(FilePath(Checkout.binary)), arguments: Arguments(arguments),
                environment: Self.surroundings(with: [:]),
                workingDirectory: FilePath(folder.path()), input: .none,
                output: .string(limit: Self.mostOutput), error: .sequence
            ) { execution in
                var said = ""
                for try await line in execution.standardError.strings() {
                    said += line
                    guard line.contains(Lasting.note) else { continue }
                    try await Self.work(of: execution.processIdentifier.value)
                    for signal in signals { try execution.send(signal: signal) }
                }
                return said
            }
            return Outcome(
                stdout: result.standardOutput, stderr: result.closureResult,
                status: .init(result.terminationStatus))
        }
    }

    /// Comes back when a process has had this many ticks of a processor, a hundredth of a second
    /// each: then it is well past its method's first step.
    private static func work(of process: Int32, ticks: Int = 50) async throws {
        let (userTime, systemTime) = (11, 12)
        for _ in 0..<mostLooks {
            let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            let fields = stat.drop { $0 != ")" }.split(separator: " ")
            let had = Int(fields[userTime + 1]).map { $0 + (Int(fields[systemTime + 1]) ?? 0) }
            if let had, had >= ticks { return }
            await Task.yield()
        }
        throw NoWork()
    }

    private static let mostLooks = 10_000_000

    struct NoWork: Error {}
}
