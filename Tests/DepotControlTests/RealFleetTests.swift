import Foundation
import Subprocess
import Testing

/// The playbook's tool at a real store: eight servers of `depot`, broken by a typed line.
@Suite(.timeLimit(.minutes(30)), .serialized) struct RealFleetTests {
    private static let typed = "remove --env prod --subsystem billing --count 2"

    /// What people look at, without the ports.
    private func status(_ served: Served) async throws -> [String: [Int]] {
        let text = try await served.type("status").stdout
        var rows: [String: [Int]] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("  ") {
            let words = line.split(separator: " ")
            let numbers = words.compactMap { Int($0) }
            if numbers.count == 3 { rows[String(words[0])] = numbers }
        }
        return rows
    }

    /// Looks at the index until it stands so: servers that were told to end are counted until they have, and
    /// those of a cell that others left notice in their own time.
    private func index(of served: Served, until wanted: [Int]) async throws -> [Int]? {
        var seen: [Int]?
        for _ in 0..<Self.mostLooks {
            seen = try await status(served)["index"]
            if seen == wanted { break }
        }
        return seen
    }

    private func gateway(_ served: Served) async throws -> Int {
        let text = try await served.type("status").stdout
        let port = text.split(separator: "\n").compactMap { line in
            line.hasPrefix("clients ask") ? line.split(separator: ":").last : nil
        }.first
        return try #require(port.flatMap { Int($0) })
    }

    /// Awaits the first GET that does, or does not, succeed: each is answered or given up in time.
    private func get(until isFound: Bool, port: Int) async throws -> Int? {
        var status: Int?
        for _ in 0..<Self.mostAsked {
            status = try await HTTPAsking.status("GET", "/photos/cat", port: port)
            if (status == 200) == isFound { return status }
        }
        return status
    }

    private static let mostAsked = 2_000

    @Test func theMistypedLineIsRefusedAndWithForceTakesTheIndexDown() async throws {
        try await Served.use { served in
            let port = try await gateway(served)
            let made = try await HTTPAsking.status("PUT", "/photos", port: port)
            #expect(made == 200)
            let put = try await HTTPAsking.status("PUT", "/photos/cat", port: port, body: "meow")
            #expect(put == 200)
            #expect(try await get(until: true, port: port) == 200)

            let before = served.processes()
            let refused = try await served.type(Self.typed)
            #expect(refused.status == 1)
            #expect(refused.stderr == "")
            #expect(
                refused.stdout.contains(
                    "floor refuses it: `COUNT` 2 would leave `index` with 3 of 5 servers, "
                        + "below its minimum of 4\nrefused: nothing was done\n"))
            #expect(try await status(served)["index"] == [5, 4, 5])
            #expect(served.processes() == before)
            #expect(before.count == 10, "the control plane, its keeper, eight servers")

            let meant = try await served.type("remove --env prod --subsystem billing --count 1")
            #expect(meant.status == 0, "\(meant)")
            #expect(meant.stdout.hasSuffix("floor allows it\ndone: 1 server removed\n"))
            try await served.wait(for: "shared-0: removed")
            #expect(try await index(of: served, until: [4, 4, 5]) == [4, 4, 5])
            #expect(served.processes().count == 9)
            #expect(try await get(until: true, port: port) == 200)

            let added = try await served.type("add --env prod --subsystem billing --count 1")
            #expect(added.status == 0, "\(added)")
            try await served.wait(for: "shared-0: serving")

            let forced = try await served.type(Self.typed + " --force")
            #expect(forced.status == 0, "\(forced)")
            #expect(forced.stdout.contains("not asked, as the line says: floor\n"))
            #expect(try await index(of: served, until: [3, 4, 5]) == [3, 4, 5])
            #expect(try await served.type("status").stdout.contains("below its minimum"))
            #expect(try await get(until: false, port: port) != 200)

            // A cell that lost its quorum comes back by a restart of its servers, and not before.
            #expect(try await index(of: served, until: [0, 4, 5]) == [0, 4, 5])
            #expect(try await served.type("status").stdout.contains("\nstopped: "))
            _ = try await served.type("add --env prod --subsystem billing --count 2")
            let restart = "restart --env prod --subsystem index --count 5"
            let restarted = try await served.type(restart)
            #expect(restarted.status == 0, "\(restarted)")
            #expect(restarted.stdout.contains("  index            0          0        4   5"))
            #expect(try await index(of: served, until: [5, 4, 5]) == [5, 4, 5])
            #expect(try await get(until: true, port: port) == 200)

            #expect(try await served.end(by: .terminate) == 0)
            #expect(await served.lines.last == "ended: no server is left")
            #expect(served.processes() == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: served.address) == [])
        }
    }

    @Test func killedItLeavesNothing() async throws {
        try await Served.use { served in
            #expect(served.processes().count == 10)
            let watch = FolderWatch(served.address)
            defer { watch.close() }
            #expect(try await served.end(by: .kill) == -9)
            #expect(await watch.removal(withinSeconds: 20), "the keeper removes its folder last")
            // It has then only to exit.
            for _ in 0..<Self.mostLooks {
                if served.processes().isEmpty { break }
                await Task.yield()
            }
            #expect(served.processes() == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: served.address) == [])
            let typed = try await served.type("status")
            #expect(typed.status == 69)
        }
    }

    private static let mostLooks = 1_000

    @Test func aPortIsAsGoodAsASocketAndOneFolderHasOneControlPlane() async throws {
        // A name without a slash is one of this folder.
        try await Served.use("small.yaml", "--listen", "127.0.0.1:0", in: Samples.folder) {
            served in
            let ready = try #require(await served.lines.first { $0.hasPrefix("ready: ") })
            let address = try #require(ready.split(separator: "=").last)
            #expect(address.hasPrefix("127.0.0.1:"))
            let json = try await Ended.depotctl("status", "--format", "json", at: String(address))
            #expect(json.status == 0)
            let status = try JSONSerialization.jsonObject(with: Data(json.stdout.utf8))
            let servers = (status as? [String: Any])?["servers"] as? [[String: Any]]
            #expect(servers?.count == 8)
            let second = try await Ended.depotctl(
                "serve", "--fleet", Samples.small, "--folder", served.address)
            #expect(second.status == 71)
            #expect(second.stderr.contains("is there already: another control plane"))
            #expect(try await served.end(by: .interrupt) == 0)
            #expect(served.processes() == [])
        }
    }
}
