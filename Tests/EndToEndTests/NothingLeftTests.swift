import Dispatch
import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing

/// What servers fork away, what becomes another user, tools and guards: nothing of it outlives a run,
/// whoever is killed or stopped.
@Suite(
    .enabled(if: Tool.groups, "no control groups can be made here"),
    .timeLimit(.minutes(30)))
struct NothingLeftTests {
    enum Blow: String, Sendable, CaseIterable {
        case killsRunner, killsKeeper, killsBoth, stopsRunner, stopsKeeper

        var hitsRunner: Bool { self != .killsKeeper && self != .stopsKeeper }
        var hitsKeeper: Bool { self != .killsRunner && self != .stopsRunner }
        var signal: Int32 { self == .stopsRunner || self == .stopsKeeper ? SIGSTOP : SIGKILL }
    }

    private static let away =
        "import os, signal, sys; p = os.fork(); p or os.setsid(); p or os.fork(); p or signal.pause(); "
        + "os.execvp('python3', ['python3', '-m', 'http.server', sys.argv[1], '--bind', '127.0.0.1'])"
    private static let forksAway = "[python3, -c, \"\(away)\", \"{port.client}\"]"
    private static let becomesAnother =
        "[setpriv, --reuid=65534, --clear-groups, /usr/bin/python3, -m, http.server, \"{port.client}\", "
        + "--bind, 127.0.0.1]"

    /// Who is silent has its part ended after ten seconds, and is told.
    @Test(arguments: Blow.allCases, [forksAway, becomesAnother])
    func serversAreFoundWhateverTheyBecome(_ blow: Blow, _ program: String) async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, run: program, ready: "{accepts: {port: client, within: 2m}}",
            step: "{at: 10s, fault: {hang: {of: pages, count: 2 servers}}, for: 15s}")
        let struck = try await Self.strike(
            scene, blow, ["run", "drill.yaml", "--on", "processes"], onceRecorded: "{\"injected\":")
        #expect(struck.processes.count >= (program == Self.forksAway ? 14 : 6))
        try await Self.expectNothing(scene, struck, recovers: blow == .killsBoth)
        if blow != .killsRunner, blow != .killsBoth { #expect(struck.status == 71) }
        let lines = try scene.text(scene.onlyRun() + "/run.jsonl")
        switch blow {
        case .killsRunner: #expect(lines.contains("the runner died; the keeper ended "))
        case .stopsRunner:
            let headline = try await Self.headline(scene)
            #expect(headline.contains("the runner said nothing for 10 s; the keeper ended "))
            #expect(!headline.contains("died"), "\(headline)")
        case .stopsKeeper:
            let headline = try await Self.headline(scene)
            #expect(
                headline.contains("the keeper said nothing for 10s and was killed"), "\(headline)")
        case .killsKeeper, .killsBoth: break
        }
    }

    private static func headline(_ scene: Scene) async throws -> String {
        try await scene.marked("report", "pages", "--format", "json").verdict().headline
    }

    /// A tool that runs when the runner dies does nothing more, and nor does what it started.
    @Test(arguments: [Blow.killsRunner, .killsKeeper])
    func aToolDoesNotOutliveItsRun(_ blow: Blow) async throws {
        let scene = try Scene(copying: "Experiments/black-box")
        let fleet = "black-box/fleets/shop.yaml"
        try scene.write(
            try scene.text(fleet).replacing("within: 10s", with: "within: 5m"), to: fleet)
        try scene.write(
            "#!/usr/bin/env bash\nsetsid tail -f /dev/null & tail -f /dev/null\n",
            to: "black-box/scripts/remove-capacity.sh")
        let struck = try await Self.strike(
            scene, blow, ["run", "black-box/named-subsystem.yaml", "--on", "processes"],
            onceRecorded: "{\"typed\":"
        ) { $0.count { $0.line.contains("tail -f") } == 2 }
        try await Self.expectNothing(scene, struck, recovers: false)
    }

    /// Nor does a guard that is a program.
    @Test func aGuardDoesNotOutliveItsRun() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, step: "{at: 10s, operator: {meant: pagectl remove --count 1}}")
        let fleet = try scene.text("fleet.yaml")
            .replacing(
                "processes:\n",
                with: """
                    playbook:
                      remove:
                        usage: pagectl remove --count COUNT
                        does: {remove-servers: {of: pages, count: COUNT}}
                        asks: [desk]
                    guards:
                      desk: {keeps: capacity, exec: [./desk.sh], on-failure: refuse, timeout: 5m}
                    processes:

                    """)
        try scene.write(fleet, to: "fleet.yaml")
        try scene.write(
            "#!/usr/bin/env bash\nsetsid tail -f /dev/null & tail -f /dev/null\n", to: "desk.sh")
        _ = try await scene.run("/bin/chmod", ["+x", "desk.sh"])
        let struck = try await Self.strike(
            scene, .killsRunner, ["run", "drill.yaml", "--on", "processes"],
            onceRecorded: "{\"typed\":"
        ) { $0.count { $0.line.contains("tail -f") } == 2 }
        try await Self.expectNothing(scene, struck, recovers: false)
    }

    /// What libfaketime shares lies in memory that everybody shares, and is named for each process.
    @Test(
        .enabled(if: Tool.libfaketime, "libfaketime is not installed"),
        arguments: [Blow.killsKeeper, .killsBoth])
    func clocksAreForgotten(_ blow: Blow) async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene,
            step: "{at: 10s, fault: {clock-skew: {of: pages, by: 1h, towards: past}}, for: 15s}")
        let struck = try await Self.strike(
            scene, blow, ["run", "drill.yaml", "--on", "processes"], onceRecorded: "{\"injected\":")
        let shared = struck.processes.map { "/dev/shm/faketime_shm_\($0)" }
        try await Self.expectNothing(scene, struck, recovers: blow == .killsBoth)
        #expect(shared.filter { FileManager.default.fileExists(atPath: $0) } == [])
    }

    // MARK: -

    private struct Struck {
        let runner: Int32
        /// All that the run had started, when it was struck.
        let processes: [Int32]
        let status: Outcome.Status
    }

    /// Runs fumble, strikes once its record holds a word, waits until nothing but the runner is left or 30 s
    /// are over, and lets a stopped one go on.
    ///
    /// - Parameter isReady: waited for as well, for at most 20 s.
    private static func strike(
        _ scene: Scene, _ blow: Blow, _ words: [String], onceRecorded word: String,
        and isReady: @escaping @Sendable ([(pid: Int32, line: String)]) -> Bool = { _ in true }
    ) async throws -> Struck {
        try await Turns.shared.taking {
            let result = try await Subprocess.run(
                .path(FilePath(Checkout.binary)), arguments: Arguments(words),
                environment: Scene.surroundings(with: scene.marking),
                workingDirectory: FilePath(scene.folder.path()), input: .none, output: .discarded,
                error: .discarded
            ) { execution in
                let runner = execution.processIdentifier.value
                await scene.awaitRecord(of: word, atMost: 60_000)
                await until(20) { isReady(scene.processes()) }
                let processes = scene.processes().map(\.pid)
                let keepers = scene.keepers()
                #expect(keepers.count == 1)
                if blow.hitsKeeper { for keeper in keepers { kill(keeper.pid, blow.signal) } }
                if blow.hitsRunner { kill(runner, blow.signal) }
                if blow != .killsBoth {
                    await until(30) { scene.processes().allSatisfy { $0.pid == runner } }
                }
                if blow == .stopsRunner {
                    #expect(scene.processes().map(\.pid) == [runner])
                    kill(runner, SIGCONT)
                }
                return (runner, processes)
            }
            return Struck(
                runner: result.closureResult.0, processes: result.closureResult.1,
                status: Outcome.Status(result.terminationStatus))
        }
    }

    /// Looks every 20 ms, for at most so many seconds.
    private static func until(_ seconds: Int, _ isSo: () -> Bool) async {
        let began = DispatchTime.now().uptimeNanoseconds
        while !isSo(),
            DispatchTime.now().uptimeNanoseconds - began < UInt64(seconds) * 1_000_000_000
        {
            await Scene.pass(milliseconds: 20)
        }
    }

    private static func expectNothing(
        _ scene: Scene, _ struck: Struck, recovers: Bool
    ) async throws {
        if recovers {
            let recovered = try await scene.marked("recover")
            #expect(recovered.status == 0, "\(recovered.stderr)")
            #expect(recovered.stdout.hasPrefix("removed "))
        }
        #expect(scene.left() == [])
        #expect(scene.folders() == [])
        let paths = FileManager.default.enumerator(atPath: "/sys/fs/cgroup")?
            .compactMap { $0 as? String }
        let name = "fumble-\(struck.runner)"
        #expect(paths?.filter { $0.hasSuffix("/\(name)") || $0.contains("/\(name)/") } == [])
    }
}
