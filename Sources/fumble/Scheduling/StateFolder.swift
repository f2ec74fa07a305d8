internal import FumbleJournal
internal import FumbleProcesses
internal import Glibc
internal import SystemPackage

/// What fumble remembers of this machine from one run to the next: `$XDG_STATE_HOME/fumble`.
enum StateFolder {
    /// A file of its own for something that has a path, made with its folder.
    ///
    /// - Parameter kind: the folder below ours, such as `fleets`.
    static func file(_ kind: String, for path: String, ending: String) throws(Errno) -> String {
        let folder = "\(root)/fumble/\(kind)"
        try Files.makeFolder(folder)
        var hash = SHA256()
        hash.update(Array(canonical(path).utf8))
        return "\(folder)/\(hash.finish())\(ending)"
    }

    private static var root: String {
        if let given = Environment["XDG_STATE_HOME"], given.hasPrefix("/") { return given }
        if let home = Environment["HOME"], !home.isEmpty { return "\(home)/.local/state" }
        // Services of the system may have no HOME.
        guard let user = getpwuid(getuid()), let home = user.pointee.pw_dir else {
            return "/tmp/fumble-\(getuid())"
        }
        return "\(String(cString: home))/.local/state"
    }

    /// The same path for the same file, however it is named.
    private static func canonical(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
