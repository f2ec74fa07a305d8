import Foundation
import Testing

/// Disks of servers are full where nobody is root: by quotas that their programs go by.
@Suite(
    .enabled(if: Tool.unprivileged, "fumble cannot be run here by another user than root"),
    .timeLimit(.minutes(30)))
struct RealQuotaTests {
    private static let fleet = "processes/fleets/small-depot.yaml"

    /// Five processes of depot, and two faults that overlap: full from 10 s to 30 s.
    private static func store() throws -> Scene {
        let scene = try Scene(copying: "Experiments/processes", "Experiments/schemas")
        let depot = URL(filePath: Checkout.builtBeside("depot")).path()
        try scene.write(
            try scene.text(fleet).replacing("[depot,", with: "[\(depot),"), to: fleet)
        try scene.write(
            """
            fumble: experiment/v1
            name: full
            claim: While the index has no room writes fail, and then they go on.
            fleet: \(fleet)
            method:
              - {at: 10s, fault: {disk-full: {of: index}}, for: 15s}
              - {at: 15s, fault: {disk-full: {of: index}}, for: 15s}
            stop-when: none
            settle: 10s
            horizon: 60s
            expect:
              promises: {capacity: kept}

            """, to: "drill.yaml")
        return scene
    }

    @Test func writesFailAndGoOn() async throws {
        let scene = try Self.store()
        let command = try scene.unprivileged(
            "run", "drill.yaml", "--on", "processes", "--format", "json")
        let ended = try await scene.run(
            command[0], Array(command.dropFirst()), environment: scene.marking)
        #expect(ended.status == 0, "\(ended.stdout) \(ended.stderr)")
        let verdict = try ended.verdict()
        let put = try #require(verdict.recovery.byOperation?["put"])
        // Ten a second for twenty seconds; one that was on its way may have been answered.
        #expect(put.lostRequests > 150)
        #expect(put.timeToRecoverS.map { (20...40).contains($0) } == true, "\(put)")
        #expect(verdict.recovery.byOperation.map { ($0["get"]?.lostRequests ?? 0) < 10 } == true)
        let arm = try #require(verdict.arms["guarded"])
        #expect(arm.acknowledgedWritesLost == 0)
        #expect(arm.writes?.keys == 60 && arm.writes?.unread == 0)

        let lines = try scene.text(scene.onlyRun() + "/run.jsonl").split(separator: "\n")
        #expect(!lines.contains { $0.contains(#""missed""#) })
        let effects = RealMachineTests.effects(lines.map(String.init))
        let filled = /^\d+ bytes are all that 3 folders may hold$/
        let kept = "3 folders grew by no byte; 3 of 3 quotas read"
        // The second fault, and what is set again when the first is over.
        #expect(effects.count { $0.contains(filled) } == 3, "\(effects)")
        #expect(effects.count { $0 == kept } == 2, "\(effects)")
        #expect(scene.left() == [] && scene.folders() == [])
    }

    @Test func nothingIsLeftOfIt() async throws {
        let scene = try Self.store()
        let command = try scene.unprivileged("run", "drill.yaml", "--on", "processes")
        _ = try await scene.killing(
            .runner, afterMilliseconds: 60_000, orOnce: "folders may hold", by: command)
        #expect(scene.left() == [] && scene.folders() == [])
        let run = try scene.onlyRun()
        scene.expectUndoBeforeEachInjection(run)
        let lines = try scene.text(run + "/run.jsonl").split(separator: "\n")
        let undo = "what undoes it: end the disk-full of index-0, index-1, index-2"
        #expect(lines.contains { $0.contains(undo) })
        #expect(lines.last?.contains("the runner died; the keeper ended 5 processes") == true)
    }

    /// Programs that have no quota are refused before any is started.
    @Test func whoHasNoQuotaIsRefused() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, step: "{at: 10s, fault: {disk-full: {of: pages}}, for: 5s}")
        for words in [["run"], ["plan"]] {
            let command = try scene.unprivileged(words[0], "drill.yaml", "--on", "processes")
            let ended = try await scene.run(
                command[0], Array(command.dropFirst()), environment: scene.marking)
            #expect(ended.status == (words == ["run"] ? 69 : 0))
            let told = (words == ["run"] ? ended.stderr : ended.stdout)
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(
                told.contains(
                    "drill.yaml:5:10: `disk-full` cannot be done on this machine: this user cannot "
                        + "mount a disk in memory (Operation not permitted), root can, and the "
                        + "program of `web` has no `quota:` that it would go by instead"), "\(told)"
            )
        }
        #expect(scene.names() == ["drill.yaml", "fleet.yaml"])
    }

    private static let writes =
        "import sys, http.server as h; H = h.SimpleHTTPRequestHandler; "
        + "H.end_headers = (lambda end: lambda self: (open('log', 'a').write('x'), end(self)))"
        + "(H.end_headers); "
        + "h.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), H).serve_forever()"

    /// A program that writes on, or never looks at its quota, is not said to have had no room.
    @Test(arguments: [
        (
            "[python3, -c, \"\(writes)\", \"{port.client}\"]",
            "folders grew past their quotas: web-0 "
        ),
        ("[python3, -m, http.server, \"{port.client}\", --bind, 127.0.0.1]", "0 of 4 quotas read"),
    ]) func whoDoesNotGoByItIsTold(program: String, effect: String) async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, run: program, more: "      quota: {file: quota}",
            step: "{at: 10s, fault: {disk-full: {of: pages}}, for: 5s}")
        let command = try scene.unprivileged("run", "drill.yaml", "--on", "processes", "--quiet")
        let ended = try await scene.run(
            command[0], Array(command.dropFirst()), environment: scene.marking)
        #expect(ended.status == 2, "\(ended.stdout) \(ended.stderr)")
        let verdict = try scene.text(scene.onlyRun() + "/verdict.json")
        let missed = verdict.matches(of: /the disk-full fault never bit: ([^"]*)/).map { $0.1 }
        #expect(missed.contains { $0.contains(effect) }, "\(missed)")
        #expect(scene.left() == [] && scene.folders() == [])
    }

    @Test func doctorSaysWhatItTakes() async throws {
        let scene = try Scene()
        let command = try scene.unprivileged("doctor")
        let ended = try await scene.run(command[0], Array(command.dropFirst()))
        let lines = ended.stdout.split(separator: "\n").map(String.init)
        let place = try #require(lines.firstIndex { $0.hasPrefix("disk-full ") })
        #expect(lines[place].hasSuffix(" yes"))
        #expect(
            lines[place + 2]
                == "  only where a program has a `quota:`: this user cannot mount a disk in memory "
                + "(Operation not permitted), root can")
    }
}
