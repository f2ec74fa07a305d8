import FumbleModel
import Glibc
import SystemPackage

/// The open `seeds.jsonl` of a sweep: one process has it, and adds a whole line at a time.
///
/// A class, so that the file is closed, and with that given up, when nobody holds it any more.
package final class SweepLines: Sendable {
    private let file: FileDescriptor
    private let path: FilePath

    /// - Throws: `taken` where another process has it.
    init(_ path: FilePath) throws(JournalError) {
        do {
            file = try FileDescriptor.open(
                path, .readWrite, options: [.create, .append, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw JournalError(.notWritten, path: path.string, cause: Self.cause(error))
        }
        self.path = path
        if flock(file.rawValue, LOCK_EX | LOCK_NB) != 0 {
            let isTaken = errno == EWOULDBLOCK
            let cause = Errno(rawValue: errno).description
            // Nothing was written; who holds the file does not miss this descriptor.
            close(file.rawValue)
            throw JournalError(
                isTaken ? .taken : .notWritten, path: path.string,
                cause: isTaken ? "another sweep is writing it" : cause)
        }
        do {
            try WholeLines.cut(file)
        } catch {
            close(file.rawValue)
            throw JournalError(.notWritten, path: path.string, cause: Self.cause(error))
        }
    }

    deinit {
        // A program that is being started may have the descriptor too for an instant, and with it the lock.
        flock(file.rawValue, LOCK_UN)
        close(file.rawValue)
    }

    /// Adds a line; one that could not be written whole is taken back.
    package func append(_ line: String) throws(JournalError) {
        let bytes = Array((line + "\n").utf8)
        do {
            let end = try file.seek(offset: 0, from: .end)
            do {
                try file.writeAll(bytes)
            } catch {
                _ = ftruncate(file.rawValue, off_t(end))
                throw error
            }
        } catch {
            throw JournalError(.notWritten, path: path.string, cause: Self.cause(error))
        }
    }

    /// Waits until all lines are on the disk.
    package func sync() throws(JournalError) {
        if fsync(file.rawValue) != 0 {
            throw JournalError(
                .notWritten, path: path.string, cause: Errno(rawValue: errno).description)
        }
    }

    private static func cause(_ error: any Error) -> String {
        (error as? Errno)?.description ?? "\(error)"
    }
}
