import Glibc

/// A control group that this process is in, as the kernel and its mounts say.
struct ControlGroup: Sendable {
    /// Of version 1, what the group may bound; empty in version 2, where the group's own files say.
    let controllers: [String]
    let isSecond: Bool
    private let mount: String
    /// Empty: the group that all others are in.
    private let name: String

    var path: String { mount + name }

    /// The group that it is in; of the first one itself.
    var above: String {
        mount + (name.lastIndex(of: "/").map { String(name[..<$0]) } ?? name)
    }

    /// Those that are mounted, one a hierarchy, in the kernel's order.
    static func own() -> [ControlGroup] {
        let mounts = ServerFiles.kernelText("/proc/self/mounts").split(separator: "\n")
            .map { $0.split(separator: " ") }.filter { $0.count > 3 }
        return ServerFiles.kernelText("/proc/self/cgroup").split(separator: "\n").compactMap {
            line in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            let controllers = parts[1].split(separator: ",")
            let mount = mounts.first { mount in
                controllers.isEmpty
                    ? mount[2] == "cgroup2"
                    : mount[2] == "cgroup"
                        && Set(controllers).isSubset(of: mount[3].split(separator: ","))
            }
            guard let mount else { return nil }
            return ControlGroup(
                controllers: controllers.map(String.init), isSecond: controllers.isEmpty,
                mount: String(mount[1]), name: parts[2] == "/" ? "" : String(parts[2]))
        }
    }

    /// Writes into one of a group's files; `errno` says why not.
    static func write(_ text: String, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return Glibc.write(file, text, text.utf8.count) == text.utf8.count
    }
}
