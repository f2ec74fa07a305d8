import Foundation
import Testing

/// Secrets get to whom they are for, and to nobody else: no journal, no report, no list of processes.
@Suite(.timeLimit(.minutes(30))) struct SecretsTests {
    /// With what JSON, XML and shells write otherwise.
    private static let desk = #"desk-s3cr3t/"quoted&more\end"#
    private static let web = "w3b-server-value"
    private static let stray = "str4y-and-not-asked-for"

    /// A server that prints what it was given, and a guard that says it in its refusal and looks at
    /// every process there is while it is asked.
    private static func write(
        to scene: Scene, exec: String = "[./desk]", variable: String = "secret.desk-token"
    ) throws {
        try scene.write(
            """
            import http.server, os, sys
            print("given", os.environ["TOKEN"], os.environ.get("FUMBLE_SECRET_STRAY"), flush=True)
            http.server.test(
                http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind="127.0.0.1")
            """, to: "serve.py")
        try scene.write(
            """
            #!/bin/sh
            cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' > lines
            grep -rlF -e "$TOKEN" -e \(web) "$TMPDIR" "$XDG_STATE_HOME" > holders 2>/dev/null
            printf 'asked with %s and %s: `COUNT` 2 is above 1' "$TOKEN" \\
                "${FUMBLE_SECRET_STRAY:-nothing else}" >&2
            exec python3 forms.py
            """, to: "desk")
        // What it was given in all the ways in which programs write such things.
        try scene.write(
            """
            import base64, json, os, sys, urllib.parse
            token = os.environ["TOKEN"]
            forms = [base64.b64encode((lead + token).encode()).decode() for lead in ("", "a", "ab")]
            forms += [base64.urlsafe_b64encode(token.encode()).decode(), urllib.parse.quote(token)]
            forms += [urllib.parse.quote(token, safe=""), json.dumps(token), token.encode().hex()]
            sys.stderr.write("; told " + " ".join(forms) + " in all\\n")
            sys.exit(1)
            """, to: "forms.py")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: scene.folder.appending(path: "desk").path())
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
              desk:
                keeps: capacity
                exec: \(exec)
                on-failure: refuse
                environment: [TOKEN=\(variable)]
            processes:
              programs:
                web:
                  run: [python3, serve.py, "{port.client}"]
                  environment: ["TOKEN={secret.web-token}"]
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
            claim: The desk refuses what is mistyped.
            fleet: fleet.yaml
            arms: [guarded]
            method:
              - {at: 10s, operator: {meant: ctl remove --count 1, typed: ctl remove --count 2}}
            stop-when: none
            settle: 10s
            horizon: 20s
            expect:
              promises: {capacity: kept}

            """, to: "drill.yaml")
    }

    private static func keep(
        _ text: String, to path: String, mode: Int = 0o600, in scene: Scene
    ) throws {
        try scene.write(text, to: path)
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: scene.folder.appending(path: path).path())
    }

    /// Nothing of the values, whole or in the ways in which formats write them.
    private static func isClean(_ text: String) -> Bool {
        let pieces =
            ["desk-s3cr3t", "quoted&", "more\\end", web, stray] + encoded
            + [
                "quoted%26", "more%5Cend",
                Data("s3cr3t".utf8).map { String($0, radix: 16) }.joined(),
            ]
        return !pieces.contains { text.contains($0) }
    }

    /// What base64 makes of the middle of it, wherever it begins.
    private static var encoded: [String] {
        (0..<3).map { lead in
            let text = Data((String(repeating: "a", count: lead) + desk).utf8)
            return String(text.base64EncodedString().dropFirst(4).prefix(16))
        }
    }

    @Test func theyAreNowhereToBeRead() async throws {
        let scene = try Scene()
        try Self.write(to: scene)
        try Self.keep("# for drills\ndesk-token=\(Self.desk)\n", to: "secrets", in: scene)
        try scene.write("", to: "state/empty")
        var surroundings = scene.marking
        surroundings["FUMBLE_SECRET_WEB_TOKEN"] = Self.web
        surroundings["FUMBLE_SECRET_STRAY"] = Self.stray
        surroundings["XDG_STATE_HOME"] = scene.folder.appending(path: "state").path()
        let ended = try await scene.run(
            Checkout.binary,
            [
                "run", "drill.yaml", "--on", "processes", "--secrets", "secrets", "--events",
                "events.jsonl",
            ], environment: surroundings)
        #expect(ended.status == 0, "\(ended.stderr)")
        // It was handed over, and told on under its name alone.
        let told = "asked with secret.desk-token and nothing else"
        let events = try scene.text("events.jsonl")
        #expect(events.contains(told))
        // Of base64 the last letters are also of what comes after the value.
        let forms = try #require(events.split(separator: "; told ").dropFirst().first)
        #expect(
            forms.prefix { $0 != "\n" }.split(
                separator: "secret.desk-token", omittingEmptySubsequences: false
            ).count == 9, "\(forms)")
        let run = try scene.onlyRun()
        #expect(try scene.text(run + "/run.jsonl").contains(told))
        let log = try scene.text(run + "/logs/guarded/web-0.log")
        #expect(log.contains("given secret.web-token None"))
        // While all of it ran: servers, keeper, guard and fumble itself.
        let lines = try scene.text("lines")
        #expect(lines.contains("serve.py") && lines.contains("drill.yaml"))
        #expect(Self.isClean(lines))
        let holders = try scene.text("holders").split(separator: "\n")
            .filter { !$0.hasSuffix(".log") && !$0.hasSuffix("/secrets") && !$0.hasSuffix("/desk") }
        #expect(holders == [], "only what a server printed itself, while it runs")
        // When it is over: every file, every form.
        #expect(Self.isClean(ended.stdout) && Self.isClean(ended.stderr))
        var looked = 0
        for name in scene.names() where name != "secrets" && name != "desk" {
            let path = scene.folder.appending(path: name).path()
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            #expect(Self.isClean(String(decoding: bytes, as: UTF8.self)), "\(name)")
            looked += 1
        }
        #expect(looked >= 10)
        for format in [
            "text", "json", "junit", "markdown", "github", "html", "csv", "prometheus", "events",
            "postmortem",
        ] {
            let report = try await scene.fumble("report", "pages", "--format", format)
            #expect(report.status == 0)
            #expect(Self.isClean(report.stdout), "\(format)")
        }
        #expect(scene.left() == [])
    }

    /// The last words of a server that does not start are told, and may be anything.
    @Test func whatAFailureQuotesHasNone() async throws {
        let scene = try Scene()
        try Self.write(to: scene)
        try scene.write(
            """
            import os, sys
            sys.exit("no store takes " + os.environ["TOKEN"])
            """, to: "serve.py")
        try Self.keep(
            "desk-token=\(Self.desk)\nweb-token=\(Self.web)\n", to: "secrets", in: scene)
        let ended = try await scene.marked(
            "run", "drill.yaml", "--on", "processes", "--secrets", "secrets", "--events",
            "events.jsonl")
        #expect(ended.status == 71)
        #expect(ended.stdout.contains("no store takes secret.web-token"), "\(ended.stdout)")
        #expect(Self.isClean(ended.stdout) && Self.isClean(ended.stderr))
        for name in scene.names() where name != "secrets" && name != "desk" {
            let path = scene.folder.appending(path: name).path()
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            #expect(Self.isClean(String(decoding: bytes, as: UTF8.self)), "\(name)")
        }
    }

    @Test func oneThatIsMissingIsNamedBeforeAnythingStarts() async throws {
        let scene = try Scene()
        try Self.write(to: scene)
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(ended.status == 69)
        #expect(ended.stdout == "")
        #expect(
            ended.stderr == """
                fumble: fleet.yaml:17:3: `secret.desk-token` is not given: set \
                FUMBLE_SECRET_DESK_TOKEN, or write `desk-token=...` into a file and give it with \
                --secrets
                fumble: fleet.yaml:24:5: `secret.web-token` is not given: set \
                FUMBLE_SECRET_WEB_TOKEN, or write `web-token=...` into a file and give it with \
                --secrets

                """)
        #expect(scene.names() == ["desk", "drill.yaml", "fleet.yaml", "forms.py", "serve.py"])
    }

    @Test func aFileThatOthersCanReadIsNoneOfSecrets() async throws {
        let scene = try Scene()
        try Self.write(to: scene)
        try Self.keep("desk-token=\(Self.desk)\n", to: "open", mode: 0o640, in: scene)
        try Self.keep("desk-token\n", to: "odd", in: scene)
        try Self.keep("desk-token=short\n", to: "short", in: scene)
        try Self.keep("desk-token=1234567890\n", to: "digits", in: scene)
        for (file, reason) in [
            ("open", "open can be read by others: `chmod 600 open` it, as its owner"),
            ("odd", "odd:1: is no `NAME=value`"), ("gone", "gone cannot be read: "),
            ("short", "`secret.desk-token` has fewer than 8 characters"),
            ("digits", "`secret.desk-token` has nothing but digits"),
        ] {
            let ended = try await scene.fumble("run", "drill.yaml", "--secrets", file)
            #expect(ended.status == 69)
            #expect(ended.stderr.contains(reason), "\(ended.stderr)")
            #expect(!ended.stderr.contains("s3cr3t"))
        }
        #expect(!scene.exists("Reports"))
    }

    @Test func guardsAreAskedWithTheirsOnPaperToo() async throws {
        let scene = try Scene()
        try Self.write(to: scene)
        let line = ["--", "ctl", "remove", "--count", "2"]
        let surroundings = ["FUMBLE_SECRET_DESK_TOKEN": Self.desk]
        let ended = try await scene.run(
            Checkout.binary, ["guard", "fleet.yaml"] + line, environment: surroundings)
        #expect(ended.status == 1)
        #expect(ended.stdout.contains("asked with secret.desk-token"))
        let without = try await scene.run(Checkout.binary, ["guard", "fleet.yaml"] + line)
        #expect(without.status == 69)
        let replayed = try await scene.run(
            Checkout.binary, ["run", "drill.yaml", "--seeds", "1..2", "--format", "json"],
            environment: surroundings)
        #expect(replayed.status == 0)
        #expect(Self.isClean(replayed.stdout))
        // From a file as well, in both processes.
        try Self.keep("desk-token=\(Self.desk)\n", to: "secrets", in: scene)
        for more in [["--seeds", "1..2", "--format", "json"], ["--verify-determinism"]] {
            let ended = try await scene.run(
                Checkout.binary, ["run", "drill.yaml", "--secrets", "secrets"] + more)
            #expect(ended.status == 0, "\(ended.stderr)")
            #expect(Self.isClean(ended.stdout) && Self.isClean(ended.stderr))
        }
        let swept = try await scene.fumble("sweep", "drill.yaml", "--seeds", "1..2")
        #expect(swept.status == 69)
        #expect(swept.stderr.contains("`secret.desk-token` is not given: set"))
    }
}
