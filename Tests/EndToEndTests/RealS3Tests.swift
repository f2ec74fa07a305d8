import Foundation
import Testing

/// The outage of 2017 on real servers, from the same file as the simulated one: here on a third of them and
/// with a short log, so that a full restart takes seconds.
@Suite(.timeLimit(.minutes(20))) struct RealS3Tests {
    private static let experiment = "s3-2017/mistyped-removal.yaml"
    private static let cluster = "s3-2017/fleets/depot-in-one.json"

    /// Fewer servers and less waiting than the files ask for, and nothing else.
    private static let small = [
        "shared=6", "alone=4", "indexes=10", "blobs=2", "typed=5", "logged=0", "at-once=10",
        "gets=5/s", "puts=2/s", "begins=10s", "respond-after=15s", "settle=10s", "horizon=90s",
    ]
    /// Of the index's servers that many must be there.
    private static let quorum = 7

    @Test func withoutTheFloorTheStoreGoesDownAndComesBackInOrder() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        try scene.write(try Self.cluster(scene.text(Self.cluster)), to: Self.cluster)
        let depot = URL(filePath: Checkout.builtBeside("depot")).deletingLastPathComponent().path()
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let ended = try await scene.run(
            Checkout.binary,
            ["run", Self.experiment, "--on", "processes", "--arms", "guarded,unguarded"]
                + ["--format", "json"] + Self.small.flatMap { ["--set", $0] },
            environment: scene.marking.merging(["PATH": "\(depot):\(path)"]) { $1 })
        let verdict = try ended.verdict()
        #expect(verdict.status == "completed", "\(verdict.findings) \(ended.stderr)")
        #expect(verdict.guards.first { $0.guard == "floor" }?.result == "held")
        let guarded = try #require(verdict.arms["guarded"])
        let unguarded = try #require(verdict.arms["unguarded"])
        #expect(guarded.recovery.byOperation?["get"]?.timeToRecoverS == nil, "undisturbed")
        for name in ["get", "put"] {
            let operation = try #require(unguarded.recovery.byOperation?[name])
            let firstSuccess = try #require(operation.timeToFirstSuccessS, "\(name) never fell")
            #expect(firstSuccess > 5)
            #expect(!operation.censored, "\(name) came back")
        }
        #expect(guarded.acknowledgedWritesLost == 0 && unguarded.acknowledgedWritesLost == 0)
        try checkOrder(in: scene.text(scene.onlyRun() + "/run.jsonl"))
        #expect(scene.left() == [])
    }

    /// The cluster's file without the servers that are not started.
    private static func cluster(_ text: String) throws -> String {
        let names = small.prefix(4).map { $0.split(separator: "=") }
        let counts = [("shared", 0), ("index", 1), ("blobs", 3)].map { group, place in
            (group, Int(names[place][1]) ?? 0)
        }
        let lines = text.split(separator: "\n").filter { line in
            guard let name = line.split(separator: "\"").dropFirst(3).first,
                let dash = name.firstIndex(of: "-"),
                let number = Int(name[name.index(after: dash)...])
            else { return true }
            return counts.contains { name.hasPrefix($0.0 + "-") && number < $0.1 }
        }
        // The last server has no comma behind it.
        let last = try #require(lines.lastIndex { $0.contains("\"blobs-") })
        return lines.enumerated().map { place, line in
            place == last ? line.trimmingCharacters(in: [","]) : String(line)
        }.joined(separator: "\n")
            .replacing(
                "\"replicas\": 25, \"quorum\": 18", with: "\"replicas\": 10, \"quorum\": \(quorum)")
    }

    /// As many servers as the index needs have their own part before placement is ready anywhere.
    private func checkOrder(in record: String) throws {
        let lines = record.split(separator: "\n")
        let start = try #require(lines.lastIndex { $0.contains("full-restart") })
        func isReady(_ line: Substring, _ subsystem: Int) -> Bool {
            line.contains("\"name\":\"ready\"")
                && line.contains("\"subsystem\":{\"index\":\(subsystem)}")
        }
        let after = lines[start...]
        let placed = try #require(after.firstIndex { isReady($0, 1) }, "placement came back")
        #expect(after[..<placed].count { isReady($0, 0) } >= Self.quorum)
        #expect(after.count { isReady($0, 0) } >= 10, "every server of the index")
    }
}
