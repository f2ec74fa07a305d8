import FumbleTraffic
import Glibc

/// The files, and so the connections, that this process may have open at one time.
enum OpenFiles {
    /// A connection has the client's end and both of a proxy's, which keeps its own for a while after the
    /// client has gone; as much again is for all that is no connection of clients.
    private static let shareOfLimit = 8
    private static let fewest = 16

    /// How many connections clients may have to each of so many ports.
    ///
    /// The limit is raised as far as this user may. Servers do not see it: their keeper was started before.
    static func connections(toEachOf ports: Int) -> Int {
        let share = raisedLimit() / (shareOfLimit * max(ports, 1))
        return min(max(share, fewest), LoadPlan.mostConnections)
    }

    private static func raisedLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return Int(clamping: before)
        }
        return Int(clamping: limit.rlim_cur)
    }
}
