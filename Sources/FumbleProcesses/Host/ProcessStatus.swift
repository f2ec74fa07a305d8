/// What the kernel says of a process in `/proc/PID/status`.
enum ProcessStatus {
    /// The first word of a field, such as `0` of `TracerPid`; nil: there is no such process or field.
    static func field(_ name: String, of pid: Int32) -> Substring? {
        ServerFiles.kernelText("/proc/\(pid)/status").split(separator: "\n")
            .first { $0.hasPrefix("\(name):") }?
            .dropFirst(name.count + 1).split(whereSeparator: \.isWhitespace).first
    }
}
