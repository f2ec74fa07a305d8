import Glibc
import SystemPackage

/// The files of an index server: its log, and a mark of its condition.
///
/// With a fresh disk, or one that was damaged, a server must first copy from so many others that nothing that a quorum
/// acknowledged can be missing.
struct IndexDisk: Sendable {
    private let folder: FilePath
    /// What the folder that it lies in may hold.
    let quota: Quota

    init(folder: FilePath, quota: Quota) {
        self.folder = folder
        self.quota = quota
    }

    private var log: FilePath { folder.appending("log") }
    private var newLog: FilePath { folder.appending("log.new") }

    func makeFolder() throws { try Folders.make(folder) }

    /// Keeps others from these files until the file is closed or the process has ended, however it ended.
    func lock() throws -> OpenFile {
        let file = try open(folder.appending("lock"), [.create])
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            try file.close()
            throw IndexFailure.inUse
        }
        return file
    }

    /// The log, made if there is none; it is read and written at offsets.
    func openLog() throws -> OpenFile { try open(log, [.create]) }

    /// An empty log that will take the other's place.
    func openNewLog() throws -> OpenFile { try open(newLog, [.create, .truncate]) }

    /// Puts the new log in the place of the old; after a crash there is the one or the other, whole.
    func replaceLog(by file: OpenFile) throws {
        try sync(file)
        try Folders.rename(newLog, to: log)
        try Folders.sync(folder)
    }

    var condition: DiskCondition {
        if exists(mark(.damaged)) { return .damaged }
        return exists(mark(.whole)) ? .whole : .fresh
    }

    /// Marks the disk; the worse of two marks counts, so it comes first and goes last.
    func mark(_ condition: DiskCondition) throws {
        switch condition {
        case .whole:
            try open(mark(.whole), [.create]).close()
            try Folders.sync(folder)
            try remove(mark(.damaged))
        case .damaged: try open(mark(.damaged), [.create]).close()
        case .fresh: preconditionFailure("a disk never becomes fresh again")
        }
        try Folders.sync(folder)
    }

    private func mark(_ condition: DiskCondition) -> FilePath {
        folder.appending(condition.rawValue)
    }

    private func exists(_ path: FilePath) -> Bool {
        path.withPlatformString { access($0, F_OK) } == 0
    }

    private func remove(_ path: FilePath) throws {
        if path.withPlatformString(unlink) != 0, errno != ENOENT { throw Errno(rawValue: errno) }
    }

    private func sync(_ file: OpenFile) throws {
        if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
    }

    private func open(
        _ path: FilePath, _ options: OpenFile.OpenOptions
    ) throws -> OpenFile {
        try OpenFile.open(
            path, .readWrite, options: options.union(.closeOnExec),
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }
}
