import FumbleModel

/// Servers whose system calls are stopped on the way: each by `strace` below the keeper, which lets go
/// of the server however it ends.
struct Traces: Sendable {
    private var traces: [Int: Trace] = [:]

    struct Trace: Sendable {
        let trouble: MachineTrouble
        /// The tools that trace its processes now; empty: it does not run.
        var tools: [Int] = []
        /// What was traced, one file for each tool.
        var logs: [String] = []
    }

    subscript(server: Int) -> Trace? {
        get { traces[server] }
        set { traces[server] = newValue }
    }

    /// The calls that reach for the disk, whatever else a program does by `read` and `write`.
    static let diskCalls =
        "openat,pread64,pwrite64,preadv,pwritev,preadv2,pwritev2,fsync,fdatasync,sync_file_range,"
        + "ftruncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat"

    /// What is asked of `strace`.
    static func arguments(for trouble: MachineTrouble) -> [String]? {
        switch trouble {
        case .syscallError(let call, let error, let every):
            let when = every > 1 ? ":when=\(every)+\(every)" : ""
            return ["-e", "trace=\(call)", "-e", "inject=\(call):error=\(error)\(when)"]
        case .slowDisk(let delay):
            return [
                "-e", "trace=\(diskCalls)", "-e",
                "inject=\(diskCalls):delay_enter=\(delay.microseconds)",
            ]
        case .configDrift, .diskFull, .memoryPressure, .clockSkew: return nil
        }
    }

    /// What `strace` writes beside a call that it meddled with.
    static func mark(of trouble: MachineTrouble) -> String {
        if case .slowDisk = trouble { "(DELAYED)" } else { "(INJECTED)" }
    }

    /// How often a mark stands in a file.
    static func count(_ mark: String, in path: String) -> Int {
        let wanted = Array(mark.utf8)
        var (count, place) = (0, 0)
        while let piece = ServerFiles.bytes(of: path, from: place), piece.count >= wanted.count {
            for index in 0...(piece.count - wanted.count)
            where piece[index] == wanted[0] && piece[index...].starts(with: wanted) {
                count += 1
            }
            // A mark may stand across the end of a piece.
            place += piece.count - (wanted.count - 1)
        }
        return count
    }
}
