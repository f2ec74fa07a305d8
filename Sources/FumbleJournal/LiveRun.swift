package import FumbleModel
import Glibc
import Synchronization
import SystemPackage

/// A run that goes on, written down line by line as it does.
///
/// A line is added with one write to the end of the file: whoever is killed leaves whole lines and at most
/// one that was cut off. What cannot be written is told where what undoes a thing must be on the disk
/// before that is done, and else at the end, when all of it is written again.
package final class LiveRun: RunObserver {
    // A class: it owns the file, and arms add to the same one.
    package let folder: RunFolder
    private let disk: Disk
    private let file: FileDescriptor
    private let state = Mutex(State())

    private struct State {
        var writer = LineWriter()
        /// Why no more is written; nil: it is.
        var error: JournalError?
    }

    init(_ folder: RunFolder, disk: Disk) throws(JournalError) {
        self.folder = folder
        self.disk = disk
        file = try disk.openToAppend(folder.lines)
    }

    deinit { Glibc.close(file.rawValue) }

    /// The open file, which may be read and added to.
    package var descriptor: Int32 { file.rawValue }

    package func begin(_ arm: Arm) async {
        write { writer throws in try writer.begin(arm) }
    }

    package func foresee(_ undo: RunEvent, in arm: Arm) async throws(Unforeseen) {
        write { writer throws in try writer.write(undo) }
        if let error = state.withLock({ $0.error }) { throw Unforeseen(reason: "\(error)") }
        guard fdatasync(file.rawValue) != 0 else { return }
        throw Unforeseen(reason: "cannot write \(folder.lines): \(Errno(rawValue: errno))")
    }

    package func record(_ event: RunEvent, in arm: Arm) async {
        write { writer throws in try writer.write(event) }
    }

    package func record(_ window: WindowSample, in arm: Arm) async {
        write { writer throws in try writer.write(window) }
    }

    package func end(_ arm: ArmRun) async {
        write { writer throws in try writer.end(arm) }
    }

    /// Adds a note, and waits until it is on the disk.
    func add(note: String, at instant: Instant) throws(JournalError) {
        let event = RunEvent(at: instant, what: .note(note))
        write { writer throws in try writer.write(event) }
        if let error = state.withLock({ $0.error }) { throw error }
        if fsync(file.rawValue) != 0 {
            throw JournalError(
                .notWritten, path: folder.lines.string, cause: "\(Errno(rawValue: errno))")
        }
    }

    private func write(_ body: (inout LineWriter) throws -> Void) {
        state.withLock { state in
            guard state.error == nil else { return }
            do {
                try body(&state.writer)
                try disk.append(state.writer.takeBytes(), to: file, of: folder.lines)
            } catch let error as JournalError {
                state.error = error
            } catch {
                state.error = JournalError(
                    .notWritten, path: folder.lines.string, cause: "\(error)")
            }
        }
    }
}
