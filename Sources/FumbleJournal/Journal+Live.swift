package import FumbleModel
import SystemPackage

/// Runs that are written down while they go on, because what they do must be undone if somebody dies.
extension Journal {
    /// Makes the folder of a run before anything of it is done.
    ///
    /// - Parameters:
    ///   - arms: those that are planned.
    ///   - began: microseconds since 1970.
    ///   - chosen: new, empty, or with nothing in it but an earlier run of the same experiment; nil: below
    ///     the root.
    package func begin(
        _ header: RunHeader, arms: [Arm], from sources: StoredSources, began: Int64,
        in chosen: RunFolder?
    ) throws(JournalError) -> LiveRun {
        let folder: RunFolder
        if let chosen { folder = chosen } else { folder = try freeFolder(for: header) }
        let record = RunRecord(
            header: header, arms: arms, from: sources, status: nil, began: began, runner: .own)
        let texts: Texts
        do {
            var writer = LineWriter()
            try writer.write(record)
            texts = (try record.text, writer.bytes)
        } catch {
            throw JournalError(.notWritten, path: folder.lines.string, cause: "\(error)")
        }
        try make(folder, for: header) { draft throws(JournalError) in
            try fill(draft, from: sources, texts, verdict: nil)
        }
        return try LiveRun(folder, disk: disk)
    }

    /// Writes all of a run that is over in the place of what was written while it went on: at any moment
    /// there is one of the two.
    package func finish(
        _ live: LiveRun, with run: Run, from sources: StoredSources, logs: [StoredLog],
        began: Int64
    ) throws(JournalError) {
        let folder = live.folder
        guard disk.isFolder(folder.path) else {
            return try write(
                run, from: sources, verdict: nil, logs: logs, began: began, to: folder)
        }
        let texts = try texts(of: run, from: sources, began: began, in: folder)
        try write(logs, into: folder)
        try disk.replace(folder.lines, with: texts.lines)
        try disk.replace(folder.record, with: texts.record)
    }

    /// Adds a note to the lines of a run that was cut off, such as what was removed after it.
    ///
    /// - Parameter folder: nothing is done if there is no such run, or it is over.
    package static func add(note: String, to folder: RunFolder) throws(JournalError) {
        let disk = Disk()
        guard disk.exists(folder.lines) else { return }
        let stored = try read(folder)
        guard stored.isUnfinished, !stored.isGoingOn else { return }
        let live = try LiveRun(folder, disk: disk)
        try live.add(note: note, at: stored.run.arms.last?.end ?? .start)
    }
}
