import Foundation
import Subprocess
import SystemPackage
import Testing

@testable import DepotStore

/// Amazon's own clients work with the store as they work with Amazon's.
@Suite(.timeLimit(.minutes(30))) struct ClientTests {
    /// `FUMBLE_PYTHON`, or the one in the path.
    private static let python = Executable.name(
        ProcessInfo.processInfo.environment["FUMBLE_PYTHON"] ?? "python3")
    private static let mostOutput = 1 << 20

    @Test func boto3() async throws {
        guard try await Self.succeeds(Self.python, ["-c", "import boto3"]) == nil else {
            print("boto3 is not installed (pip install boto3): the store is not tried with it")
            return
        }
        try await withStore { port in
            let script = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "Clients/boto3_client.py").path()
            let complaint = try await Self.succeeds(Self.python, [script, "\(port)"])
            #expect(complaint == nil)
        }
    }

    @Test func awsCommandLine() async throws {
        guard try await Self.succeeds(.name("aws"), ["--version"]) == nil else {
            print("aws is not installed (pip install awscli): the store is not tried with it")
            return
        }
        try await withStore { port in
            try await Scratch.use { scratch in
                let (file, copy) = (scratch.folder.appending("a"), scratch.folder.appending("b"))
                let bytes = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 5) })
                try bytes.write(to: URL(filePath: file.string))
                for words in [
                    ["mb", "s3://from-aws"], ["cp", file.string, "s3://from-aws/x/a"],
                    ["ls", "s3://from-aws/x/"], ["cp", "s3://from-aws/x/a", copy.string],
                    ["rm", "s3://from-aws", "--recursive"], ["rb", "s3://from-aws"],
                ] {
                    let complaint = try await Self.succeeds(
                        .name("aws"), ["--endpoint-url", "http://127.0.0.1:\(port)", "s3"] + words)
                    #expect(complaint == nil)
                }
                #expect(try Data(contentsOf: URL(filePath: copy.string)) == bytes)
            }
        }
    }

    /// One server that carries everything.
    private func withStore(_ body: (Int) async throws -> Void) async throws {
        let port = try #require(try await FreePorts.find(1).first)
        let text = """
            {"env": "test", "servers": [{"name": "all", "port": \(port), "carries":
             ["gateway", "index", "placement", "storage", "billing", "status"]}]}
            """
        let cluster = try ClusterFile.read(Array(text.utf8), file: "cluster.json")
        let server = try #require(cluster.server(named: "all"))
        try await Scratch.use { scratch in
            let lines = Lines()
            let (said, saying) = AsyncStream.makeStream(of: String.self)
            let depot = DepotServer(server, of: cluster, data: scratch.folder) {
                saying.yield($0)
            }
            try await withThrowingTaskGroup { group in
                group.addTask {
                    defer { saying.finish() }
                    try await depot.run()
                }
                group.addTask { await lines.take(from: said) }
                try await lines.wait(for: "ready")
                try await body(port)
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    /// - Returns: what the program said where it did not end with 0, or could not be started.
    private static func succeeds(
        _ program: Executable, _ arguments: [String]
    ) async throws -> String? {
        do {
            let result = try await Subprocess.run(
                program, arguments: Arguments(arguments),
                environment: .inherit.updating([
                    "AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any",
                    "AWS_DEFAULT_REGION": "us-east-1",
                ]),
                output: .string(limit: mostOutput), error: .string(limit: mostOutput))
            if case .exited(0) = result.terminationStatus { return nil }
            return result.standardOutput + result.standardError
        } catch {
            return "\(error)"
        }
    }
}
