import Foundation
import Testing

/// What the command says where there is no control plane, and none can be begun.
@Suite struct CommandTests {
    @Test func noControlPlaneIsToldAndIs69() async throws {
        let nowhere = try await Ended.depotctl("remove", "--count", "1")
        #expect(nowhere.status == 69)
        #expect(
            nowhere.stderr
                == "depotctl: no control plane: say where one is with --at ADDRESS or DEPOTCTL_AT\n"
        )
        let silent = try await Ended.depotctl("remove", "--count", "1", at: "./no-such.sock")
        #expect(silent.status == 69)
        #expect(
            silent.stderr
                == "depotctl: no control plane answers at ./no-such.sock: begin one with "
                + "`depotctl serve`\n")
        let status = try await Ended.depotctl("status", at: "127.0.0.1:1")
        #expect(status.status == 69)
        let wrong = try await Ended.depotctl("--at", "example.com:80", "remove")
        #expect(wrong.status == 64)
    }

    @Test func aFleetFileWithMistakesIsToldAsFumbleDoesAndIs65() async throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "ctl-\(UUID().uuidString).yaml")
        let text = try Samples.text().replacingOccurrences(
            of: "asks: [floor]", with: "asks: [flor]")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let ended = try await Ended.depotctl(
            "serve", "--fleet", file.path(), "--folder", file.path() + ".d")
        #expect(ended.status == 65)
        #expect(ended.stdout.hasPrefix("\(file.path()):"))
        #expect(ended.stdout.contains("help: did you mean `floor`?"))
        #expect(!FileManager.default.fileExists(atPath: file.path() + ".d"))
        let missing = try await Ended.depotctl(
            "serve", "--fleet", "no-such.yaml", "--folder", file.path() + ".d")
        #expect(missing.status == 65)
        #expect(missing.stdout.contains("it does not exist"))
    }

    @Test func aFleetThatIsNotStartedForRealIsAMistake() async throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "ctl-\(UUID().uuidString).yaml")
        let text = try Samples.text()
        let end = try #require(text.range(of: "processes:"))
        try Data(text[..<end.lowerBound].utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let ended = try await Ended.depotctl(
            "serve", "--fleet", file.path(), "--folder", file.path() + ".d")
        #expect(ended.status == 65)
        #expect(ended.stdout.contains("does not say how it is started for real"))
    }
}
