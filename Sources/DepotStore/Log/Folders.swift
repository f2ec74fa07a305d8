import Glibc
import SystemPackage

/// What is done to folders and names; each refusal is the system's own error number.
enum Folders {
    /// Makes a folder and those above it; what exists already is no error.
    static func make(_ path: FilePath) throws(Errno) {
        guard !path.isEmpty, !isFolder(path) else { return }
        let parent = path.removingLastComponent()
        if parent != path { try make(parent) }
        let result = path.withPlatformString { mkdir($0, 0o777) }
        let reason = errno
        if result != 0, !isFolder(path) { throw Errno(rawValue: reason) }
    }

    static func rename(_ path: FilePath, to target: FilePath) throws(Errno) {
        let result = path.withPlatformString { from in
            target.withPlatformString { Glibc.rename(from, $0) }
        }
        if result != 0 { throw Errno(rawValue: errno) }
    }

    /// Waits until the names in a folder are on the disk.
    static func sync(_ path: FilePath) throws {
        let file = try OpenFile.open(path, .readOnly, options: [.directory, .closeOnExec])
        try file.closeAfter {
            if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
        }
    }

    static func isFolder(_ path: FilePath) -> Bool {
        var facts = stat()
        return path.withPlatformString { stat($0, &facts) } == 0
            && facts.st_mode & S_IFMT == S_IFDIR
    }
}
