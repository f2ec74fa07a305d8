import Glibc

/// The control group of one run, in which all that the run starts is, so that whatever forks away, starts
/// a session or becomes another user is found and ended all the same.
///
/// In version 2 of control groups where that is mounted, else in version 1. A file in the servers' folder
/// names it before it is made; below it the keeper makes a group for each server, and the runner itself is
/// in `runner` while the run lasts, for what it starts: guards that are programs, and looks at servers.
struct RunGroup: Sendable {
    let path: String
    /// The group that the runner came from.
    private let home: String
    /// Of control groups: 2 or 1.
    let version: Int

    /// The file of a servers' folder that names the group.
    static let note = "group"

    /// Finds where one can be made, by making it; nil: nowhere, for this user.
    static func find(pid: Int32 = getpid()) -> RunGroup? {
        homes().lazy.map { home, version in
            RunGroup(path: "\(home)/fumble-\(pid)", home: home, version: version)
        }.first { group in
            guard mkdir(group.path, mode) == 0 else { return false }
            defer { rmdir(group.path) }
            return access("\(group.path)/\(members)", W_OK) == 0
                && access("\(group.home)/\(members)", W_OK) == 0
        }
    }

    /// Makes it, and has this process in it; the keeper is to be started before.
    ///
    /// - Returns: nil: it has it; else `errno` of what kept it from that.
    func enter() -> Int32? {
        let own = "\(path)/runner"
        guard mkdir(own, Self.mode) == 0 || errno == EEXIST else { return errno }
        return Self.move(into: own)
    }

    func make() -> Int32? {
        mkdir(path, Self.mode) == 0 || errno == EEXIST ? nil : errno
    }

    /// Has this process go back to where it came from.
    func leave() -> Int32? { Self.move(into: home) }

    private static let mode: mode_t = 0o755
    private static let members = "cgroup.procs"

    private static func move(into group: String) -> Int32? {
        let file = open("\(group)/\(members)", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return errno }
        defer { close(file) }
        let text = "\(getpid())"
        return write(file, text, text.utf8.count) == text.utf8.count ? nil : errno
    }

    /// Our own groups: version 2 first, then those of version 1 that bound nothing by themselves.
    private static func homes() -> [(String, version: Int)] {
        let own = ServerFiles.kernelText("/proc/self/cgroup").split(separator: "\n")
            .map { $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false) }
            .filter { $0.count == 3 }
        let mounts = ServerFiles.kernelText("/proc/self/mounts").split(separator: "\n")
            .map { $0.split(separator: " ") }.filter { $0.count > 3 }
        let second = mounts.first { $0[2] == "cgroup2" }.flatMap { mount in
            own.first { $0[1].isEmpty }.map { Self.group($0[2], below: mount[1]) }
        }
        let first = ["pids", "freezer"].compactMap { name -> String? in
            func has(_ list: Substring) -> Bool {
                list.split(separator: ",").contains { $0 == name }
            }
            guard let mount = mounts.first(where: { $0[2] == "cgroup" && has($0[3]) }),
                let line = own.first(where: { has($0[1]) })
            else { return nil }
            return Self.group(line[2], below: mount[1])
        }
        return [second].compactMap(\.self).map { ($0, 2) } + first.map { ($0, 1) }
    }

    private static func group(_ name: Substring, below mount: Substring) -> String {
        name == "/" ? String(mount) : "\(mount)\(name)"
    }
}
