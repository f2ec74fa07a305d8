import Glibc
// Where Glibc's `timespec` is declared, and MemberImportVisibility asks for it by name.
import SwiftOverlayShims
import Synchronization
import SystemPackage

/// How many bytes the files of a server's folder may hold, where a file in it says so: one decimal number.
///
/// A write that would make them more fails as on a disk that is full. While there is no such file, or no number in
/// it, a write looks for it once and that is all. What lies in the folder is counted when the file comes or is
/// changed, and from then on by what is written and removed. A class, because all who write in the folder are counted
/// together.
final class Quota: Sendable {
    private let folder: FilePath
    private let file: FilePath
    private let standing = Mutex<Standing?>(nil)

    /// The file's name in the folder; it is not counted itself.
    static let name = "quota"

    init(of folder: FilePath) {
        self.folder = folder
        file = folder.appending(Self.name)
    }

    /// Does what adds so many bytes to the folder, if there is room for them.
    ///
    /// - Throws: that no space is left, before anything is done; or what the body throws, which then left nothing.
    func add<Value>(_ bytes: Int, _ body: () throws -> Value) throws -> Value {
        try take(bytes)
        do {
            return try body()
        } catch {
            giveBack(bytes)
            throw error
        }
    }

    /// Removes a file of the folder; that there is none is no error.
    func remove(_ path: FilePath) throws(Errno) {
        let counted = standing.withLock { $0 != nil }
        let bytes = counted ? Mark(of: path)?.size ?? 0 : 0
        if path.withPlatformString(unlink) == 0 {
            giveBack(bytes)
        } else if errno != ENOENT {
            throw Errno(rawValue: errno)
        }
    }

    /// Counts anew before the next write: files became shorter, or went.
    func recount() { standing.withLock { $0 = nil } }

    private func take(_ bytes: Int) throws(Errno) {
        let mark = Mark(of: file)
        let hasRoom = standing.withLock { standing in
            guard let mark else {
                standing = nil
                return true
            }
            if standing?.mark != mark { standing = read(mark) }
            guard let now = standing, let limit = now.limit else { return true }
            guard now.used + bytes <= limit else { return false }
            standing?.used += bytes
            return true
        }
        if !hasRoom { throw .noSpace }
    }

    private func giveBack(_ bytes: Int) { standing.withLock { $0?.used -= bytes } }

    private func read(_ mark: Mark) -> Standing {
        let limit = Self.number(in: file)
        return Standing(
            mark: mark, limit: limit, used: limit == nil ? 0 : Self.bytes(in: folder, but: file))
    }

    private static func number(in path: FilePath) -> Int? {
        guard let file = try? OpenFile.open(path, .readOnly, options: .closeOnExec) else {
            return nil
        }
        var digits = [UInt8](repeating: 0, count: mostDigits)
        let count = try? file.closeAfter {
            try digits.withUnsafeMutableBytes { try file.read(into: $0) }
        }
        let line = digits.prefix(count ?? 0).split(separator: UInt8(ascii: "\n")).first ?? []
        return Int(String(decoding: line, as: UTF8.self)).flatMap { $0 < 0 ? nil : $0 }
    }

    private static let mostDigits = 32

    /// The sizes of all files below a folder; what goes meanwhile is not counted.
    private static func bytes(in folder: FilePath, but spared: FilePath) -> Int {
        guard let entries = folder.withPlatformString({ opendir($0) }) else { return 0 }
        defer { closedir(entries) }
        var bytes = 0
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            let path = folder.appending(name)
            guard name != ".", name != "..", path != spared, let mark = Mark(of: path) else {
                continue
            }
            bytes += mark.isFolder ? Self.bytes(in: path, but: spared) : mark.size
        }
        return bytes
    }

    /// A quota file as it was read, and what the folder holds.
    private struct Standing {
        let mark: Mark
        /// nil: the file has no number.
        let limit: Int?
        var used: Int
    }

    /// What tells a file from the one that was there before.
    private struct Mark: Equatable {
        let number: UInt
        let seconds: Int
        let nanoseconds: Int
        let size: Int
        let isFolder: Bool

        /// nil: there is no such file.
        init?(of path: FilePath) {
            var facts = stat()
            guard path.withPlatformString({ lstat($0, &facts) }) == 0 else { return nil }
            number = UInt(facts.st_ino)
            (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
            isFolder = facts.st_mode & S_IFMT == S_IFDIR
            size = facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_size) : 0
        }
    }
}
