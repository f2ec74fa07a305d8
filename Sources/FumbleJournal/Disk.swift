import Glibc
package import SystemPackage

/// The few things that the journal asks of a file system, each refusal with its path and reason.
struct Disk: Sendable {
    typealias Write = @Sendable (FileDescriptor, UnsafeRawBufferPointer) throws -> Int

    /// Writes some of the bytes and says how many; tests put a full disk here.
    var write: Write = { file, bytes in try file.write(bytes) }

    /// Makes a folder and those above it; what exists already is no error.
    func makeFolder(_ path: FilePath) throws(JournalError) {
        guard !path.isEmpty, !isFolder(path) else { return }
        let parent = path.removingLastComponent()
        if parent != path { try makeFolder(parent) }
        let result = path.withPlatformString { mkdir($0, 0o777) }
        if result != 0, !isFolder(path) { throw refused(.notMade, path) }
    }

    /// Makes a folder that must not have been there.
    func makeNewFolder(_ path: FilePath) throws(JournalError) {
        if path.withPlatformString({ mkdir($0, 0o777) }) != 0 { throw refused(.notMade, path) }
    }

    /// Writes a new file whole, and waits until it is on the disk.
    func create(_ path: FilePath, _ bytes: [UInt8]) throws(JournalError) {
        do {
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter {
                try writeAll(bytes, to: file)
                if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
            }
        } catch {
            throw JournalError(.notWritten, path: path.string, cause: Self.cause(error))
        }
    }

    /// Writes a file whole in the place of an earlier one: at any moment there is one of the two.
    func replace(_ target: FilePath, with bytes: [UInt8]) throws(JournalError) {
        let draft = Self.draft(of: target)
        try removeFile(draft)
        do throws(JournalError) {
            try create(draft, bytes)
            try rename(draft, to: target)
        } catch {
            try discard(draft, after: error)
            throw error
        }
        let parent = target.removingLastComponent()
        try sync(folder: parent.isEmpty ? "." : parent)
    }

    /// Where a file is written before it gets its name.
    static func draft(of target: FilePath) -> FilePath { FilePath(target.string + ".draft") }

    /// - Throws: both reasons in one, if the draft cannot be removed either.
    private func discard(_ draft: FilePath, after first: JournalError) throws(JournalError) {
        do throws(JournalError) {
            try removeFile(draft)
        } catch {
            throw JournalError(
                first.what, path: first.path, cause: "\(first.cause); and \(error)")
        }
    }

    /// Waits until the names in a folder are on the disk.
    func sync(folder path: FilePath) throws(JournalError) {
        do {
            let file = try FileDescriptor.open(
                path, .readOnly, options: [.directory, .closeOnExec])
            try file.closeAfter {
                if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
            }
        } catch {
            throw JournalError(.notWritten, path: path.string, cause: Self.cause(error))
        }
    }

    func rename(_ path: FilePath, to target: FilePath) throws(JournalError) {
        let result = path.withPlatformString { from in
            target.withPlatformString { Glibc.rename(from, $0) }
        }
        if result != 0 { throw refused(.notWritten, target) }
    }

    /// - Returns: the whole file; nil: there is none of that name.
    func read(_ path: FilePath, atMost limit: Int) throws(JournalError) -> [UInt8]? {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter { try readAll(file, atMost: limit) }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw JournalError(.notRead, path: path.string, cause: Self.cause(error))
        }
    }

    /// - Returns: its first bytes; nil: there is none of that name.
    func start(of path: FilePath, atMost count: Int) throws(JournalError) -> [UInt8]? {
        try part(of: path, atMost: count, fromEnd: false)
    }

    /// - Returns: its last bytes; nil: there is none of that name.
    func end(of path: FilePath, atMost count: Int) throws(JournalError) -> [UInt8]? {
        try part(of: path, atMost: count, fromEnd: true)
    }

    /// The first bytes of what has no size, such as a file that the kernel makes while it is read.
    ///
    /// - Returns: nil: there is none of that name.
    func start(ofStream path: FilePath, atMost count: Int) throws(JournalError) -> [UInt8]? {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter { try bytes(of: file, from: 0, count: count) }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw JournalError(.notRead, path: path.string, cause: Self.cause(error))
        }
    }

    /// Opens a file of lines that is there, to be added to; a line that was cut off goes.
    func openToAppend(_ path: FilePath) throws(JournalError) -> FileDescriptor {
        do {
            let file = try FileDescriptor.open(
                path, .readWrite, options: [.append, .closeOnExec])
            do {
                try WholeLines.cut(file)
            } catch {
                try file.close()
                throw error
            }
            return file
        } catch {
            throw JournalError(.notWritten, path: path.string, cause: Self.cause(error))
        }
    }

    /// Writes all of some bytes to an open file.
    func append(_ bytes: [UInt8], to file: FileDescriptor, of path: FilePath) throws(JournalError) {
        do {
            try writeAll(bytes, to: file)
        } catch {
            throw JournalError(.notWritten, path: path.string, cause: Self.cause(error))
        }
    }

    private func part(
        of path: FilePath, atMost count: Int, fromEnd: Bool
    ) throws(JournalError) -> [UInt8]? {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter {
                let size = try file.seek(offset: 0, from: .end)
                let from = fromEnd ? max(0, size - Int64(count)) : 0
                return try bytes(of: file, from: from, count: Int(min(size, Int64(count))))
            }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw JournalError(.notRead, path: path.string, cause: Self.cause(error))
        }
    }

    /// The names in a folder, sorted; none if there is no such folder.
    func names(in path: FilePath) throws(JournalError) -> [String] {
        guard let folder = path.withPlatformString({ opendir($0) }) else {
            if errno == ENOENT { return [] }
            throw refused(.notRead, path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func isFolder(_ path: FilePath) -> Bool {
        var status = stat()
        return path.withPlatformString { stat($0, &status) } == 0
            && status.st_mode & S_IFMT == S_IFDIR
    }

    func exists(_ path: FilePath) -> Bool {
        var status = stat()
        return path.withPlatformString { lstat($0, &status) } == 0
    }

    /// When it was last written, in nanoseconds since 1970; nil: there is none of that name.
    func written(_ path: FilePath) -> Int64? {
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    /// Removes a file; one that is gone is no error.
    func removeFile(_ path: FilePath) throws(JournalError) {
        // Where nothing can be written even what is not there is refused.
        guard exists(path), path.withPlatformString({ unlink($0) }) != 0, errno != ENOENT else {
            return
        }
        throw refused(.notRemoved, path)
    }

    /// Removes a folder if nothing is in it.
    ///
    /// - Returns: whether it is gone.
    func removeEmptyFolder(_ path: FilePath) throws(JournalError) -> Bool {
        if !exists(path) { return true }
        if path.withPlatformString({ rmdir($0) }) == 0 || errno == ENOENT { return true }
        if errno == ENOTEMPTY || errno == EEXIST { return false }
        throw refused(.notRemoved, path)
    }

    private func writeAll(_ bytes: [UInt8], to file: FileDescriptor) throws {
        var written = 0
        while written < bytes.count {
            written += try bytes[written...].withUnsafeBytes { try write(file, $0) }
        }
    }

    private func readAll(_ file: FileDescriptor, atMost limit: Int) throws -> [UInt8] {
        let size = try Int(file.seek(offset: 0, from: .end))
        guard size <= limit else { throw Errno.fileTooLarge }
        return try bytes(of: file, from: 0, count: size)
    }

    private func bytes(of file: FileDescriptor, from start: Int64, count size: Int) throws
        -> [UInt8]
    {
        try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = 0
            while count < size {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let more = try file.read(
                    fromAbsoluteOffset: start + Int64(count), into: rest)
                if more == 0 { break }
                count += more
            }
        }
    }

    private func refused(_ what: JournalError.What, _ path: FilePath) -> JournalError {
        JournalError(what, path: path.string, cause: Self.cause(Errno(rawValue: errno)))
    }

    private static func cause(_ error: any Error) -> String {
        (error as? Errno)?.description ?? "\(error)"
    }
}

/// A file that is written whole or not at all.
package enum WholeFile {
    /// Writes it in the place of an earlier one, and makes the folders above it.
    package static func write(_ bytes: [UInt8], to path: FilePath) throws(JournalError) {
        let disk = Disk()
        try disk.makeFolder(path.removingLastComponent())
        try disk.replace(path, with: bytes)
    }
}
