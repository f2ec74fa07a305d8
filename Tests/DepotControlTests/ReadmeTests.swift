import Foundation
import Subprocess
import Testing

/// The worked example of the README, typed at the fleet it names: what it shows is what is printed.
@Suite(.timeLimit(.minutes(30))) struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Each command that follows `$ depotctl ` in the example, and the lines below it.
    private static func example() throws -> [(words: String, shown: String)] {
        let readme = try String(
            contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let block = readme.components(separatedBy: "```").first {
            $0.hasPrefix("text\n$ depotctl ")
        }
        return try #require(block).components(separatedBy: "$ depotctl ").dropFirst().map { part in
            let end = part.firstIndex(of: "\n") ?? part.endIndex
            return (String(part[..<end]), String(part[end...].dropFirst()))
        }
    }

    @Test func theExampleIsWhatIsPrinted() async throws {
        let example = try Self.example()
        #expect(example.count == 5)
        let fleet = "Experiments/processes/fleets/depot.yaml"
        try await Served.use(Self.root.appending(path: fleet).path()) { served in
            for (words, shown) in example {
                let ended = try await served.type(words)
                let printed = ended.stdout + ended.stderr
                let lines = printed.split(separator: "\n").filter { !$0.hasPrefix("clients ask ") }
                #expect(lines.joined(separator: "\n") + "\n" == shown, "\(words)")
                guard ended.status == 0, let taken = lines.first?.split(separator: ": ").last else {
                    continue
                }
                // Until they have ended, removed servers are shown as draining.
                for server in taken.split(separator: ", ") where words.hasPrefix("remove") {
                    try await served.wait(for: "\(server): removed")
                }
            }
            #expect(try await served.end(by: .terminate) == 0)
            #expect(served.processes() == [])
        }
    }
}
