import Glibc
import SystemPackage

/// A run in a list of runs of which nothing was read: its name, and what tells whether it changed.
package struct RunStub: Sendable, Hashable {
    package let folder: RunFolder
    package let experiment: String
    package let id: String
    /// Sizes and times of change of its files: the same as long as nobody touches them. Of a run that is
    /// not judged it says too whether somebody is at it, which no file tells once both are dead.
    package let stamp: String
    /// When its record was last written, in nanoseconds since 1970.
    package let written: Int64

    /// - Returns: nil: there is no run in the folder.
    init?(_ folder: RunFolder, experiment: String, id: String) {
        let files = [folder.record, folder.lines, folder.verdict].map(Self.stamp)
        guard files[0] != nil || files[1] != nil else { return nil }
        self.folder = folder
        self.experiment = experiment
        self.id = id
        written = Disk().written(folder.record) ?? 0
        let isGoingOn = files[2] == nil && folder.isGoingOn
        stamp = files.map { $0 ?? "-" }.joined(separator: " ") + (isGoingOn ? " goes on" : "")
    }

    private static func stamp(of path: FilePath) -> String? {
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else { return nil }
        return "\(status.st_size)@\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
