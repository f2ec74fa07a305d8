import Dispatch
import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing

/// What clients of real servers were told is kept is read back in the end, and clients say when they
/// were late themselves.
@Suite(.serialized, .timeLimit(.minutes(30))) struct ReadBackTests {
    /// Keeps what is PUT in memory, or in files too, and notes who took which key, before it answers.
    private static let server = """
        import http.server, os, socketserver, sys, urllib.parse
        port, notes, disk = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
        kept = {}
        note = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

        def place(path):
            return os.path.join(disk[0], urllib.parse.quote(path, safe=""))

        class Store(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_PUT(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                if disk:
                    with open(place(self.path) + ".new", "wb") as file:
                        file.write(body)
                    os.rename(place(self.path) + ".new", place(self.path))
                else:
                    kept[self.path] = body
                os.write(note, f"{os.getpid()} {self.path}\\n".encode())
                self.answer(200, b"")

            def do_GET(self):
                body = b"up" if self.path == "/" else kept.get(self.path)
                if disk and os.path.exists(place(self.path)) and self.path != "/":
                    with open(place(self.path), "rb") as file:
                        body = file.read()
                self.answer(404 if body is None else 200, body or b"")

            def answer(self, status, body):
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True
            request_queue_size = 128

        Server(("127.0.0.1", port), Store).serve_forever()

        """

    private static let keys = 600

    private static func write(to scene: Scene, isOnDisk: Bool, step: String) throws {
        let folder = scene.folder.path()
        try scene.write(server, to: "store.py")
        try scene.write("", to: "disk/README")
        let disk = isOnDisk ? ", \"\(folder)/disk\"" : ""
        try scene.write(
            """
            fumble: fleet/v1
            name: keys
            subsystems: {store: {minimum: 0%, restart: {boot: 1s}}}
            servers:
              - {group: store, count: 1, carries: [store], restart-age: 30d}
            health-check: {notices-after: 1s}
            operations:
              get: {path: [store], rate: 20/s, service: 5ms, timeout: 1s}
              put: {path: [store], rate: 15/s, service: 5ms, timeout: 1s}
            promises:
              capacity: {each: subsystem, serving: at least minimum}
            processes:
              programs:
                store:
                  run: [python3, "\(folder)/store.py", "{port.client}", "\(folder)/notes"\(disk)]
                  ports: [client]
                  ready: {answers: {port: client, path: /, within: 2m}}
                  stop: {signal: KILL, within: 2s}
              asks:
                get: {of: store, port: client, path: /}
                put: {of: store, port: client, method: PUT, path: "/key-{number}", keys: \(keys), body: 300 B}

            """, to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: keys
            claim: A server that crashes loses nothing.
            fleet: fleet.yaml
            method: [\(step)]
            stop-when: none
            settle: 10s
            horizon: 30s
            expect:
              promises: {capacity: kept}
              acknowledged-writes-lost: {at-most: 0 requests}
              get: {time-to-recover: {at-most: 20s}}

            """, to: "drill.yaml")
    }

    private static let crash = "{at: 12s, fault: {crash: {of: store, count: 1 servers}}, for: 1s}"

    /// The keys that no server has taken since the last of them was started, by their own notes.
    private static func forgotten(in scene: Scene) throws -> Set<String> {
        let notes = try scene.text("notes").split(separator: "\n").map { line in
            line.split(separator: " ").map(String.init)
        }
        let last = try #require(notes.last?.first)
        #expect(Set(notes.map { $0[0] }).count == 2, "it was started again once")
        let since = notes.filter { $0[0] == last }.map { $0[1] }
        return Set(notes.map { $0[1] }).subtracting(since)
    }

    @Test func whatAServerForgetsIsCountedByKey() async throws {
        let scene = try Scene()
        try Self.write(to: scene, isOnDisk: false, step: Self.crash)
        let ended = try await scene.fumble(
            "run", "drill.yaml", "--on", "processes", "--format", "json")
        #expect(ended.status == 1, "\(ended.stderr)")
        let forgotten = try Self.forgotten(in: scene)
        #expect(forgotten.count > Self.keys / 4)
        let verdict = try ended.verdict()
        let arm = try #require(verdict.arms["guarded"])
        #expect(arm.acknowledgedWritesLost == forgotten.count)
        let writes = try #require(arm.writes)
        #expect(writes.keys == Self.keys)
        #expect(writes.acknowledged > Self.keys)
        #expect(writes.unread == 0)
        #expect(!writes.named.isEmpty)
        #expect(writes.named.allSatisfy { forgotten.contains($0.key) && $0.found == "nothing" })
        let finding = try #require(verdict.findings.first { $0.path.contains("writes-lost") })
        #expect(finding.outcome == "deviated")
        #expect(
            finding.evidence.hasPrefix("\(forgotten.count) acknowledged writes were lost, "),
            "\(finding.evidence)")
        #expect(finding.evidence.contains("/key-"))
        // What was read back is stored with the run.
        let judged = try await scene.fumble("judge", "keys", "--format", "json")
        #expect(judged.stdout == ended.stdout)
    }

    @Test func whatAServerKeepsIsNotCalledLost() async throws {
        let scene = try Scene()
        try Self.write(to: scene, isOnDisk: true, step: Self.crash)
        let ended = try await scene.fumble(
            "run", "drill.yaml", "--on", "processes", "--format", "json")
        #expect(ended.status == 0, "\(ended.stdout)")
        #expect(try Self.forgotten(in: scene).count > Self.keys / 4, "they were read from its disk")
        let arm = try #require(try ended.verdict().arms["guarded"])
        #expect(arm.acknowledgedWritesLost == 0)
        #expect(arm.writes?.keys == Self.keys)
        #expect(arm.writes?.unread == 0)
        let load = try #require(arm.load)
        #expect(load.keptSchedule)
        #expect(load.lateness.count > 900)
        let put = try #require(load.byOperation["put"])
        #expect(put.latency.count > 300)
        #expect(put.latency.p50S <= put.latency.p99S && put.latency.p99S <= put.latency.longestS)
        #expect(try #require(arm.actionsLate).count > 0)
    }

    /// A runner that gets no processor for two seconds says so, and blames no server.
    @Test func aLoadThatIsLateIsInconclusive() async throws {
        let scene = try Scene()
        try Self.write(
            to: scene, isOnDisk: false,
            step: "{at: 12s, load: {of: get, factor: 2x, for: 5s}}")
        let ended = try await scene.pausing(forMilliseconds: 2_000)
        #expect(ended.status == 2, "\(ended.stdout)")
        let verdict = try ended.verdict()
        let late = verdict.findings.filter { $0.outcome == "inconclusive" }
        #expect(
            late.contains { $0.evidence.contains("clients could not keep their schedule") },
            "\(verdict.findings)")
        let load = try #require(verdict.arms["guarded"]?.load)
        #expect(!load.keptSchedule)
        #expect(load.lateness.longestS >= 1.5)
        #expect(load.byOperation.values.contains { $0.late > 20 })
    }
}

extension Scene {
    /// Runs the drill on processes, and stops the runner for a while once its clients ask.
    fileprivate func pausing(forMilliseconds pause: Int) async throws -> Outcome {
        try await Turns.shared.taking {
            let result = try await Subprocess.run(
                .path(FilePath(Checkout.binary)),
                arguments: ["run", "drill.yaml", "--on", "processes", "--format", "json"],
                environment: Self.surroundings(with: [:]),
                workingDirectory: FilePath(self.folder.path()), input: .none,
                output: .fileDescriptor(
                    try .open(
                        FilePath(self.folder.path() + "/out"), .writeOnly,
                        options: [.create, .truncate], permissions: .ownerReadWrite),
                    closeAfterSpawningProcess: true), error: .discarded
            ) { execution in
                let first = "/key-5\n"
                for _ in 0..<Self.mostLooks {
                    // All keys are taken in their turn before clients begin, and then once more.
                    let notes = (try? self.text("notes")) ?? ""
                    if notes.components(separatedBy: first).count > 2 { break }
                    await Self.pass(milliseconds: 5)
                }
                kill(execution.processIdentifier.value, SIGSTOP)
                await Self.pass(milliseconds: pause)
                kill(execution.processIdentifier.value, SIGCONT)
            }
            return Outcome(
                stdout: try self.text("out"), stderr: "",
                status: .init(result.terminationStatus))
        }
    }

    /// Twenty seconds of them.
    private static let mostLooks = 4_000
}
