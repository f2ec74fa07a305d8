/// What the kernel says of a process in `/proc/PID/status`.
enum ProcessStatus {
    /// Whether a process is there that has not ended.
    static func isAlive(_ pid: Int32) -> Bool {
        field("State", of: pid).map { $0 != "Z" && $0 != "X" } ?? false
    }

    /// A process and all whose parent is one of it, theirs after it.
    static func family(of first: Int32) -> [Int32] {
        var family = [first]
        var place = 0
        while place < family.count {
            family += children(of: family[place])
            place += 1
        }
        return family
    }

    /// As the kernel says of each of its threads, where it was built to.
    private static func children(of pid: Int32) -> [Int32] {
        StateFiles.paths(matching: "task/*/children", in: "/proc/\(pid)").flatMap { path in
            ServerFiles.kernelText(path).split(separator: " ").compactMap { Int32($0) }
        }
    }

    /// The first word of a field, such as `0` of `TracerPid`; nil: there is no such process or field.
    static func field(_ name: String, of pid: Int32) -> Substring? {
        ServerFiles.kernelText("/proc/\(pid)/status").split(separator: "\n")
            .first { $0.hasPrefix("\(name):") }?
            .dropFirst(name.count + 1).split(whereSeparator: \.isWhitespace).first
    }
}
