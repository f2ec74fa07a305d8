import Glibc
import SystemPackage

/// Lines on standard output and standard error, whole and at once.
enum StandardStreams {
    static func say(_ line: String) { write(line, to: .standardOutput) }

    static func complain(_ line: String) { write(line, to: .standardError) }

    /// A reader that went away is no reason to stop.
    private static func write(_ line: String, to file: FileDescriptor) {
        signal(SIGPIPE, SIG_IGN)
        _ = try? file.writeAll((line + "\n").utf8)
    }
}
