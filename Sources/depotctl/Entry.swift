import ArgumentParser
import DepotControl
import FumbleProcesses
import Glibc

/// Where the binary begins: as its own keeper, as the control plane, or as what people type at it.
///
/// On the main thread, before there is another one: the keeper must have one alone.
@main
@MainActor
enum Entry {
    static func main() async {
        let arguments = CommandLine.arguments
        if let order = KeptServers.order(in: arguments) { exit(keep(order)) }
        let words = Array(arguments.dropFirst())
        guard let typed = TypedLine(words) else { return await Depotctl.main(words) }
        exit(await typed.run())
    }

    private static func keep(_ order: KeptServers.Order) -> Int32 {
        guard let reason = KeptServers.keep(order) else { return 0 }
        StandardStreams.complain("depotctl: the keeper could not keep: \(reason)")
        return LineStatus.failed.rawValue
    }
}
