import Foundation
import NIOPosix
import Subprocess
import SystemPackage
import Testing

@testable import DepotStore

/// Real index servers are killed at chance instants, and nothing that was acknowledged is lost.
@Suite(.serialized, .timeLimit(.minutes(30))) struct KillTests {
    private static let writers = 4
    private static let keysPerWriter = 8
    private static let rounds = 6
    private static let mostWritesBetweenKills = 60

    @Test(arguments: UInt64(0)..<5)
    func nothingAcknowledgedIsLost(_ seed: UInt64) async throws {
        let ports = try await FreePorts.find(3)
        try await Scratch.use { scratch in
            let file = scratch.folder.appending("cluster.json")
            let text = Self.cluster(ports)
            try text.write(toFile: file.string, atomically: true, encoding: .utf8)
            let cluster = try ClusterFile.read(Array(text.utf8), file: file.string)
            let servers = cluster.servers(carrying: .index).map {
                RealServer($0.name, data: scratch.folder.appending($0.name), cluster: file)
            }
            for server in servers { await server.start() }
            for server in servers { try await server.wait(for: "ready") }
            let peers = Peers(
                of: cluster, own: "", on: MultiThreadedEventLoopGroup.singleton.next())
            let history = WriteHistory()
            let client = IndexClient(cluster, peers: peers)
            try await withThrowingTaskGroup { group in
                for writer in 0..<Self.writers {
                    group.addTask { await Self.write(as: writer, to: client, history) }
                }
                try await Self.kill(servers, seed: seed, history)
                group.cancelAll()
                await history.open()
                try await group.waitForAll()
            }
            await Self.readAll(from: client, history)
            for server in servers { try await server.end(by: .terminate) }
            await peers.close()
        }
    }

    /// One, two or all three at once, after so many writes as chance says; then they come back.
    private static func kill(
        _ servers: [RealServer], seed: UInt64, _ history: WriteHistory
    ) async throws {
        var chance = Seeded(seed)
        for _ in 0..<rounds {
            let more = Int.random(in: 1...mostWritesBetweenKills, using: &chance)
            await history.wait(for: await history.count + more)
            let killed = servers.shuffled(using: &chance).prefix(
                Int.random(in: 1...servers.count, using: &chance))
            await history.close()
            for server in killed { try await server.end(by: .kill) }
            // With a quorum gone the survivor stops, and must be started again too.
            if killed.count == 2 {
                for server in servers where !killed.contains(where: { $0 === server }) {
                    try await server.wait(for: "phase stopped")
                    try await server.end(by: .kill)
                }
            }
            let down = killed.count == 2 ? servers : Array(killed)
            for server in down { await server.start() }
            for server in down { try await server.wait(for: "ready") }
            await history.open()
        }
        await history.wait(for: await history.count + 10)
    }

    private static func write(
        as writer: Int, to client: IndexClient, _ history: WriteHistory
    ) async {
        var turn = 0
        while !Task.isCancelled {
            let key = "\(writer)-\(turn % keysPerWriter)"
            turn += 1
            let number = await history.tries(key)
            do {
                try await client.write(key, number: number)
                await history.acknowledges(key, number)
                await read(key, from: client, history)
            } catch {
                await history.pass()
            }
        }
    }

    /// A read may be refused; what it says must be true.
    private static func read(
        _ key: String, from client: IndexClient, _ history: WriteHistory
    ) async {
        let floor = await history.floor(of: key)
        guard let read = try? await client.read(key) else { return }
        let isRight = await history.accepts(read, of: key, floor: floor)
        #expect(isRight, "\(key) is \(read), and \(floor) was acknowledged")
    }

    private static func readAll(from client: IndexClient, _ history: WriteHistory) async {
        for key in await history.keys {
            let floor = await history.floor(of: key)
            do {
                let read = try await client.read(key)
                let isRight = await history.accepts(read, of: key, floor: floor)
                #expect(isRight, "\(key) is \(read ?? 0), and \(floor) was acknowledged")
            } catch {
                Issue.record("\(key) cannot be read: \(error)")
            }
        }
    }

    private static func cluster(_ ports: [Int]) -> String {
        let servers = ports.enumerated().map {
            "{\"name\": \"index-\($0 + 1)\", \"port\": \($1), \"carries\": [\"index\"]}"
        }
        return """
            {"env": "test", "cells": 2, "replicas": 3, "quorum": 2, "heartbeat": "20ms", "grace": "2s",
             "servers": [\(servers.joined(separator: ",\n  ")),
              {"name": "spare", "port": 1, "carries": ["storage"]}]}

            """
    }
}
