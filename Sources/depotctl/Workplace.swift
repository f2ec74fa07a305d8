import FumbleProcesses
import Glibc
import SystemPackage

/// The folder that a control plane works in: what it makes there goes with it.
struct Workplace {
    /// Below it each server has its folder; the keeper removes it, whatever is killed.
    let servers: String

    private static let name = "servers"
    private static let socketName = "control.sock"

    /// Why it cannot be used.
    struct Refusal: Error {
        let reason: String
    }

    /// Makes it; of two control planes in one folder only the first can.
    static func make(in folder: String) throws(Refusal) -> Workplace {
        var path = FilePath(folder)
        if path.isRelative {
            guard let here = getcwd(nil, 0) else {
                throw Refusal(reason: "the folder of this shell is gone")
            }
            defer { free(here) }
            path = FilePath(String(cString: here)).pushing(path)
        }
        path.lexicallyNormalize()
        var made = FilePath("/")
        for part in path.components {
            made.append(part)
            guard mkdir(made.string, 0o755) == 0 || errno == EEXIST else {
                throw Refusal(reason: "\(made) cannot be made: \(Errno(rawValue: errno))")
            }
        }
        let servers = path.appending(name).string
        guard mkdir(servers, 0o755) == 0 else {
            let isThere = errno == EEXIST
            throw Refusal(
                reason: isThere
                    ? "\(servers) is there already: another control plane works in \(path), or its "
                        + "servers are just being ended, or it and its keeper were both killed; "
                        + "remove it if nobody does"
                    : "\(servers) cannot be made: \(Errno(rawValue: errno))")
        }
        return Workplace(servers: servers)
    }

    /// Where it is asked, where nothing else is said.
    var socket: String { "\(servers)/\(Self.socketName)" }

    /// The socket of the control plane that works in a folder; what is no folder stands for itself.
    static func socket(in text: String) -> String {
        let place = "\(text)/\(name)"
        return access(place, F_OK) == 0 ? "\(place)/\(socketName)" : text
    }

    /// Removes what is left, where no keeper has.
    func remove() { _ = KeptServers.remove(folder: servers, sparesCaller: true) }
}
