import Foundation
import Testing

/// What servers stand on is made bad for real, measured to have bitten, and made good again; nothing
/// of it is left, whoever is killed.
@Suite(.timeLimit(.minutes(30))) struct RealMachineTests {
    private static func drill(
        _ fault: String, statuses: [Outcome.Status] = [0, 1]
    ) async throws -> (lines: [String], scene: Scene) {
        let scene = try Scene()
        try RealProcessesTests.write(to: scene, step: "{at: 10s, fault: {\(fault)}, for: 6s}")
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes", "--quiet")
        #expect(statuses.contains(ended.status), "\(ended.stdout) \(ended.stderr)")
        #expect(scene.left() == [])
        #expect(Self.groups() == [])
        let text = try scene.text(scene.onlyRun() + "/run.jsonl")
        return (text.split(separator: "\n").map(String.init), scene)
    }

    /// Control groups of fumble's that are there.
    static func groups() -> [String] {
        let folder = "/sys/fs/cgroup"
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (paths ?? []).filter { $0.contains("/fumble-") && $0.contains("web-") }
    }

    static func effects(_ lines: [String]) -> [Substring] {
        lines.compactMap { $0.firstMatch(of: /"effect":"([^"]*)"/)?.1 }
    }

    @Test(
        .enabled(if: Tool.strace, "strace is not installed"),
        arguments: [
            (
                "syscall-error: {of: pages, call: openat, error: EIO}",
                " calls of `openat` failed with EIO"
            ),
            ("slow-disk: {of: pages, by: 30ms}", " calls delayed, by "),
        ]) func systemCallsAreMeddledWith(fault: String, trace: String) async throws
    {
        let (lines, _) = try await Self.drill(fault)
        let effects = Self.effects(lines)
        #expect(effects.contains { $0.contains(trace) }, "\(effects)")
        #expect(!effects.contains { $0.hasPrefix("0 ") }, "it did not bite")
    }

    /// Its first process only waits for the two that serve, as of many servers.
    @Test(.enabled(if: Tool.strace, "strace is not installed"))
    func thoseWhoServeAreMeddledWithToo() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, run: "[python3, workers.py, \"{port.client}\"]",
            step: "{at: 10s, for: 6s, fault: "
                + "{syscall-error: {of: pages, call: openat, error: EIO}}}")
        let fleet = try scene.text("fleet.yaml").replacing(
            "    web:\n", with: "    web:\n      files: [{from: workers.py, to: workers.py}]\n")
        try scene.write(fleet, to: "fleet.yaml")
        try scene.write(
            """
            import http.server, os, sys
            page = http.server.SimpleHTTPRequestHandler
            server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), page)
            for _ in range(2):
                if os.fork() == 0: server.serve_forever()
            for _ in range(2): os.wait()
            """, to: "workers.py")
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes", "--quiet")
        #expect([0, 1].contains(ended.status), "\(ended.stdout) \(ended.stderr)")
        let lines = try scene.text(scene.onlyRun() + "/run.jsonl").split(separator: "\n")
        let effect = Self.effects(lines.map(String.init))
            .compactMap { $0.firstMatch(of: /^(\d+) calls of `openat` failed/)?.1 }.first
        #expect(effect.flatMap { Int($0) } ?? 0 > 0)
        #expect(scene.left() == [])
    }

    @Test(.enabled(if: Tool.isRoot, "only root can mount a disk"))
    func aDiskIsFullAndThenIsNot() async throws {
        let (lines, _) = try await Self.drill(
            "disk-full: {of: pages, count: 2 servers, disk: 4 MiB}")
        let effects = Self.effects(lines)
        #expect(effects.first == "0 bytes free of 8388608 on 2 disks")
        let free = effects.last?.firstMatch(of: /^(\d+) bytes free again on 2 disks$/)?.1
        #expect(free.flatMap { Int($0) } ?? 0 > 8_000_000, "\(effects)")
    }

    @Test(.enabled(if: Tool.isRoot, "only root can make a control group"))
    func memoryIsShort() async throws {
        let (lines, _) = try await Self.drill("memory-pressure: {of: pages, headroom: 0 B}")
        let met = Self.effects(lines).last?
            .firstMatch(of: /^the bound was met (\d+) times?, and the kernel ended \d+ process/)?.1
        #expect(met.flatMap { Int($0) } ?? 0 > 0, "\(Self.effects(lines))")
    }

    /// A fault that stood and did nothing shows nothing about the fleet.
    @Test(.enabled(if: Tool.isRoot, "only root can make a control group"))
    func whatNeverBitIsInconclusive() async throws {
        let (lines, scene) = try await Self.drill(
            "memory-pressure: {of: pages, headroom: 2 GB}", statuses: [2])
        #expect(lines.contains { $0.contains(#""missed""#) })
        let verdict = try scene.text(scene.onlyRun() + "/verdict.json")
        #expect(verdict.contains("the memory-pressure fault never bit: the bound was met 0 times"))
    }

    /// libfaketime changes the environment before the program begins: one written in Swift, which looks for
    /// its arguments before the environment, must find them all the same.
    @Test(.enabled(if: Tool.libfaketime, "libfaketime is not installed"))
    func aStoreOfOursHasAClockToo() async throws {
        let scene = try Scene(copying: "Experiments/processes", "Experiments/schemas")
        let depot = URL(filePath: Checkout.builtBeside("depot")).path()
        let fleet = "processes/fleets/small-depot.yaml"
        try scene.write(
            try scene.text(fleet).replacingOccurrences(of: "[depot,", with: "[\(depot),"), to: fleet
        )
        try scene.write(
            """
            fumble: experiment/v1
            name: clocks
            claim: A clock that is an hour ahead is no harm.
            fleet: fleets/small-depot.yaml
            method:
              - {at: 10s, fault: {clock-skew: {of: index, count: 1 servers, by: 1h}}, for: 3s}
            stop-when: none
            settle: 10s
            horizon: 30s
            expect:
              promises: {capacity: kept}
            """, to: "processes/clocks.yaml")
        let ended = try await scene.marked(
            "run", "processes/clocks.yaml", "--on", "processes", "--quiet")
        #expect(ended.status == 0, "\(ended.stdout) \(ended.stderr)")
        #expect(ended.stdout.contains("the clock is 1h ahead"), "\(ended.stdout)")
        let record = try scene.text(scene.onlyRun() + "/run.jsonl")
        #expect(record.contains("the clock is right again"))
    }

    /// It answers 200 if a wait of 50 ms for a condition, by the monotonic clock, was one: so threads of many
    /// languages wait for each other.
    private static let waiter = """
        import ctypes, http.server, sys, time
        c = ctypes.CDLL(None)
        class Time(ctypes.Structure):
            _fields_ = [("s", ctypes.c_long), ("n", ctypes.c_long)]
        def waits():
            kind, cond, mutex = (ctypes.create_string_buffer(64) for _ in range(3))
            c.pthread_condattr_init(kind)
            c.pthread_condattr_setclock(kind, 1)
            c.pthread_cond_init(cond, kind)
            c.pthread_mutex_init(mutex, None)
            c.pthread_mutex_lock(mutex)
            began = time.monotonic_ns()
            end = began + 50_000_000
            c.pthread_cond_timedwait(
                cond, mutex, ctypes.byref(Time(end // 10**9, end % 10**9)))
            return time.monotonic_ns() - began > 45_000_000
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if waits() else 500)
                self.send_header("content-length", "0")
                self.end_headers()
            def log_message(self, *words): pass
        with open("/proc/self/maps") as maps:
            print("clock", "libfaketime" in maps.read(), flush=True)
        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
        """

    /// The library stands between a program and all that it asks the C library for about time.
    @Test(.enabled(if: Tool.libfaketime, "libfaketime is not installed"))
    func threadsWaitAsLongAsTheySaidUnderAClockThatCanBeSet() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, run: "[python3, waiter.py, \"{port.client}\"]",
            ready: "{accepts: {port: client, within: 2m}}",
            step: "{at: 10s, fault: {clock-skew: {group: web, by: 1h}}, for: 3s}")
        let calm = "{group: calm, count: 1, carries: [pages], restart-age: 1d}"
        let file = "files: [{from: waiter.py, to: waiter.py}]"
        let fleet = try scene.text("fleet.yaml")
            .replacing("servers:\n", with: "servers:\n  - \(calm)\n")
            .replacing("    web:\n", with: "    web: &program\n      \(file)\n")
            .replacing("  asks:", with: "    calm: *program\n  asks:")
        try scene.write(fleet, to: "fleet.yaml")
        try scene.write(Self.waiter, to: "waiter.py")
        let ended = try await scene.marked(
            "run", "drill.yaml", "--on", "processes", "--quiet", "--format", "json")
        #expect(ended.status == 0, "\(ended.stdout) \(ended.stderr)")
        let load = try #require(try ended.verdict().arms["guarded"]?.load)
        #expect(load.byOperation["get"].map { $0.latency.p50S >= 0.05 } == true)
        #expect(ended.stdout.contains("the clock is 1h ahead"))
        let logs = try scene.onlyRun() + "/logs/guarded"
        // Whose clock nobody sets has nothing in its way.
        #expect(try scene.text(logs + "/web-0.log").hasPrefix("clock True"))
        #expect(try scene.text(logs + "/calm-0.log").hasPrefix("clock False"))
    }

    @Test(.enabled(if: Tool.libfaketime, "libfaketime is not installed"))
    func aClockIsBehindAndThenRight() async throws {
        let (lines, _) = try await Self.drill("clock-skew: {of: pages, by: 1h, towards: past}")
        let effects = Self.effects(lines)
        #expect(effects.first?.hasPrefix("the clock is 1h behind") == true, "\(effects)")
        #expect(effects.last?.hasPrefix("the clock is right again, to ") == true, "\(effects)")
    }

    /// Control groups, disks and tracers go with those who are killed, or by `recover`.
    @Test(
        .enabled(if: Tool.isRoot && Tool.strace, "it takes root, and strace"),
        arguments: [RealProcessesTests.Victim.runner, .keeper, .both])
    func nothingIsLeftOfIt(_ victim: RealProcessesTests.Victim) async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene,
            step: "{at: 10s, fault: {memory-pressure: {of: pages, headroom: 1 MB}}}, "
                + "{at: 10s, fault: {disk-full: {of: pages, disk: 4 MiB}}}, "
                + "{at: 10s, fault: {slow-disk: {of: pages, by: 5ms}}, for: 15s}")
        _ = try await scene.killing(victim, afterMilliseconds: 14_000)
        let recovered = try await scene.marked("recover")
        #expect(recovered.status == 0, "\(recovered.stdout) \(recovered.stderr)")
        #expect(scene.folders() == [])
        #expect(scene.left() == [])
        #expect(Self.groups() == [])
    }
}
