import FumbleModel
import Glibc

/// Memory of servers that is bounded by control groups.
extension KeptHost {
    private func group(of server: Int) -> String? {
        memory?.path(of: layout.name(of: server), pid: getpid())
    }

    /// Makes a group for each server, named on disk before it is made.
    func openGroups() throws(FleetError) {
        guard needs.boundsMemory else { return }
        guard let found = MemoryGroups.find() else {
            throw .didNothing("no control group that bounds memory can be made by this user")
        }
        memory = found
        let paths = courses.indices.compactMap { group(of: $0) }
        try files.makeFolder(layout.folder)
        try files.write(
            Array((paths.joined(separator: "\n") + "\n").utf8), to: layout.folder + "/cgroups")
        for path in paths where !found.make(path) {
            throw .mayHaveHappened("\(path) cannot be made: \(Keeper.words(errno))")
        }
    }

    /// A server belongs to its group from its first moments on.
    func enterGroup(_ server: Int) throws(FleetError) {
        guard let memory, let group = group(of: server), let pid = courses[server].pid else {
            return
        }
        // One that has ended already is in no group.
        guard memory.enter(pid, into: group) || errno == ESRCH else {
            throw .mayHaveHappened(
                "\(layout.name(of: server)) cannot enter its control group: \(Keeper.words(errno))")
        }
    }

    func boundMemory(
        _ servers: [ServerID], headroom: ByteCount
    ) throws(FleetError) -> BittenFault? {
        for server in servers.map(\.index) {
            var own = bounds[server] ?? MemoryBounds()
            guard let memory, let group = group(of: server), let usage = memory.usage(of: group)
            else { throw Self.notBounded(layout.name(of: server)) }
            own.begin(headroom, usage: usage, counts: memory.counts(of: group))
            bounds[server] = own
            guard memory.bound(group, to: own.limit) else {
                throw Self.notBounded(layout.name(of: server))
            }
        }
        return nil
    }

    private static func notBounded(_ name: String) -> FleetError {
        .mayHaveHappened("the memory of \(name) cannot be bounded: \(Keeper.words(errno))")
    }

    func freeMemory(
        _ servers: [ServerID], headroom: ByteCount
    ) throws(FleetError) -> BittenFault? {
        var (met, ended) = (0, 0)
        var stuck: [String] = []
        for server in servers.map(\.index) {
            guard let memory, let group = group(of: server),
                var own = bounds[server],
                let done = own.end(headroom, counts: memory.counts(of: group))
            else { continue }
            met += done.met
            ended += done.ended
            bounds[server] = own.isEmpty ? nil : own
            if !memory.bound(group, to: own.limit) { stuck.append(layout.name(of: server)) }
        }
        guard stuck.isEmpty else {
            throw .mayHaveHappened(
                "the memory is still bounded of: \(stuck.joined(separator: ", "))")
        }
        return BittenFault(
            fault: "memory-pressure", servers: servers.count,
            effect: "the bound was met \(counted(met, "time")), and the kernel ended "
                + counted(ended, "process", "processes"), isMiss: met == 0 && ended == 0)
    }
}
