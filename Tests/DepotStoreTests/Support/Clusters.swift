@testable import DepotStore

/// Clusters for tests, written as a file and read as one.
enum Clusters {
    static func make(
        index: Int, cells: Int, replicas: Int, quorum: Int, copies: Int = 1, ports: [Int]? = nil,
        more: String = "", others: [String] = []
    ) throws -> Cluster {
        let names =
            (1...index).map { ("index-\($0)", "\"index\"") }
            + others.enumerated().map { ("other-\($0 + 1)", $1) }
        let servers = names.enumerated().map { place, server in
            """
            {"name": "\(server.0)", "port": \(ports?[place] ?? 1000 + place), "carries": [\(server.1)]}
            """
        }
        let text = """
            {"env": "test", "cells": \(cells), "replicas": \(replicas), "quorum": \(quorum),
             "copies": \(copies), \(more)
             "servers": [\((servers + spare(others)).joined(separator: ",\n"))]}
            """
        return try ClusterFile.read(Array(text.utf8), file: "cluster.json")
    }

    /// A file must name a server for storage; tests of the index alone start none.
    private static func spare(_ others: [String]) -> [String] {
        others.contains { $0.contains("storage") }
            ? [] : ["{\"name\": \"spare\", \"port\": 1, \"carries\": [\"storage\"]}"]
    }
}
