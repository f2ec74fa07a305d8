internal import ArgumentParser
internal import Glibc
internal import SystemPackage

/// Where fumble writes: the asked format to standard output and nothing else, notes to standard
/// error.
enum Console {
    static func print(_ text: String) {
        write(text, to: .standardOutput)
    }

    static func note(_ text: String) {
        write(text + "\n", to: .standardError)
    }

    /// Writes over the last line of standard error, which must be a terminal.
    static func overwrite(_ text: String) {
        write("\r\u{1B}[K\(text)", to: .standardError)
    }

    /// Writes lines over so many that were written before; standard error must be a terminal.
    static func redraw(_ lines: [String], over drawn: Int) {
        let up = drawn > 0 ? "\u{1B}[\(drawn)A" : ""
        write("\r\(up)\u{1B}[J" + lines.map { $0 + "\n" }.joined(), to: .standardError)
    }

    /// A reader that went away is not our failure: what it did not read, nobody misses. A disk
    /// that is full is told, since who reads half a verdict must not take it for a whole one.
    private static func write(_ text: String, to descriptor: FileDescriptor) {
        signal(SIGPIPE, SIG_IGN)
        do {
            try descriptor.writeAll(text.utf8)
        } catch Errno.brokenPipe {
            return
        } catch {
            guard descriptor == .standardOutput else { return }
            note("fumble: cannot write to standard output: \(error)")
            exit(ExitStatus.unrecorded.rawValue)
        }
    }

    static func isTerminal(_ descriptor: FileDescriptor) -> Bool {
        isatty(descriptor.rawValue) == 1
    }

    /// The width of the terminal, at most 100; 80 where there is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(FileDescriptor.standardOutput.rawValue, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0
        else { return standardWidth }
        return min(max(Int(size.ws_col), narrowest), standardWidth)
    }

    private static let standardWidth = 80
    private static let narrowest = 40

    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: Self.isWanted(on: .standardOutput)
        }
    }

    /// Whether what goes to standard error is coloured, which no option says.
    static var isOnForErrors: Bool { isWanted(on: .standardError) }

    private static func isWanted(on descriptor: FileDescriptor) -> Bool {
        (Console.environment("NO_COLOR") ?? "").isEmpty
            && Console.environment("TERM") != "dumb" && Console.isTerminal(descriptor)
    }
}
