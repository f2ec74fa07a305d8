import Foundation
import Testing

/// Faults on the ways of some who ask a server, done to real programs: those meet it, and nobody else.
@Suite(.timeLimit(.minutes(30))) struct RealWaysTests {
    /// Two fronts that ask one store for what they answer, and clients who ask all three.
    private static func write(to scene: Scene, on network: Network, _ fault: String) throws {
        let front = """
            {run: [python3, front.py, "{port.client}", "{address.client.store-0}"], ports: [client], \
            files: [{from: front.py, to: front.py}], stop: {signal: INT, within: 2s}, \
            ready: {accepts: {port: client, within: 2m}}}
            """
        try scene.write(
            """
            fumble: fleet/v1
            name: fronts
            subsystems:
              left: {minimum: 1 servers, restart: {boot: 1s}}
              right: {minimum: 1 servers, restart: {boot: 1s}}
              store: {minimum: 1 servers, restart: {boot: 1s}}
            servers:
              - {group: left, count: 1, carries: [left], restart-age: 30d}
              - {group: right, count: 1, carries: [right], restart-age: 30d}
              - {group: store, count: 1, carries: [store], restart-age: 30d}
            operations:
              by-left: {path: [left, store], rate: 8/s, service: 5ms, timeout: 2s}
              by-right: {path: [right, store], rate: 8/s, service: 5ms, timeout: 2s}
              direct: {path: [store], rate: 8/s, service: 5ms, timeout: 2s}
            promises:
              capacity: {each: subsystem, serving: at least minimum}
            processes:
              network: \(network)
              programs:
                store:
                  run: [python3, -m, http.server, "{port.client}", --bind, 127.0.0.1]
                  ports: [client]
                  ready: {answers: {port: client, path: /, within: 2m}}
                  stop: {signal: INT, within: 2s}
                left: \(front)
                right: \(front)
              asks:
                by-left: {of: left, port: client, path: /}
                by-right: {of: right, port: client, path: /}
                direct: {of: store, port: client, path: /}

            """, to: "fleet.yaml")
        try scene.write(
            """
            import http.server, sys, urllib.request

            class Front(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def do_GET(self):
                    try:
                        urllib.request.urlopen("http://" + sys.argv[2] + "/", timeout=30).read()
                    except OSError:
                        return self.send_error(503)
                    self.send_response(200)
                    self.send_header("content-length", "0")
                    self.end_headers()

            http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Front).serve_forever()

            """, to: "front.py")
        try scene.write(
            """
            fumble: experiment/v1
            name: ways
            claim: Only those meet a fault whose ways it is on.
            fleet: fleet.yaml
            method: [{at: 10s, fault: {\(fault)}, for: 8s}]
            stop-when: none
            settle: 10s
            horizon: 30s
            expect: {promises: {capacity: kept}}

            """, to: "drill.yaml")
    }

    enum Network: String, Sendable, CaseIterable, CustomStringConvertible {
        case loopback, namespaces

        var description: String { rawValue }
    }

    private static let networks: [Network] = Tool.networks ? Network.allCases : [.loopback]

    /// Runs one fault, and gives how much of each operation was lost, and what was measured to have been
    /// done.
    private static func run(
        _ fault: String, on network: Network
    ) async throws -> (lost: [String: Int], effects: [String]) {
        let scene = try Scene()
        try write(to: scene, on: network, fault)
        let ended = try await scene.marked(
            "run", "drill.yaml", "--on", "processes", "--format", "json")
        try #require(!ended.stdout.isEmpty, "\(ended.stderr)")
        let verdict = try ended.verdict()
        #expect(verdict.status == "completed", "\(ended.stderr)")
        #expect(scene.left() == [])
        #expect(scene.folders() == [])
        let lines = try scene.text(scene.onlyRun() + "/run.jsonl")
        #expect(!lines.contains("\"missed\""), "\(lines)")
        let lost = try #require(verdict.arms["guarded"]?.recovery.byOperation)
        #expect(lost.count == 3)
        return (
            lost.mapValues(\.lostRequests),
            lines.matches(of: /"bit":\{"effect":"[^"]*","fault":"([^"]*)"/).map { String($0.1) }
        )
    }

    /// A second and a half to the store and as much back is more than those wait who go that way.
    @Test(
        arguments: networks,
        [
            ("from: clients", ["direct"]), ("from: left", ["by-left"]),
            ("from: [right-0, clients]", ["by-right", "direct"]),
            ("count: 1 servers", ["by-left", "by-right", "direct"]),
        ])
    func onlyTheyAreLate(
        network: Network, fault: (from: String, late: [String])
    ) async throws {
        let (lost, effects) = try await Self.run(
            "latency: {of: store, by: 1500ms, \(fault.from)}", on: network)
        for (operation, requests) in lost {
            // Of 64 each; those of the last two seconds are in time, since it is undone.
            let isLate = fault.late.contains(operation)
            #expect(isLate ? requests > 20 : requests < 10, "\(lost)")
        }
        let from = fault.from.hasPrefix("from") ? " from " : ""
        #expect(effects.count == 1, "\(effects)")
        #expect(effects.allSatisfy { $0.hasPrefix("latency" + from) }, "\(effects)")
    }

    /// Two servers do not reach each other, and all others reach both.
    @Test(arguments: networks)
    func twoServersAreCutOffFromEachOther(network: Network) async throws {
        let (lost, effects) = try await Self.run(
            "partition: {group: store, from: left-0}", on: network)
        #expect(lost["by-left", default: 0] > 20, "\(lost)")
        #expect(lost["by-right", default: 99] < 10, "\(lost)")
        #expect(lost["direct", default: 99] < 10, "\(lost)")
        #expect(effects == ["partition from left-0"])
    }

    /// What the README tells of it: nothing is down, and half of what clients ask is lost.
    @Test func aGatewayWithoutTheIndexIsMissedByNobodyButClients() async throws {
        let scene = try Scene(copying: "Experiments")
        let fleet = "Experiments/processes/fleets/small-depot.yaml"
        let depot = URL(filePath: Checkout.builtBeside("depot")).path()
        try scene.write(
            try scene.text(fleet).replacingOccurrences(of: "[depot,", with: "[\(depot),"), to: fleet
        )
        let ended = try await scene.marked(
            "run", "Experiments/real-only/gateway-without-index.yaml", "--on", "processes",
            "--format", "json")
        let verdict = try ended.verdict()
        #expect(verdict.outcome == "deviated", "\(verdict.findings)")
        let wrong = verdict.findings.filter { $0.outcome != "confirmed" }.map(\.path)
        #expect(wrong == ["expect.get.lost-requests"], "\(verdict.findings)")
        #expect(ended.status == 1)
        #expect(scene.left() == [])
    }
}
