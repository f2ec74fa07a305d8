import Glibc

/// The control group of one run, in which all that the run starts is, so that whatever forks away, starts
/// a session or becomes another user is found and ended all the same.
///
/// In version 2 of control groups where that is mounted, else in version 1. A file in the servers' folder
/// names it before it is made; below it the keeper makes a group for each server, and the runner itself is
/// in `runner` while the run lasts, for what it starts: guards that are programs, and looks at servers.
struct RunGroup: Sendable {
    let path: String
    /// The group that the runner came from.
    private let home: String
    /// Of control groups: 2 or 1.
    let version: Int

    /// The file of a servers' folder that names the group.
    static let note = "group"

    /// Finds where one can be made, by making it; nil: nowhere, for this user.
    static func find(pid: Int32 = getpid()) -> RunGroup? {
        homes().lazy.map { home, version in
            RunGroup(path: "\(home)/fumble-\(pid)", home: home, version: version)
        }.first { group in
            guard mkdir(group.path, mode) == 0 else { return false }
            defer { rmdir(group.path) }
            return access("\(group.path)/\(members)", W_OK) == 0
                && access("\(group.home)/\(members)", W_OK) == 0
        }
    }

    /// Makes it, and has this process in it; the keeper is to be started before.
    ///
    /// - Returns: nil: it has it; else `errno` of what kept it from that.
    func enter() -> Int32? {
        let own = "\(path)/runner"
        guard mkdir(own, Self.mode) == 0 || errno == EEXIST else { return errno }
        return Self.move(into: own)
    }

    func make() -> Int32? {
        mkdir(path, Self.mode) == 0 || errno == EEXIST ? nil : errno
    }

    /// Has this process go back to where it came from.
    func leave() -> Int32? { Self.move(into: home) }

    /// The processes of a server, whose group the keeper made by its number.
    func members(of server: Int) -> [Int32] {
        ServerFiles.kernelText("\(path)/\(server)/\(Self.members)").split(separator: "\n")
            .compactMap { Int32($0) }
    }

    private static let mode: mode_t = 0o755
    private static let members = "cgroup.procs"

    private static func move(into group: String) -> Int32? {
        ControlGroup.write("\(getpid())", to: "\(group)/\(members)") ? nil : errno
    }

    /// Our own groups: version 2 first, then those of version 1 that bound nothing by themselves.
    private static func homes() -> [(String, version: Int)] {
        let own = ControlGroup.own()
        let second = own.first(where: \.isSecond).map { ($0.path, 2) }
        let first = ["pids", "freezer"].compactMap { name in
            own.first { $0.controllers.contains(name) }.map { ($0.path, 1) }
        }
        return [second].compactMap(\.self) + first
    }
}
