import Foundation
import Testing

/// Faults of what servers stand on, done to processes of `depot`: each is measured to have bitten,
/// met by the server, and undone.
@Suite(.timeLimit(.minutes(30))) struct RealFaultsTests {
    static let cluster = """
        {"env": "prod", "cells": 1, "replicas": 3, "quorum": 2, "verify": "400 records/s",
         "heartbeat": "250ms", "grace": "2s", "timeout": "2s", "servers": [
          {"name": "index-0", "port": {port.client.index-0}, "carries": ["index"]},
          {"name": "index-1", "port": {port.client.index-1}, "carries": ["index"]},
          {"name": "index-2", "port": {port.client.index-2}, "carries": ["index"]},
          {"name": "rest-0", "port": {port.client.rest-0}, "carries": ["placement", "storage", "gateway"]},
          {"name": "rest-1", "port": {port.client.rest-1}, "carries": ["placement", "storage", "gateway"]}]}
        """

    static let fleet = """
        fumble: fleet/v1
        name: small-depot
        subsystems:
          index: {minimum: 2 servers, cells: {count: 1, replicas: 3, quorum: 2}, restart: {boot: 1s}}
          placement: {minimum: 1 servers, needs: {to-serve: [index]}, restart: {boot: 1s}}
          storage: {minimum: 1 servers, restart: {boot: 1s}}
          front: {minimum: 1 servers, needs: {to-serve: [index]}, restart: {boot: 1s}}
        servers:
          - {group: index, count: 3, carries: [index], restart-age: 1d}
          - {group: rest, count: 2, carries: [placement, storage, front], restart-age: 1d}
        health-check: {notices-after: 1s}
        operations:
          put: {path: [front, index, placement, storage], rate: 10/s, service: 9ms, timeout: 2s}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        processes:
          programs:
            index: &server
              run: [DEPOT, serve, --name, "{server}", --data, "{folder}/data", --port, "{port.client}", --cluster, cluster.json]
              files: [{from: cluster.json, to: cluster.json}]
              ports: [client]
              ready: {answers: {port: client, path: /health, within: 5m}}
              serves: {port: client, path: /health}
              stop: {signal: TERM, within: 3s}
              state:
                files: ["data/index/log*"]
                ages: {run: [DEPOT, age, --data, "{folder}/data", --records, "{amount}"], adds: 1000, per: 1y}
            rest: *server
          asks:
            put: {of: rest, port: client, method: PUT, path: "/drill/key-{number}", keys: 60, body: 1 kB, before: [/drill]}
        """

    /// Runs the steps on processes.
    ///
    /// - Returns: the lines of the arm's events.
    private static func events(_ steps: String) async throws -> [String] {
        let scene = try Scene()
        let depot = URL(filePath: Checkout.builtBeside("depot")).path()
        try scene.write(cluster, to: "cluster.json")
        try scene.write(fleet.replacingOccurrences(of: "DEPOT", with: depot), to: "fleet.yaml")
        try scene.write(
            """
            fumble: experiment/v1
            name: drill
            claim: One of three is not missed.
            fleet: fleet.yaml
            method: [\(steps)]
            stop-when: none
            settle: 10s
            horizon: 30s
            expect:
              promises: {capacity: kept}

            """, to: "drill.yaml")
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes", "--quiet")
        #expect(ended.status == 0 || ended.status == 1, "\(ended.stdout) \(ended.stderr)")
        #expect(scene.left() == [])
        return try scene.text(scene.onlyRun() + "/run.jsonl").split(separator: "\n").map(
            String.init)
    }

    private static func has(_ lines: [String], _ words: String...) -> Bool {
        lines.contains { line in words.allSatisfy { line.contains($0) } }
    }

    @Test func whoIsStoppedEndsInAnOrderlyWay() async throws {
        let lines = try await Self.events(
            "{at: 10s, fault: {stop: {of: index, count: 1 servers}}, for: 5s}")
        #expect(Self.has(lines, "\"stop\"", "it exited with status 0, ", " after it was asked to"))
        #expect(Self.has(lines, "\"whole\""))
    }

    @Test func aSpoiltLogIsMetAtTheNextStart() async throws {
        let lines = try await Self.events(
            "{at: 10s, fault: {corrupt-state: {of: index, count: 1 servers}}}")
        #expect(Self.has(lines, "\"corrupt-state\"", "16 bytes of data/index/log of index-"))
        #expect(Self.has(lines, "\"whole\""), "it has copied from the others")
    }

    /// 4,000 records more, 400 of which are verified in a second.
    @Test func anOldServerTakesLongToStart() async throws {
        let lines = try await Self.events(
            "{at: 10s, fault: {stale-restart: {of: index, count: 1 servers, age: 4y}}}")
        #expect(Self.has(lines, "\"stale-restart\"", " bytes, and was "))
        let whole = try #require(lines.last { $0.contains("\"whole\"") })
        let at = try #require(whole.firstMatch(of: /"at":(\d+)/)?.1)
        #expect(Int(at) ?? 0 >= 20_000_000, "\(whole)")
    }

    /// The file is changed while the servers run; those that are stopped meanwhile do not come up.
    @Test func aChangedFileIsMetAtTheNextStartAndPutBack() async throws {
        let lines = try await Self.events(
            "{at: 10s, fault: {config-drift: {group: rest, file: cluster.json, from: prod, to: 'pr\"od'}}, for: 12s}, "
                + "{at: 12s, fault: {stop: {group: rest, count: 1 servers}}, for: 3s}")
        #expect(Self.has(lines, "\"config-drift\"", "changed in 2 places of 2 files"))
        #expect(Self.has(lines, "1 start met the changed cluster.json"))
        #expect(!Self.has(lines, "\"whole\",\"subsystem\":2"))
    }
}
