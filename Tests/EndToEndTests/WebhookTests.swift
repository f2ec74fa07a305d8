import Foundation
import Testing

/// A service that is told what a scheduled run showed.
@Suite(.timeLimit(.minutes(30))) struct WebhookTests {
    @Test func tellsAWebhook() async throws {
        let scene = try Scene()
        let ended = try await Self.tell(scene, by: "http")
        #expect(ended.status == 11)
        #expect(try scene.text("hook.txt") == "/hook?token=1 application/json")
        #expect(try scene.text("hook.json") == ended.stdout)
        #expect(ended.stderr.contains("the verdict was not told: nobody answers at 127.0.0.1:"))
        let runs = scene.names(below: "Reports/runs").filter { $0.hasSuffix("/verdict.json") }
        #expect(runs.count == 2)
    }

    /// Over TLS by curl, among whose arguments the address does not stand; whom nobody vouches for is
    /// told nothing.
    @Test(.enabled(if: Tool.isWanted(Tool.curl), "no curl, or no openssl"))
    func tellsAWebhookOverTLS() async throws {
        let scene = try Scene()
        let ended = try await Self.tell(scene, by: "https")
        #expect(ended.status == 11)
        #expect(try scene.text("hook.txt") == "/hook?token=1 application/json")
        #expect(try scene.text("hook.json") == ended.stdout)
        let arguments = try scene.text("arguments.txt")
        #expect(arguments.contains("curl --disable --config /proc/"))
        #expect(!arguments.contains("token"))
        #expect(
            ended.stderr.contains(
                /the verdict was not told: `https:\S+` was not reached: SSL certificate problem/),
            "\(ended.stderr)")
    }

    /// Runs a deviated experiment twice, beside a service that hears of the first: the second finds
    /// nobody, or over TLS one whose certificate it does not know. The status has a digit of each run.
    private static func tell(_ scene: Scene, by scheme: String) async throws -> Outcome {
        let file = try ScheduleTests.write(
            .deviated,
            when: "{at: \"@hourly\", then: {webhook: \"\(scheme)://127.0.0.1:PORT/hook?token=1\"}}",
            to: scene)
        let program = """
            import http.server, os, pathlib, ssl, subprocess, sys, threading
            def arguments():
                for file in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
                    try: yield file.read_bytes().replace(b"\\0", b" ").decode()
                    except OSError: pass
            class Hook(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    body = self.rfile.read(int(self.headers["Content-Length"]))
                    pathlib.Path("hook.json").write_bytes(body)
                    pathlib.Path("hook.txt").write_text(self.path + " " + self.headers["Content-Type"])
                    curls = [line for line in arguments() if "curl --disable " in line]
                    pathlib.Path("arguments.txt").write_text("\\n".join(curls))
                    self.send_response(204)
                    self.end_headers()
                def log_message(self, *words): pass
            server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
            if "\(scheme)" == "https":
                subprocess.run("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem "
                               "-days 2 -subj /CN=hook -addext subjectAltName=IP:127.0.0.1".split(),
                               check=True, stderr=subprocess.DEVNULL)
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain("cert.pem", "key.pem")
                server.socket = context.wrap_socket(server.socket, server_side=True)
            file = pathlib.Path("\(file)")
            file.write_text(file.read_text().replace("PORT", str(server.server_port)))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            line = [os.environ["FUMBLE"], "run", "--scheduled", "--format", "json", str(file), "--at"]
            known = {**os.environ, "CURL_CA_BUNDLE": "cert.pem"}
            told = subprocess.run(line + ["2027-01-05T10:00Z"], env=known).returncode
            if "\(scheme)" == "http":
                server.shutdown()
                server.server_close()
            untold = subprocess.run(line + ["2027-01-05T11:00Z"], stdout=subprocess.DEVNULL).returncode
            sys.exit(told * 10 + untold)
            """
        try scene.write(program, to: "hook.py")
        return try await scene.run(
            "/usr/bin/env", ["python3", "hook.py"], environment: ScheduleTests.environment(scene))
    }
}
