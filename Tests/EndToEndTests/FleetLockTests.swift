import Testing

/// A fleet of real processes has one run at a time, whoever started it.
@Suite(.timeLimit(.minutes(30))) struct FleetLockTests {
    /// A server, and a guard that starts a second run while it is asked.
    private static func write(to scene: Scene) async throws {
        try scene.write(
            """
            import http.server, sys
            http.server.test(
                http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind="127.0.0.1")
            """, to: "serve.py")
        try scene.write(
            """
            #!/bin/sh
            "\(Checkout.binary)" run drill.yaml --on processes > second.out 2> second.err
            echo $? > second.status
            """, to: "desk")
        _ = try await scene.run("/bin/chmod", ["+x", "desk"])
        try scene.write(
            """
            fumble: fleet/v1
            name: pages
            subsystems: {pages: {minimum: 50%, restart: {boot: 1s}}}
            servers:
              - {group: web, count: 3, carries: [pages], restart-age: 30d}
            health-check: {notices-after: 1s}
            operations:
              get: {path: [pages], rate: 10/s, service: 5ms, timeout: 500ms}
            promises:
              capacity: {each: subsystem, serving: at least minimum}
            playbook:
              remove:
                usage: ctl remove --count COUNT
                does: {remove-servers: {of: pages, count: COUNT}}
                asks: [desk]
            guards:
              desk: {keeps: capacity, exec: [./desk], on-failure: refuse, timeout: 1m}
            processes:
              programs:
                web:
                  run: [python3, serve.py, "{port.client}"]
                  files: [{from: serve.py, to: serve.py}]
                  ports: [client]
                  ready: {answers: {port: client, path: /, within: 2m}}
                  stop: {signal: INT, within: 2s}
              asks:
                get: {of: web, port: client, path: /}

            """, to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: pages
            claim: One server less does no harm.
            fleet: fleet.yaml
            arms: [guarded]
            method:
              - {at: 10s, operator: {meant: ctl remove --count 1, typed: ctl remove --count 1}}
            stop-when: none
            settle: 10s
            horizon: 20s
            expect:
              promises: {capacity: kept}

            """, to: "drill.yaml")
    }

    @Test func aSecondRunIsToldWhoHasTheFleet() async throws {
        let scene = try Scene()
        try await Self.write(to: scene)
        let first = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(first.stdout.contains("(run completed)"), "\(first.stdout)\(first.stderr)")
        #expect(try scene.text("second.status") == "3\n")
        #expect(try scene.text("second.out") == "")
        let told = try scene.text("second.err")
        #expect(
            told.hasPrefix("fumble: not run: another run is on fleet.yaml: drill.yaml, process "),
            "\(told)")
        // It is free again.
        let after = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(after.stdout.contains("(run completed)"))
        #expect(scene.left() == [])
    }
}
