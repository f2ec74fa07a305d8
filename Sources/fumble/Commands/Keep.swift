internal import ArgumentParser
internal import FumbleProcesses

/// What fumble starts by itself, to be the parent of a fleet's servers.
struct Keep: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keeps the servers of a run, until the runner is gone.", shouldDisplay: false)

    /// The socket that the runner hands on.
    private static let socket: Int32 = 3

    @Argument(help: "The folder of the servers, which is removed in the end.")
    var folder: String

    func run() throws {
        if let reason = KeptServers.keep(socket: Self.socket, folder: folder) {
            Console.note("fumble: the keeper could not keep: \(reason)")
            try ExitStatus.failed.leave()
        }
    }
}
