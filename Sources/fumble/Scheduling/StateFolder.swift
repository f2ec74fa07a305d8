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

/// That a scheduled run has a fleet to itself; given up when the process ends, however it does.
struct FleetLock {
    private let descriptor: FileDescriptor

    enum Refusal: Error {
        /// In the words of who holds it.
        case held(by: String)
        case unable(Errno)
    }

    /// Takes the fleet, or says who has it.
    ///
    /// - Parameter who: for those who come later.
    init(_ fleet: String, for who: String) throws(Refusal) {
        do {
            let path = try StateFolder.file("fleets", for: fleet, ending: ".lock")
            let file = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite])
            guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
                let error = Errno(rawValue: errno)
                let holder = try Files.read(path)
                try file.close()
                guard error == .wouldBlock else { throw error }
                throw Refusal.held(by: String(decoding: holder, as: UTF8.self))
            }
            guard ftruncate(file.rawValue, 0) == 0 else { throw Errno(rawValue: errno) }
            try file.writeAll(who.utf8)
            descriptor = file
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .unable(error as? Errno ?? .ioError)
        }
    }

    func release() {
        // What cannot be closed is given up when the process ends.
        try? descriptor.close()
    }
}
