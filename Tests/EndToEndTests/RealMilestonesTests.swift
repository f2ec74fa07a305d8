import Foundation
import Testing

/// What real servers print: kept with the run, and read for how far a start is.
@Suite(.timeLimit(.minutes(30))) struct RealMilestonesTests {
    private static let server = """
        import http.server, sys, time

        def say(line):
            print(line, flush=True)

        say("reading")
        time.sleep(0.4)
        say("checking all of it")
        time.sleep(0.8)
        say("open")
        handler = http.server.SimpleHTTPRequestHandler
        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler).serve_forever()

        """

    private func scene() throws -> Scene {
        let scene = try Scene()
        try scene.write(Self.server, to: "server.py")
        try scene.write(
            """
            fumble: fleet/v1
            name: pages
            subsystems:
              pages:
                minimum: 50%
                state: {size: 3 MB, objects: 600, copies: 3}
                restart: {boot: 1s}
            servers:
              - {group: web, count: 3, carries: [pages], restart-age: 30d}
            health-check: {notices-after: 1s}
            operations:
              get: {path: [pages], rate: 20/s, service: 5ms, timeout: 500ms, retries: {at-most: 1, budget: 20%}}
            promises:
              capacity: {each: subsystem, serving: at least minimum}
            processes:
              programs:
                web:
                  run: [python3, server.py, "{port.client}"]
                  files: [{from: server.py, to: server.py}]
                  ports: [client]
                  ready: {answers: {port: client, path: /, within: 2m}}
                  milestones: {pages: {load: reading, verify: checking, open: open}}
              asks:
                get: {of: web, port: client, path: /}

            """, to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: pages
            claim: A server that crashes comes back.
            fleet: fleet.yaml
            method: [{at: 10s, fault: {crash: {of: pages, count: 1 servers}}, for: 3s}]
            stop-when: none
            settle: 10s
            horizon: 30s
            expect:
              promises: {capacity: kept}

            """, to: "drill.yaml")
        return scene
    }

    @Test func theyAreTimedAndKept() async throws {
        let scene = try scene()
        let ended = try await scene.fumble("run", "drill.yaml", "--on", "processes", "--quiet")
        try #require([0, 1, 2].contains(ended.status), "\(ended.stdout)\(ended.stderr)")
        let folder = try scene.onlyRun()
        let lines = try scene.text(folder + "/run.jsonl")
        for phase in ["boot", "load", "verify"] {
            #expect(lines.contains("\"phase\":\"\(phase)\""), "\(phase)")
        }
        #expect(lines.contains("\"milestone\":{\"name\":\"open\""))
        let logs = try (0..<3).map { try scene.text(folder + "/logs/guarded/web-\($0).log") }
        #expect(logs.allSatisfy { $0.hasPrefix("reading\nchecking all of it\nopen\n") })
        #expect(logs.count { $0.dropFirst().contains("reading\nchecking") } == 1)

        let calibrated = try await scene.fumble("calibrate", "pages", "--out", "measured.yaml")
        #expect(calibrated.status == 0, "\(calibrated.stderr)")
        for field in ["boot: ", "load: ", "verify: "] {
            #expect(calibrated.stdout.contains(field), "\(calibrated.stdout)")
        }
        #expect(calibrated.stdout.contains("n 1, mean "))
        #expect(try await scene.fumble("check", "measured.yaml").status == 0)
        #expect(try await scene.fumble("prune", "--keep", "0").status == 0)
        #expect(scene.names(below: "Reports/runs") == [])
    }

    @Test func whatCannotStartIsKeptToo() async throws {
        let scene = try scene()
        try scene.write("print('no luck', flush=True)\n", to: "server.py")
        let ended = try await scene.fumble("run", "drill.yaml", "--on", "processes", "--quiet")
        #expect(ended.status == 71)
        let folder = try scene.onlyRun() + "/logs/guarded"
        let logs = try (0..<3).map { try scene.text("\(folder)/web-\($0).log") }
        // The first that ended ended the others too.
        #expect(logs.contains("no luck\n"), "\(logs)")
    }
}
