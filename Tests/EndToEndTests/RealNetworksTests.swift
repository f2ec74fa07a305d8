import Foundation
import FumbleModel
import Testing

/// Servers in network namespaces of their own: faults are done to their packets, between any two of them
/// and from clients, are measured, and leave nothing, whoever is killed.
@Suite(
    .serialized, .timeLimit(.minutes(15)),
    .enabled(if: Tool.networks, "root, `ip`, `iptables` or a kernel with NFQUEUE is lacking"))
struct RealNetworksTests {
    /// Two fronts, each of which asks one of two stores for what it answers, on loopback as ever.
    private static let fleet = """
        fumble: fleet/v1
        name: fronts
        subsystems:
          front: {minimum: 1 servers, needs: {to-serve: [store]}, restart: {boot: 1s}}
          store: {minimum: 1 servers, restart: {boot: 1s}}
        servers:
          - {group: front, count: 2, carries: [front], restart-age: 30d}
          - {group: store, count: 2, carries: [store], restart-age: 30d}
        health-check: {notices-after: 1s}
        operations:
          get: {path: [front, store], rate: 20/s, service: 5ms, timeout: 2s}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        processes:
          network: namespaces
          programs:
            store:
              run: [python3, -m, http.server, "{port.client}", --bind, 127.0.0.1]
              ports: [client]
              ready: {answers: {port: client, path: /, within: 20s}}
              serves: {port: client, path: /}
              stop: {signal: INT, within: 2s}
            front:
              run: [python3, front.py, "{port.client}", "{address.client.store-0}", "{address.client.store-1}"]
              files: [{from: front.py, to: front.py}]
              ports: [client]
              ready: {accepts: {port: client, within: 20s}}
              stop: {signal: INT, within: 2s}
          asks:
            get: {of: front, port: client, path: /}

        """

    private static let front = """
        import http.server, sys, urllib.request

        class Front(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                for store in sys.argv[2:]:
                    try:
                        urllib.request.urlopen("http://" + store + "/", timeout=0.4).read()
                    except OSError:
                        continue
                    self.send_response(200)
                    self.send_header("content-length", "0")
                    self.end_headers()
                    return
                self.send_error(503)

        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Front).serve_forever()

        """

    private static func write(to scene: Scene, _ steps: String) throws {
        try scene.write(fleet, to: "fleet.yaml")
        // Written as a Python file, not as a text of the fleet's, whose braces are places.
        try scene.write(front, to: "front.py")
        try scene.write(
            """
            fumble: experiment/v1
            name: packets
            claim: Nothing is left.
            fleet: fleet.yaml
            steady-state:
              gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 0%}}
            method: [\(steps)]
            stop-when: none
            settle: 10s
            horizon: 40s
            expect: {promises: {capacity: any}}

            """, to: "drill.yaml")
    }

    /// Runs the steps, and gives what each was measured to have done, and how many requests were answered
    /// in time in each window of 10 s.
    private static func run(
        _ steps: String
    ) async throws -> (effects: [String], answered: [Int]) {
        let before = Traces.ofNetworks()
        let scene = try Scene()
        try write(to: scene, steps)
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes", "--quiet")
        #expect(ended.status == 0, "\(ended.stdout) \(ended.stderr)")
        #expect(scene.left() == [])
        #expect(scene.folders() == [])
        #expect(Traces.ofNetworks() == before)
        let text = try scene.text(scene.onlyRun() + "/run.jsonl")
        let effects = text.matches(of: /"effect":"([^"]*)"/).map { String($0.1) }
        let answered = text.matches(of: /"operations":\[\[\d+,(\d+)/).compactMap { Int($0.1) }
        return (effects, answered)
    }

    @Test(arguments: [
        ("latency: {of: store, by: 50ms, jitter: 10ms}", " packets delayed, by "),
        ("loss: {of: store, share: 20%}", " packets lost"),
        ("bandwidth: {of: store, to: 20 kB/s}", " bytes held back, and "),
        ("black-hole: {of: front, count: 1 servers}", " packets dropped"),
        ("reset: {of: front, share: 100%}", " connections were reset"),
    ]) func aFaultBites(fault: String, effect: String) async throws {
        let reverts = fault.hasPrefix("reset") ? "" : ", for: 8s"
        let (effects, _) = try await Self.run("{at: 10s, fault: {\(fault)}\(reverts)}")
        #expect(effects.contains { $0.contains(effect) }, "\(effects)")
        #expect(!effects.contains { $0.hasPrefix("0 ") }, "\(effects)")
    }

    /// Clients reach the fronts all the time; what the fronts ask of the stores is between servers.
    @Test(arguments: ["black-hole: {of: store}", "partition: {of: store}"])
    func serversAreCutOffFromEachOther(fault: String) async throws {
        let (_, answered) = try await Self.run("{at: 10s, fault: {\(fault)}, for: 10s}")
        try #require(answered.count >= 4, "\(answered)")
        #expect(answered[0] > 150, "\(answered)")
        #expect(answered[1] < answered[0] / 4, "\(answered)")
        #expect(answered[3] > 150, "\(answered)")
    }

    /// By seed: before the first server is there, while a fault stands, and while it is undone.
    @Test(arguments: [RealProcessesTests.Victim.runner, .keeper, .both], 0..<4)
    func nothingIsLeft(of victim: RealProcessesTests.Victim, seed: UInt64) async throws {
        var stream = RandomStream(seed: seed, name: "killed/\(victim)")
        let after = seed == 0 ? 50 + stream.below(4_000) : 9_000 + stream.below(8_000)
        let before = Traces.ofNetworks()
        let scene = try Scene()
        // Of every way to a server, and of those of some.
        let (fronts, clients) = seed % 2 == 0 ? ("", "") : (", from: front", ", from: clients")
        try Self.write(
            to: scene,
            "{at: 10s, fault: {latency: {of: store, by: 50ms\(fronts)}}, for: 4s}, "
                + "{at: 11s, fault: {loss: {of: front, share: 10%\(clients)}}, for: 4s}, "
                + "{at: 12s, fault: {partition: {of: store, count: 1 servers\(fronts)}}, for: 4s}")
        let killed = try await scene.killing(victim, afterMilliseconds: after)
        let recovered = try await scene.marked("recover")
        #expect(recovered.status == 0, "\(recovered.stdout) \(recovered.stderr)")
        #expect(scene.left() == [])
        #expect(scene.folders() == [])
        #expect(Traces.ofNetworks() == before)
        print("\(victim) killed \(after) ms in: all was gone after \(killed.milliseconds) ms")
    }

    /// What can be seen of network namespaces from this one.
    private enum Traces {
        /// The machine's own links, queueing disciplines and rules, and the namespaces that have a name.
        static func ofNetworks() -> [String] {
            [
                ["ip", "-oneline", "link"], ["ip", "netns"], ["tc", "qdisc"], ["iptables-save"],
            ].flatMap { said($0) }.filter { !$0.hasPrefix("#") }
        }

        private static func said(_ words: [String]) -> [String] {
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = words
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return ["\(words[0]) is not there"] }
            let bytes = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }
}
