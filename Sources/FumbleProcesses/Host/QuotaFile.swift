import FumbleModel
import Glibc

/// The file in which one server reads how many bytes its folder may hold, and that folder.
struct QuotaFile: Sendable {
    let path: String
    /// What may hold no more.
    let folder: String
    /// Where the file is written before it takes its place, so that nobody reads half of it.
    private let draft: String

    /// - Parameters:
    ///   - home: the server's own folder, from which both are counted.
    ///   - draft: a name beside it, which the server never sees.
    init(_ quota: ProgramSpec.Quota, home: String, draft: String) {
        path = Self.joined(home, quota.file)
        folder = Self.joined(home, quota.folder)
        self.draft = draft
    }

    /// One spelling of a path, by which two are compared.
    private static func joined(_ home: String, _ path: String) -> String {
        ([home] + path.split(separator: "/").filter { $0 != "." }.map(String.init))
            .joined(separator: "/")
    }

    /// The bytes of all files in the folder, but for this one; what goes meanwhile is not counted.
    var used: Int { Self.bytes(in: folder, but: path) }

    /// What stands in it; nil: there is none.
    var content: [UInt8]? { ServerFiles.bytes(of: path, from: 0) }

    /// Puts it in its place, as one that nobody has read yet.
    func put(_ content: [UInt8], with files: ServerFiles) throws(FleetError) {
        if let slash = path.lastIndex(of: "/") { try files.makeFolder(String(path[..<slash])) }
        try files.write(content, to: draft)
        let isWhole = ServerFiles.bytes(of: draft, from: 0) == content
        var times = [timespec(tv_sec: 0, tv_nsec: 0), Self.now]
        guard isWhole, utimensat(AT_FDCWD, draft, &times, 0) == 0, rename(draft, path) == 0 else {
            throw .mayHaveHappened("\(path) cannot be written: \(Keeper.words(errno))")
        }
    }

    /// Puts back what stood there; nil: takes it away.
    func putBack(_ original: [UInt8]?, with files: ServerFiles) throws(FleetError) {
        if let original { return try put(original, with: files) }
        guard unlink(path) == 0 || errno == ENOENT else {
            throw .mayHaveHappened("\(path) cannot be removed: \(Keeper.words(errno))")
        }
    }

    /// Whether anybody has read it since it was put there; nil: the file system does not say.
    ///
    /// A file system may be mounted so that it keeps no such times; ours is then not seen either.
    var wasRead: Bool? {
        guard let before = Self.facts(of: path)?.st_atim.tv_sec else { return nil }
        if before > 0 { return true }
        _ = content
        return (Self.facts(of: path)?.st_atim.tv_sec ?? 0) > 0 ? false : nil
    }

    private static var now: timespec {
        let now = MonotonicTime.wallClock()
        return timespec(tv_sec: Int(now / 1_000_000), tv_nsec: Int(now % 1_000_000) * 1_000)
    }

    private static func facts(of path: String) -> stat? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? facts : nil
    }

    private static func bytes(in folder: String, but spared: String) -> Int {
        guard let entries = opendir(folder) else { return 0 }
        defer { closedir(entries) }
        var bytes = 0
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            let path = "\(folder)/\(name)"
            guard name != ".", name != "..", path != spared, let facts = facts(of: path) else {
                continue
            }
            switch facts.st_mode & S_IFMT {
            case S_IFDIR: bytes += Self.bytes(in: path, but: spared)
            case S_IFREG: bytes += Int(facts.st_size)
            default: continue
            }
        }
        return bytes
    }
}
