import SystemPackage

extension Journal {
    /// Every run below the root, by experiment, the oldest first; drafts are left out.
    package func list() throws(JournalError) -> [RunEntry] {
        try stubs().map(entry).sorted {
            $0.experiment == $1.experiment
                ? $0.start < $1.start : $0.experiment < $1.experiment
        }
    }

    /// The same with nothing of them read, and so by their names.
    package func stubs() throws(JournalError) -> [RunStub] {
        var stubs: [RunStub] = []
        for experiment in try folders(in: root) {
            let parent = root.appending(experiment)
            for id in try folders(in: parent) {
                let folder = RunFolder(parent.appending(id))
                guard let stub = RunStub(folder, experiment: experiment, id: id) else { continue }
                stubs.append(stub)
            }
        }
        return stubs
    }

    /// A run as a list has it; what is wrong with it is said there.
    package func entry(of stub: RunStub) -> RunEntry { RunEntry(stub, from: disk) }

    /// Removes all but the newest `count` runs of each experiment, and none that is going on.
    ///
    /// - Returns: the runs removed.
    package func prune(keeping count: Int) throws(JournalError) -> [RunEntry] {
        let entries = try list()
        var old: [RunEntry] = []
        for (index, entry) in entries.enumerated() {
            let newer = entries[(index + 1)...].count { $0.experiment == entry.experiment }
            if newer >= count { old.append(entry) }
        }
        return try remove(old)
    }

    /// Removes the runs whose name is before a time as run names have it, such as
    /// `20261122T074148Z`, but for those that are going on.
    ///
    /// - Returns: the runs removed.
    package func prune(before time: String) throws(JournalError) -> [RunEntry] {
        try remove(try list().filter { $0.id < time })
    }

    private func remove(_ entries: [RunEntry]) throws(JournalError) -> [RunEntry] {
        let entries = entries.filter { !$0.isGoingOn }
        for entry in entries {
            try remove(entry.folder)
            _ = try disk.removeEmptyFolder(root.appending(entry.experiment))
        }
        return entries
    }

    private func folders(in path: FilePath) throws(JournalError) -> [String] {
        try disk.names(in: path).filter { !$0.hasPrefix(".") && disk.isFolder(path.appending($0)) }
    }
}
