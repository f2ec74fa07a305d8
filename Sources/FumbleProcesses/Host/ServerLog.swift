import CKeeper
import Glibc

/// What one server printed, on both streams, of every start in a run.
package struct ServerLog: Sendable, Hashable {
    /// The server's name, such as `index-3`.
    package let server: String
    /// All of it, or its first `head` and last `tail` bytes with a line between them.
    package let bytes: [UInt8]

    /// What is kept of a log with the run.
    static let head = 32 << 10
    static let tail = 96 << 10
    /// What a log takes on disk while the run lasts, beside its head: what is before is given back
    /// to the disk at the next look.
    static let live = 4 << 20

    package init(server: String, bytes: [UInt8]) {
        self.server = server
        self.bytes = bytes
    }

    /// Reads what is kept of a server's output; nil: it cannot be read.
    init?(of server: String, at path: String) {
        guard let size = ServerFiles.size(of: path) else { return nil }
        guard size > Self.head + Self.tail else {
            guard let all = ServerFiles.bytes(of: path, from: 0, atMost: size) else { return nil }
            self.init(server: server, bytes: all)
            return
        }
        guard let head = ServerFiles.bytes(of: path, from: 0, atMost: Self.head),
            let tail = ServerFiles.bytes(of: path, from: size - Self.tail, atMost: Self.tail)
        else { return nil }
        let between = "\n[fumble: \(size - Self.head - Self.tail) bytes are left out here]\n"
        self.init(server: server, bytes: head + Array(between.utf8) + tail)
    }

    /// Gives back to the disk what is between a log's head and its newest part; the server writes on
    /// and notices nothing. On a file system that cannot do that, all behind the head is dropped.
    static func bound(_ path: String, size: Int) {
        let spare = size - head - live
        // Not at every look: half as much again may have come.
        guard spare > live / 2 else { return }
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { Glibc.close(file) }
        if keeper_punch(file, Int64(head), Int64(spare)) != 0 { ftruncate(file, off_t(head)) }
    }
}
