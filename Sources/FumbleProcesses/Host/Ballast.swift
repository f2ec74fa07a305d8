import FumbleModel
import Glibc

/// A file that leaves no byte free on the disk it lies on.
enum Ballast {
    static let name = ".fumble-ballast"
    private static let piece = 1 << 16
    /// The largest disk that is filled: a mistake fills no disk of the machine's own.
    private static let most = 1 << 35

    struct Room: Sendable, Hashable {
        let free: Int
        let whole: Int
    }

    /// How much is free on the disk of a folder; nil: it cannot be found out.
    static func room(in folder: String) -> Room? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        let block = Int(status.f_frsize)
        return Room(free: Int(status.f_bavail) * block, whole: Int(status.f_blocks) * block)
    }

    /// Writes until nothing is free.
    ///
    /// - Returns: whether nothing is.
    static func fill(_ folder: String) -> Bool {
        let file = open(
            "\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { Glibc.close(file) }
        let bytes = [UInt8](repeating: 0, count: piece)
        var (size, written) = (piece, 0)
        while size > 0, written < most {
            let done = write(file, bytes, size)
            if done > 0 {
                written += done
            } else if errno == ENOSPC {
                size /= 2
            } else if errno != EINTR {
                return false
            }
        }
        return room(in: folder)?.free == 0
    }

    /// - Returns: whether it is gone.
    static func remove(from folder: String) -> Bool {
        unlink("\(folder)/\(name)") == 0 || errno == ENOENT
    }
}
