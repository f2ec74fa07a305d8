import FumbleModel

/// Disks of servers that have no byte left.
///
/// Each disk is in memory and mounted by the keeper, in a mount namespace that only it and the servers
/// are in: the kernel takes it away with the last of them.
extension KeptHost {
    /// Where the runner sees what the keeper sees.
    var view: String {
        mountsDisks ? keeperPID.map { "/proc/\($0)/root" } ?? "" : ""
    }

    func mountDisks() async throws(FleetError) {
        guard mountsDisks, let size = needs.disk else { return }
        let mebibytes = Int32(clamping: (size.bytes + (1 << 20) - 1) >> 20)
        for server in courses.indices {
            let folder = layout.folder(of: server)
            try files.makeFolder(folder)
            mountsAwaited += 1
            try ask { keeper throws(Keeper.Failure) in
                try keeper.mount(folder, mebibytes: mebibytes, of: server)
            }
        }
        while mountsAwaited > 0 { try await wait(until: nil) }
    }

    func heardOfMount(_ server: Int, _ error: Int32) throws(FleetError) {
        mountsAwaited -= 1
        guard error == 0 else {
            throw .didNothing(
                "\(layout.name(of: server)) cannot have a disk of its own: \(Keeper.words(error))")
        }
    }

    func fillDisks(_ servers: [ServerID]) throws(FleetError) -> BittenFault? {
        var whole = 0
        for server in servers.map(\.index) {
            let folder = view + layout.folder(of: server)
            guard Ballast.fill(folder) else {
                throw .mayHaveHappened("the disk of \(layout.name(of: server)) could not be filled")
            }
            whole += Ballast.room(in: folder)?.whole ?? 0
        }
        return BittenFault(
            fault: "disk-full", servers: servers.count,
            effect: "0 bytes free of \(whole) on \(counted(servers.count, "disk"))")
    }

    func emptyDisks(_ servers: [ServerID]) throws(FleetError) -> BittenFault? {
        var free = 0
        var stuck: [String] = []
        for server in servers.map(\.index) {
            let folder = view + layout.folder(of: server)
            guard Ballast.remove(from: folder), let room = Ballast.room(in: folder) else {
                stuck.append(layout.name(of: server))
                continue
            }
            free += room.free
        }
        guard stuck.isEmpty else {
            throw .mayHaveHappened("the disk is still full of: \(stuck.joined(separator: ", "))")
        }
        return BittenFault(
            fault: "disk-full", servers: servers.count,
            effect: "\(free) bytes free again on \(counted(servers.count, "disk"))")
    }
}
