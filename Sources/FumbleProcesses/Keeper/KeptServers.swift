import CKeeper

/// What the keeper's own process does.
package enum KeptServers {
    /// Starts, signals and buries servers, until the runner is gone; then ends all of them.
    ///
    /// - Parameters:
    ///   - socket: the keeper's end of the pair.
    ///   - folder: removed in the end, with all that is in it.
    /// - Returns: nil: all was ended; else why the keeper could not begin.
    package static func keep(socket: Int32, folder: String) -> String? {
        let failure = keeper_main(socket, folder)
        return failure == 0 ? nil : Keeper.words(failure)
    }

    /// Removes what is left of a run whose runner and keeper were both killed.
    ///
    /// - Returns: whether nothing of the folder is left.
    package static func remove(folder: String) -> Bool { keeper_remove(folder) == 0 }
}
