import CKeeper
import Glibc

/// What the keeper's own process does.
package enum KeptServers {
    /// Makes a binary that calls `keep` its own keeper; nobody types it. The folder follows.
    package static let command = ["/proc/self/exe", "--keep-servers"]

    /// What a process that was started as a keeper is to keep.
    package struct Order: Sendable, Hashable {
        /// Removed in the end, with all that is in it.
        let folder: String
        /// Whether it was handed the journal of the run.
        let hasJournal: Bool
    }

    /// - Returns: nil: it is what people start.
    package static func order(in arguments: [String]) -> Order? {
        guard (3...4).contains(arguments.count), arguments[1] == command[1] else { return nil }
        return Order(
            folder: arguments[2], hasJournal: arguments.count == 4 && arguments[3] == withJournal)
    }

    /// The last argument of a keeper that was handed a journal.
    static let withJournal = "--journal"

    /// The socket that a runner hands on to its keeper.
    private static let socket: Int32 = 3

    /// Starts, signals and buries servers, until the runner is gone; then ends all of them.
    ///
    /// - Returns: nil: all was ended; else why the keeper could not begin.
    package static func keep(_ order: Order) -> String? {
        let failure = keeper_main(socket, order.folder, order.hasJournal ? KEEPER_JOURNAL : -1)
        return failure == 0 ? nil : Keeper.words(failure)
    }

    /// The control groups that a folder names and that are there.
    package static func groups(of folder: String) -> [String] {
        [RunGroup.note, "cgroups"].flatMap { name in
            ServerFiles.kernelText("\(folder)/\(name)").split(separator: "\n").map(String.init)
        }.filter { access($0, F_OK) == 0 }
    }

    /// The file in the folder of servers that says what they are of.
    package static let note = "run"

    /// Removes what is left of a run: kills whoever is in its control groups, and removes these and the
    /// folder of the servers.
    ///
    /// The kernel may be at ending the last of them, who are in control groups until then: this waits for
    /// it, at most a second.
    ///
    /// - Parameter sparesCaller: this process may be in a group itself.
    /// - Returns: whether nothing of the folder is left.
    package static func remove(folder: String, sparesCaller: Bool) -> Bool {
        for _ in 0..<mostTries {
            if keeper_remove(folder, sparesCaller ? getpid() : 0) != EBUSY {
                return access(folder, F_OK) != 0
            }
            poll(nil, 0, pause)
        }
        return false
    }

    private static let mostTries = 100
    /// Between two tries, in milliseconds.
    private static let pause: Int32 = 10
}
