internal import ArgumentParser
internal import FumbleProcesses
internal import SystemPackage

struct Recover: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Removes what runs on real processes left behind that were killed.",
        discussion: """
            If a runner is killed its keeper ends every server and removes their folder; if the keeper \
            is killed the kernel ends them. Only if both are killed is anything left: the folder.

            Example:
              fumble recover
            """)

    func run() throws {
        let found = Leftovers.find()
        var isAllGone = true
        for folder in found {
            let isGone = KeptServers.remove(folder: folder.string)
            Console.print("\(isGone ? "removed" : "could not remove") \(folder.string)\n")
            isAllGone = isAllGone && isGone
        }
        if found.isEmpty { Console.print("nothing was left behind\n") }
        if !isAllGone { try ExitStatus.unrecorded.leave() }
    }
}
