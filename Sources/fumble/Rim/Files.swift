internal import Glibc
internal import SystemPackage

/// Whole files, read and written at the rim.
enum Files {
    /// Bytes read at one time, and beyond which a file is read no further: the reader refuses it.
    private static let piece = 1 << 16
    private static let most = 9 << 20
    private static let mostOwn = 1 << 30

    /// Where what lasts no longer than a run has its folder: `TMPDIR`, or where that says nothing `/tmp`.
    static var temporary: String {
        let named = Console.environment("TMPDIR") ?? ""
        return named.isEmpty ? "/tmp" : named
    }

    static func read(_ path: String) throws(Errno) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            return try file.closeAfter { try readAll(file, atMost: most) }
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }

    /// A file of fumble's own making, however long.
    static func readWhole(_ path: String) throws(Errno) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            return try file.closeAfter { try readAll(file, atMost: mostOwn) }
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }

    static func readStandardInput() throws(Errno) -> [UInt8] {
        do {
            return try readAll(.standardInput, atMost: most)
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func write(_ text: String, to path: String) throws(Errno) {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter { _ = try file.writeAll(text.utf8) }
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }

    /// A folder, and those it lies in; it may be there already.
    static func makeFolder(_ path: String) throws(Errno) {
        let path = FilePath(path)
        var folder = path
        folder.components.removeAll()
        for component in path.components {
            folder.append(component)
            guard mkdir(folder.string, 0o755) != 0, errno != EEXIST else { continue }
            throw Errno(rawValue: errno)
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The names of what is in a folder, in no order.
    static func names(in folder: String) throws(Errno) -> [String] {
        guard let stream = opendir(folder) else { throw Errno(rawValue: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func readAll(_ file: FileDescriptor, atMost most: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: piece)
        while bytes.count <= most {
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }
}
