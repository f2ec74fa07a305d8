internal import ArgumentParser
internal import FumbleProcesses
internal import Glibc

/// Where the binary begins: as the command that people type, or as the keeper that fumble starts.
///
/// On the main thread, before there is another one: the kernel ends servers with the *thread* that
/// started them, and hands their deaths to any thread, so the keeper must have one alone.
@main
@MainActor
enum Entry {
    /// The socket that a runner hands on to its keeper.
    private static let socket: Int32 = 3

    static func main() async {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == Fleets.keeperWord {
            exit(keep(folder: arguments[2]).rawValue)
        }
        await Fumble.main()
    }

    private static func keep(folder: String) -> ExitStatus {
        guard let reason = KeptServers.keep(socket: socket, folder: folder) else {
            return .confirmed
        }
        Console.note("fumble: the keeper could not keep: \(reason)")
        return .failed
    }
}
