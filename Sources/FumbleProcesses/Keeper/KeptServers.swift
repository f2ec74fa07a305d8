import CKeeper

/// What the keeper's own process does.
package enum KeptServers {
    /// Makes a binary that calls `keep` its own keeper; nobody types it. The folder follows.
    package static let command = ["/proc/self/exe", "--keep-servers"]

    /// The folder of a process that was started as a keeper; nil: it is what people start.
    package static func folder(in arguments: [String]) -> String? {
        arguments.count == 3 && arguments[1] == command[1] ? arguments[2] : nil
    }

    /// The socket that a runner hands on to its keeper.
    private static let socket: Int32 = 3

    /// Starts, signals and buries servers, until the runner is gone; then ends all of them.
    ///
    /// - Parameter folder: removed in the end, with all that is in it.
    /// - Returns: nil: all was ended; else why the keeper could not begin.
    package static func keep(folder: String) -> String? {
        let failure = keeper_main(socket, folder)
        return failure == 0 ? nil : Keeper.words(failure)
    }

    /// Removes what is left of a run whose runner and keeper were both killed.
    ///
    /// - Returns: whether nothing of the folder is left.
    package static func remove(folder: String) -> Bool { keeper_remove(folder) == 0 }
}
