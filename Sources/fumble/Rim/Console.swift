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

    /// A reader that went away is not our failure: what it did not read, nobody misses.
    static func write(_ text: String, to descriptor: FileDescriptor) {
        do {
            try descriptor.writeAll(text.utf8)
        } catch {
            return
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
        case .auto:
            (Console.environment("NO_COLOR") ?? "").isEmpty
                && Console.environment("TERM") != "dumb" && Console.isTerminal(.standardOutput)
        }
    }
}
