internal import ArgumentParser
internal import FumbleJournal
internal import FumbleProcesses
internal import SystemPackage

struct Recover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Removes what runs on real processes left behind that were killed.",
        discussion: """
            If a runner is killed its keeper ends every server and removes their folder; if the keeper \
            is killed the kernel ends them. Only if both are killed is anything left: the folder, control \
            groups, and in them what servers forked away, which is killed. What is removed is \
            written to the run's record.

            Example:
              fumble recover
            """)

    func run() throws {
        let found = Leftovers.find()
        Leftovers.warn(help: "")
        var isAllGone = true
        for left in found {
            let isGone = KeptServers.remove(folder: left.folder.string, sparesCaller: false)
            let deed = isGone ? "removed" : "could not remove"
            Console.print("\(deed) \(left.folder)\n")
            record("the runner and its keeper died; `fumble recover` \(deed) \(left.things)", left)
            isAllGone = isAllGone && isGone
        }
        if found.isEmpty { Console.print("nothing was left behind\n") }
        if !isAllGone { try ExitStatus.unrecorded.leave() }
    }

    /// A run that is nowhere any more has no record, and misses none.
    private func record(_ deed: String, _ left: Leftover) {
        guard let run = left.note?.run else { return }
        do throws(JournalError) {
            try Journal.add(note: deed, to: run)
        } catch {
            Console.note("fumble: \(error)")
        }
    }
}
