import Glibc
import SystemPackage

/// A process of this machine, and no other that gets its number after it.
package struct RunnerName: Codable, Sendable, Hashable {
    package let pid: Int32
    /// When it was started, in ticks since the machine was.
    package let started: String

    package init(pid: Int32, started: String) {
        self.pid = pid
        self.started = started
    }

    /// The process that asks.
    package static var own: RunnerName? {
        start(of: getpid()).map { RunnerName(pid: getpid(), started: $0) }
    }

    package var isAlive: Bool { Self.start(of: pid) == started }

    private static func start(of pid: Int32) -> String? {
        let path = FilePath("/proc/\(pid)/stat")
        guard let bytes = try? Disk().start(ofStream: path, atMost: longest) else { return nil }
        // The name of the program, in parentheses, may hold anything.
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?
            .split(separator: " ")
        guard let fields, fields.count > place else { return nil }
        // One that has ended and is not buried yet does nothing any more.
        return fields[0] == "Z" ? nil : String(fields[place])
    }

    /// Of the fields behind the name, as proc_pid_stat(5) counts them.
    private static let place = 19
    private static let longest = 4_096
}
