import FumbleDocument
import Testing

@testable import DepotStore

/// A cluster file is understood, or everything that is wrong with it is told at once.
@Suite struct ClusterFileTests {
    private func mistakes(_ text: String) -> String {
        do {
            _ = try ClusterFile.read(Array(text.utf8), file: "cluster.json")
            return ""
        } catch {
            return DiagnosticsFormat.text.render(error, sources: [])
        }
    }

    @Test func whole() throws {
        let cluster = try ClusterFile.read(
            Array(
                """
                {"env": "production", "cells": 2, "replicas": 3, "quorum": 2,
                 "verify": "2000 records/s", "grace": "5s", "copies": 1,
                 "servers": [
                  {"name": "a", "host": "127.0.0.1", "port": 9001, "carries": ["index", "storage"]},
                  {"name": "b", "port": 9002, "carries": ["index", "gateway"]},
                  {"name": "c", "port": 9003, "carries": ["index"]}]}
                """.utf8), file: "cluster.json")
        #expect(cluster.env == "production")
        #expect(cluster.index.verify == 2000)
        #expect(cluster.index.load == nil)
        #expect(cluster.index.readQuorum == 2)
        #expect(cluster.server(named: "b")?.carries == [.index, .gateway])
        #expect(cluster.servers(carrying: .storage).map(\.name) == ["a"])
    }

    @Test func aSmallStoreNeedsLittle() throws {
        let cluster = try ClusterFile.read(
            Array(
                """
                {"env": "test", "servers": [{"name": "all", "port": 9000,
                 "carries": ["gateway", "index", "placement", "storage", "billing", "status"]}]}
                """.utf8), file: "cluster.json")
        #expect(cluster.index.quorum == 1)
        #expect(cluster.copies == 1)
    }

    @Test func everyMistakeAtOnce() {
        let text = """
            {"env": "test", "replicas": 3, "quorum": 1,
             "servers": [
              {"name": "a", "port": 9001, "carries": ["index"]},
              {"name": "a", "port": 9001, "carries": ["idnex"]}]}
            """
        #expect(
            mistakes(text) == """
                cluster.json:4:43: error[E0019]: `carries` cannot be `idnex`
                  help: did you mean `index`?

                """)
        #expect(
            mistakes(text.replacing("idnex", with: "index")) == """
                cluster.json:1:1: error[E0024]: a cell has 3 replicas, and 2 servers carry index

                cluster.json:1:1: error[E0024]: the quorum is 1, not more than half of 3 replicas
                  help: two writes could each have a quorum of their own, and one of them be lost

                cluster.json:1:1: error[E0024]: an object has 1 copies, and 0 servers carry storage

                cluster.json:4:3: error[E0064]: there are two servers named `a`

                cluster.json:4:3: error[E0064]: there are two servers on port 9001

                """)
    }

    @Test func onlyThisMachine() {
        let text = """
            {"env": "test", "servers": [{"name": "a", "host": "0.0.0.0", "port": 1, "carries": [index, storage]}]}
            """
        #expect(mistakes(text).contains("`host` cannot be `0.0.0.0`"))
    }
}
