import ArgumentParser
import DepotStore
import SystemPackage

/// `depot age`: what years without a restart do to a server, at once.
struct Age: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the log of so many more records, for a server that is not running.")

    @Option(help: "The folder that is the server's own.")
    var data: String
    @Option(help: "How many records more.")
    var records: Int

    /// More are weeks of verification at any pace that is of use.
    private static let most = 100_000_000

    func validate() throws {
        guard (1...Self.most).contains(records) else {
            throw ValidationError("--records must be from 1 to \(Self.most)")
        }
    }

    func run() throws {
        do {
            let bytes = try AgedLog(data: FilePath(data)).add(records)
            StandardStreams.say("\(data): \(records) records more, \(bytes) bytes in all")
        } catch {
            StandardStreams.complain("depot: \(data): \(error)")
            throw ExitCode(71)
        }
    }
}
