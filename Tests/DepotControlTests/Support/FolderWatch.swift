import Dispatch
import Glibc

/// Waits until something is removed from a folder, as the kernel tells it.
struct FolderWatch {
    private let file: Int32

    init(_ folder: String) {
        file = inotify_init1(Int32(IN_CLOEXEC))
        inotify_add_watch(file, folder, UInt32(IN_DELETE))
    }

    /// - Returns: whether something was, within so long.
    func removal(withinSeconds seconds: Int32) async -> Bool {
        let file = file
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var waits = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
                continuation.resume(returning: poll(&waits, 1, seconds * 1_000) > 0)
            }
        }
    }

    func close() { Glibc.close(file) }
}
