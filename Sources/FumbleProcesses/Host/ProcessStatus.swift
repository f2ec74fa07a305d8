/// What the kernel says of a process in `/proc/PID/status`.
enum ProcessStatus {
    /// Whether a process is there that has not ended.
    static func isAlive(_ pid: Int32) -> Bool {
        field("State", of: pid).map { $0 != "Z" && $0 != "X" } ?? false
    }

    /// The first word of a field, such as `0` of `TracerPid`; nil: there is no such process or field.
    static func field(_ name: String, of pid: Int32) -> Substring? {
        ServerFiles.kernelText("/proc/\(pid)/status").split(separator: "\n")
            .first { $0.hasPrefix("\(name):") }?
            .dropFirst(name.count + 1).split(whereSeparator: \.isWhitespace).first
    }
}
