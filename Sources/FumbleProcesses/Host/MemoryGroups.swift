import Glibc

/// Control groups that bound the memory of servers, one for each, in version 1 or 2.
///
/// They outlive the runner and the keeper: a file in the servers' folder names them before they are
/// made, and whoever removes the folder removes them first.
struct MemoryGroups: Sendable {
    /// The group in which they are made.
    let parent: String
    private let isSecond: Bool

    /// Finds where groups can be made whose memory can be bounded, by making one; nil: nowhere.
    static func find() -> MemoryGroups? {
        candidates().first { groups in
            let probe = groups.path(of: "probe", pid: getpid())
            guard mkdir(probe, 0o755) == 0 else { return false }
            defer { rmdir(probe) }
            return access("\(probe)/\(groups.limitName)", W_OK) == 0
        }
    }

    /// Where one server's group is.
    func path(of server: String, pid: Int32) -> String {
        "\(parent)/fumble-\(pid)-\(server)"
    }

    func make(_ path: String) -> Bool { mkdir(path, 0o755) == 0 || errno == EEXIST }

    func enter(_ pid: Int32, into path: String) -> Bool {
        ControlGroup.write("\(pid)", to: "\(path)/cgroup.procs")
    }

    /// The bytes that a group has now.
    func usage(of path: String) -> Int? {
        Machine.number(in: "\(path)/\(isSecond ? "memory.current" : "memory.usage_in_bytes")")
    }

    /// - Parameter bytes: nil: no bound.
    func bound(_ path: String, to bytes: Int?) -> Bool {
        let none = isSecond ? "max" : "-1"
        return ControlGroup.write(bytes.map { "\($0)" } ?? none, to: "\(path)/\(limitName)")
    }

    /// How often a group came to its bound, and how many of its processes the kernel ended for it.
    func counts(of path: String) -> MemoryBounds.Counts {
        if isSecond {
            let events = Self.lines(of: "\(path)/memory.events")
            return MemoryBounds.Counts(met: events["max"] ?? 0, ended: events["oom_kill"] ?? 0)
        }
        return MemoryBounds.Counts(
            met: Machine.number(in: "\(path)/memory.failcnt") ?? 0,
            ended: Self.lines(of: "\(path)/memory.oom_control")["oom_kill"] ?? 0)
    }

    private var limitName: String { isSecond ? "memory.max" : "memory.limit_in_bytes" }

    /// Our own group and the one it is in: in version 2 only one that has no process of its own may
    /// bound those in it.
    private static func candidates() -> [MemoryGroups] {
        let own = ControlGroup.own().filter { $0.isSecond || $0.controllers.contains("memory") }
        return own.flatMap { group in
            [group.path, group.above].map { MemoryGroups(parent: $0, isSecond: group.isSecond) }
        }
    }

    private static func lines(of path: String) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for line in ServerFiles.kernelText(path).split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { numbers[String(words[0])] = Int(words[1]) }
        }
        return numbers
    }
}
