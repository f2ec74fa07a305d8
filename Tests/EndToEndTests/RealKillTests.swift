import Foundation
import FumbleModel
import Testing

/// Somebody is killed at fifty instants, by seed, while each kind of fault stands or is being done or
/// undone: nothing is left.
@Suite(.serialized, .timeLimit(.minutes(30))) struct RealKillTests {
    /// Each kind that real processes can be made to suffer; those that need a tool say which.
    private static let faults: [(text: String, needs: Bool)] = [
        ("fault: {crash: {of: pages, count: 2 servers}}, for: 30s", true),
        ("fault: {stop: {of: pages, count: 1 servers}}, for: 30s", true),
        ("fault: {hang: {of: pages, count: 2 servers}}, for: 30s", true),
        ("fault: {slow: {of: pages, factor: 4x}}, for: 30s", true),
        ("fault: {zone-loss: {zone: a}}, for: 30s", true),
        ("fault: {partition: {of: pages, count: 1 servers}}, for: 30s", true),
        ("fault: {latency: {of: pages, by: 50ms}}, for: 30s", true),
        ("fault: {loss: {of: pages, share: 10%}}, for: 30s", true),
        ("fault: {bandwidth: {of: pages, to: 10 kB/s}}, for: 30s", true),
        ("fault: {black-hole: {of: pages, count: 1 servers}}, for: 30s", true),
        ("fault: {reset: {of: pages, share: 100%}}", true),
        ("fault: {overload: {of: get, factor: 3x}}, for: 30s", true),
        ("fault: {over-removal: {of: pages, count: 2 servers}}, for: 30s", true),
        (
            "operator: {from: {meant: shell, typed: shell}, meant: pagectl remove --count 1, "
                + "typed: pagectl remove --count 2}", true
        ),
        ("fault: {stale-restart: {of: pages, count: 1 servers, age: 4y}}", true),
        ("fault: {corrupt-state: {of: pages, count: 1 servers}}", true),
        (
            "fault: {config-drift: {of: pages, count: 1 servers, file: data/page.conf, "
                + "from: timeout=2s, to: timeout=2}}, for: 30s", true
        ),
        ("fault: {disk-full: {of: pages, disk: 4 MiB}}, for: 30s", Tool.isRoot),
        ("fault: {slow-disk: {of: pages, by: 5ms}}, for: 30s", Tool.strace),
        ("fault: {memory-pressure: {of: pages, headroom: 1 MB}}, for: 30s", Tool.isRoot),
        ("fault: {syscall-error: {of: pages, call: openat, error: EIO}}, for: 30s", Tool.strace),
        ("fault: {clock-skew: {of: pages, by: 1h, towards: past}}, for: 30s", Tool.libfaketime),
        ("fault: {latency: {of: pages, from: clients, by: 50ms}}, for: 30s", true),
        ("fault: {black-hole: {of: pages, from: clients, count: 1 servers}}, for: 30s", true),
    ]

    private static let fleet = """
        fumble: fleet/v1
        name: pages
        zones: [a, b]
        subsystems: {pages: {minimum: 34%, restart: {boot: 1s}}}
        servers:
          - {group: web, count: 3, carries: [pages], restart-age: 30d}
        health-check: {notices-after: 1s}
        operations:
          get: {path: [pages], rate: 20/s, service: 5ms, timeout: 500ms}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        playbook:
          remove:
            usage: pagectl remove --count COUNT
            does: {remove-servers: {of: pages, count: COUNT}}
            asks: none
        processes:
          programs:
            web:
              run: [python3, -m, http.server, "{port.client}", --bind, 127.0.0.1]
              files: [{from: page.conf, to: data/page.conf}]
              ports: [client]
              ready: {answers: {port: client, path: /, within: 2m}}
              stop: {signal: INT, within: 2s}
              state:
                files: ["data/*"]
                ages: {run: [touch, "{folder}/data/{amount}"], adds: 1000, per: 1y}
          asks:
            get: {of: web, port: client, path: /}

        """

    private static func experiment(_ step: String) -> String {
        """
        fumble: experiment/v1
        name: killed
        claim: Nothing is left.
        fleet: fleet.yaml
        steady-state:
          gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 1%}}
        method: [{at: 10s, \(step)}]
        stop-when: none
        settle: 10s
        horizon: 40s
        expect: {promises: {capacity: any}}

        """
    }

    /// The longest time from a death until nothing was left, over all of them.
    private actor Worst {
        static let shared = Worst()
        private var milliseconds = 0
        private var count = 0

        func add(_ milliseconds: Int) -> String {
            count += 1
            self.milliseconds = max(self.milliseconds, milliseconds)
            return "the longest of \(count): \(self.milliseconds) ms"
        }
    }

    /// Five at a time: most of it is waiting.
    @Test(arguments: 0..<10) func nothingIsLeft(turn: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in 0..<5 {
                group.addTask { try await Self.killing(seed: turn * 5 + place) }
            }
            try await group.waitForAll()
        }
    }

    /// What undoes each fault is there before it, and of a runner that was killed what its keeper did. A
    /// runner that lives puts all back itself, and writes down what came of it.
    private static func expectRecord(
        _ run: String, in scene: Scene, _ victim: RealProcessesTests.Victim
    ) throws {
        guard victim != .keeper else { return }
        scene.expectUndoBeforeEachInjection(run)
        let lines = try scene.text(run + "/run.jsonl").split(separator: "\n")
        guard victim == .runner, lines.contains(where: { $0.contains("{\"injected\":") }) else {
            return
        }
        let last = lines.last ?? ""
        #expect(last.contains("the runner died; the keeper ended "), "\(last)")
    }

    private static func killing(seed: Int) async throws {
        var stream = RandomStream(seed: UInt64(seed), name: "killed")
        // Every kind comes up at least twice.
        let fault = Self.faults[seed % Self.faults.count]
        let victims = [RealProcessesTests.Victim.runner, .keeper, .both]
        let victim = victims[stream.below(victims.count)]
        // From before the first server is there, and mostly about when the fault comes.
        let after = stream.below(4) == 0 ? 50 + stream.below(10_000) : 10_000 + stream.below(4_000)
        guard fault.needs else {
            print("seed \(seed): left out, this machine lacks what it takes: \(fault.text)")
            return
        }
        let scene = try Scene()
        try scene.write(Self.fleet, to: "fleet.yaml")
        try scene.write("timeout=2s\n", to: "page.conf")
        // Every other ends within the time of the killings: those hit what undoes it, too.
        let text = fault.text.replacing("for: 30s", with: seed % 2 == 0 ? "for: 30s" : "for: 2s")
        try scene.write(Self.experiment(text), to: "drill.yaml")
        let killed = try await scene.killingNow(victim, afterMilliseconds: after)
        if let run = try? scene.onlyRun() { try Self.expectRecord(run, in: scene, victim) }
        if victim != .both {
            #expect(scene.left() == [] && scene.folders() == [], "before anybody recovers")
        }
        let recovered = try await scene.marked("recover")
        #expect(recovered.status == 0, "\(recovered.stdout) \(recovered.stderr)")
        #expect(scene.left() == [])
        #expect(scene.folders() == [])
        #expect(scene.mounts() == [])
        #expect(RealMachineTests.groups() == [])
        let worst = await Worst.shared.add(killed.milliseconds)
        print("\(victim) killed \(after) ms in, \(killed.milliseconds) ms; \(worst): \(fault.text)")
    }
}

extension Scene {
    /// What is mounted below the scene's folder.
    fileprivate func mounts() -> [String] {
        let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
        return mounts.split(separator: "\n").map(String.init).filter {
            $0.contains(folder.lastPathComponent)
        }
    }
}
