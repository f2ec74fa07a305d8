import FumbleModel
import Glibc

/// The files in which a server keeps its state, as they lie on disk.
struct StateFiles: Sendable {
    /// Whole paths, in the order of their names; only files that are there.
    let paths: [String]
    private let folder: String

    /// - Parameters:
    ///   - folder: the server's own.
    ///   - patterns: counted from it.
    init(in folder: String, matching patterns: [String]) {
        self.folder = folder
        paths = patterns.flatMap { Self.paths(matching: $0, in: folder) }
    }

    /// Their sizes together.
    var bytes: Int { paths.map { Self.size(of: $0) ?? 0 }.reduce(0, +) }

    /// As it is told: counted from the server's own folder.
    func name(of path: String) -> String { String(path.dropFirst(folder.count + 1)) }

    /// Flips every bit of a few bytes in the middle of one of the files, and looks whether they are
    /// flipped.
    ///
    /// - Returns: the file, the first of the bytes and how many; nil: no file has any.
    func flip(using random: inout RandomStream) throws(FleetError) -> Flip? {
        let candidates = paths.compactMap { path in
            Self.size(of: path).flatMap { $0 > 0 ? (path, $0) : nil }
        }
        guard !candidates.isEmpty else { return nil }
        let (path, size) = candidates[random.below(candidates.count)]
        let count = min(Self.mostFlipped, size)
        // Neither the head of a file nor its end, where a program may take it for half written.
        let range = max(1, size / 2 - count)
        let first = min(size / 4 + random.below(range), size - count)
        let flip = Flip(path: path, first: first, count: count)
        guard Self.invert(flip) else {
            throw .mayHaveHappened("\(path) could not be changed: \(Keeper.words(errno))")
        }
        return flip
    }

    struct Flip: Sendable, Hashable {
        let path: String
        let first: Int
        let count: Int
    }

    private static let mostFlipped = 16

    private static func invert(_ flip: Flip) -> Bool {
        let file = open(flip.path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { Glibc.close(file) }
        var old = [UInt8](repeating: 0, count: flip.count)
        var seen = old
        guard pread(file, &old, flip.count, off_t(flip.first)) == flip.count else { return false }
        let new = old.map { ~$0 }
        guard pwrite(file, new, flip.count, off_t(flip.first)) == flip.count, fsync(file) == 0,
            pread(file, &seen, flip.count, off_t(flip.first)) == flip.count
        else { return false }
        return seen == new
    }

    private static func size(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    static func paths(matching pattern: String, in folder: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        // What the folder's own name holds stands for itself.
        let plain = folder.map { "*?[\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
        guard glob(plain + "/" + pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap {
            found.gl_pathv[$0].map { String(cString: $0) }
        }
        .filter { size(of: $0) != nil }
    }
}
