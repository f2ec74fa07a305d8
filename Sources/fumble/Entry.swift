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
    static func main() async {
        if let order = KeptServers.order(in: CommandLine.arguments) {
            exit(keep(order).rawValue)
        }
        await Fumble.main()
    }

    private static func keep(_ order: KeptServers.Order) -> ExitStatus {
        guard let reason = KeptServers.keep(order) else {
            return .confirmed
        }
        Console.note("fumble: the keeper could not keep: \(reason)")
        return .failed
    }
}
