import FoundationEssentials
package import FumbleModel
import Glibc
package import SystemPackage

/// The runs of one folder, such as `Reports/runs`: written whole, or line by line while they go on, read
/// back, listed and pruned.
package struct Journal: Sendable {
    package let root: FilePath
    let disk: Disk

    package init(root: FilePath) {
        self.init(root: root, disk: Disk())
    }

    package init(root: String) {
        self.init(root: FilePath(root))
    }

    init(root: FilePath, disk: Disk) {
        self.root = root
        self.disk = disk
    }

    /// Writes a run into `root/<experiment>/<id>`, or `<id>-2` and so on if that is taken.
    ///
    /// - Parameters:
    ///   - verdict: the bytes of `verdict.json`; nil: it is added when it is known.
    ///   - logs: what real servers printed.
    ///   - began: microseconds since 1970, which put runs of one second in order.
    package func write(
        _ run: Run, from sources: StoredSources, verdict: [UInt8]?, logs: [StoredLog] = [],
        began: Int64? = nil
    ) throws(JournalError) -> RunFolder {
        let folder = try freeFolder(for: run.header)
        try write(run, from: sources, verdict: verdict, logs: logs, began: began, to: folder)
        return folder
    }

    /// Where a run goes that nobody gave a place.
    func freeFolder(for header: RunHeader) throws(JournalError) -> RunFolder {
        let parent = root.appending(RunFolder.component(header.experiment))
        let name = RunFolder.component(header.id)
        for place in 1...Self.mostOfOneName {
            let folder = RunFolder(parent.appending(place == 1 ? name : "\(name)-\(place)"))
            if !disk.exists(folder.path) { return folder }
        }
        throw JournalError(
            .taken, path: parent.appending(name).string,
            cause: "\(Self.mostOfOneName) runs have that name")
    }

    /// Writes a run into a folder that is new, empty, or holds nothing but an earlier run of the same
    /// experiment.
    package func write(
        _ run: Run, from sources: StoredSources, verdict: [UInt8]?, logs: [StoredLog] = [],
        began: Int64? = nil, to folder: RunFolder
    ) throws(JournalError) {
        let texts = try texts(of: run, from: sources, began: began, in: folder)
        try make(folder, for: run.header) { draft throws(JournalError) in
            try fill(draft, from: sources, texts, verdict: verdict)
            try write(logs, into: draft)
        }
    }

    /// Makes sure that a run can be written into a folder, before it is run.
    package func prepare(_ folder: RunFolder, for header: RunHeader) throws(JournalError) {
        let draft = try draft(of: folder, for: header)
        _ = try disk.removeEmptyFolder(draft.draft.path)
    }

    /// Makes a folder that is filled before it gets its name.
    func make(
        _ folder: RunFolder, for header: RunHeader,
        _ fill: (RunFolder) throws(JournalError) -> Void
    ) throws(JournalError) {
        let (draft, target, isThere) = try draft(of: folder, for: header)
        let parent = target.path.removingLastComponent()
        do throws(JournalError) {
            try fill(draft)
            try put(draft, at: target, isThere: isThere)
            try disk.sync(folder: parent.isEmpty ? "." : parent)
        } catch {
            try discard(draft, after: error)
            throw error
        }
    }

    /// An empty folder beside the one that is to be made.
    ///
    /// - Throws: `taken` where something is there that stays.
    private func draft(
        of folder: RunFolder, for header: RunHeader
    ) throws(JournalError) -> (draft: RunFolder, target: RunFolder, isThere: Bool) {
        let target = folder.path.lexicallyNormalized()
        guard let name = target.lastComponent, name.kind == .regular else {
            throw JournalError(.taken, path: folder.path.string, cause: "it has no name of its own")
        }
        let isThere = try isOurs(RunFolder(target), for: header)
        let parent = target.removingLastComponent()
        let draft = RunFolder(parent.appending(".\(name.string).draft-\(getpid())"))
        try disk.makeFolder(parent)
        try remove(draft)
        do throws(JournalError) {
            try disk.makeNewFolder(draft.path)
        } catch {
            throw JournalError(error.what, path: target.string, cause: error.cause)
        }
        return (draft, RunFolder(target), isThere)
    }

    /// Puts a verdict beside a run that was written without one; the run stays whatever comes of it.
    package func add(verdict: [UInt8], to folder: RunFolder) throws(JournalError) {
        let draft = FilePath(folder.verdict.string + ".draft-\(getpid())")
        do throws(JournalError) {
            try disk.create(draft, verdict)
            try disk.rename(draft, to: folder.verdict)
            try disk.sync(folder: folder.path)
        } catch {
            try disk.removeFile(draft)
            throw error
        }
    }

    /// Gives a written run its name; an earlier run is removed after, so that there always is one.
    private func put(_ draft: RunFolder, at target: RunFolder, isThere: Bool) throws(JournalError) {
        guard isThere else { return try disk.rename(draft.path, to: target.path) }
        let old = RunFolder(FilePath(draft.path.string + ".old"))
        try disk.rename(target.path, to: old.path)
        try disk.rename(draft.path, to: target.path)
        try remove(old)
    }

    /// What `run.json` and `run.jsonl` hold.
    typealias Texts = (record: [UInt8], lines: [UInt8])

    func texts(
        of run: Run, from sources: StoredSources, began: Int64?, in folder: RunFolder
    ) throws(JournalError) -> Texts {
        do {
            let record = RunRecord(of: run, from: sources, status: run.status, began: began)
            var writer = LineWriter()
            try writer.write(RunRecord(of: run, from: sources, status: nil))
            for arm in run.arms { try writer.write(arm) }
            return (try record.text, writer.bytes)
        } catch {
            throw JournalError(.notWritten, path: folder.lines.string, cause: "\(error)")
        }
    }

    func fill(
        _ folder: RunFolder, from sources: StoredSources, _ texts: Texts, verdict: [UInt8]?
    ) throws(JournalError) {
        try disk.create(folder.experiment, sources.experiment.bytes)
        try disk.create(folder.fleet, sources.fleet.bytes)
        try disk.create(folder.record, texts.record)
        try disk.create(folder.lines, texts.lines)
        if let verdict { try disk.create(folder.verdict, verdict) }
        try disk.sync(folder: folder.path)
    }

    /// - Returns: whether there is something at the folder, which is then a run of that experiment or
    ///   nothing.
    private func isOurs(
        _ folder: RunFolder, for header: RunHeader
    ) throws(JournalError) -> Bool {
        guard disk.exists(folder.path) else { return false }
        guard disk.isFolder(folder.path) else {
            throw JournalError(.taken, path: folder.path.string, cause: "it is no folder")
        }
        if folder.isGoingOn {
            throw JournalError(
                .taken, path: folder.path.string, cause: "a run is going on in it")
        }
        let paths = folder.files + folder.drafts + [folder.logs]
        let known = paths.compactMap { $0.lastComponent?.string }
        let names = try disk.names(in: folder.path)
        if let other = names.first(where: { !known.contains($0) }) {
            throw JournalError(
                .taken, path: folder.path.string, cause: "it holds \(other), which is no run's")
        }
        if let owner = folder.owner, owner.experiment != header.experiment {
            throw JournalError(
                .taken, path: folder.path.string,
                cause: "it holds run \(owner.id) of \(owner.experiment), and this is one of "
                    + "\(header.experiment): give another folder")
        }
        return true
    }

    /// Removes what fumble wrote there; what others put beside it stays, and the folder with it.
    func remove(_ folder: RunFolder) throws(JournalError) {
        try removeLogs(of: folder)
        for file in folder.files + folder.drafts { try disk.removeFile(file) }
        _ = try disk.removeEmptyFolder(folder.path)
    }

    /// Clears away a half-written run.
    ///
    /// - Throws: both reasons in one, if that cannot be done either.
    private func discard(_ draft: RunFolder, after first: JournalError) throws(JournalError) {
        do throws(JournalError) {
            try remove(draft)
        } catch {
            throw JournalError(
                first.what, path: first.path, cause: "\(first.cause); and \(error)")
        }
    }

    /// Runs of one experiment and one seed in one second.
    private static let mostOfOneName = 1_000
}
