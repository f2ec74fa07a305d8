internal import FumbleProcesses
internal import Glibc
internal import SystemPackage

/// Folders of servers whose runner and keeper were both killed: all that can be left of a run on real
/// processes, since the kernel ends the servers themselves.
enum Leftovers {
    private static let prefix = "fumble-servers-"

    /// Where servers have their folders while this runner's run lasts: named for the process and the
    /// instant at which it was started, so that another one with the same number is not taken for it.
    static var ownFolder: FilePath {
        base.appending("\(prefix)\(getpid())-\(startTime(of: getpid()) ?? "0")")
    }

    private static var base: FilePath { FilePath(Environment["TMPDIR"] ?? "/tmp") }

    /// The folders of runners that are no more.
    static func find() -> [FilePath] {
        guard let entries = try? Files.names(in: base.string) else { return [] }
        return entries.sorted().filter { $0.hasPrefix(prefix) }.filter { name in
            let parts = name.dropFirst(prefix.count).split(separator: "-")
            guard parts.count == 2, let pid = Int32(parts[0]) else { return false }
            return startTime(of: pid) != String(parts[1])
        }.map { base.appending($0) }
    }

    /// When a process was started, in ticks since the machine was; nil: there is none.
    private static func startTime(of pid: Int32) -> String? {
        guard let bytes = try? Files.read("/proc/\(pid)/stat") else { return nil }
        // The name of the program, in parentheses, may hold anything.
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?
            .split(separator: " ")
        let place = 19
        guard let fields, fields.count > place else { return nil }
        return String(fields[place])
    }
}
