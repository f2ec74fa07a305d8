import FumbleModel
import Glibc

/// What is to be said of how servers began and ended.
extension KeptHost {
    /// Why a program cannot be started.
    static func words(_ program: String, _ error: Int32) -> String {
        let isBeside = program.contains("/") && !program.hasPrefix("/")
        let hint =
            switch error {
            case ENOEXEC: "; a script begins with `#!` and its interpreter"
            case ENOENT where isBeside:
                "; a relative path counts from the server's own folder, into which `files:` puts it"
            default: ""
            }
        return "`\(program)` cannot be started: \(Keeper.words(error))\(hint)"
    }

    private static let mostNamed = 5

    package func remarks() -> [String] {
        guard let first = stubborn.first, let stop = layout.program(of: first)?.stop else {
            return []
        }
        let names = stubborn.prefix(Self.mostNamed).map(layout.name(of:)).joined(separator: ", ")
        let more = stubborn.count - Self.mostNamed
        return [
            "did not end within \(stop.within) of being asked to, and had to be killed: \(names)"
                + (more > 0 ? " and \(more) more" : "")
        ]
    }
}
