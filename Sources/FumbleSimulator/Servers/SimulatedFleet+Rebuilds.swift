internal import FumbleModel

/// Crashed servers that are rebuilt elsewhere, as new ones in the places of the lost.
///
/// One that is started again meanwhile keeps its disks; the rebuild under way goes on, for nothing.
extension SimulatedFleet {
    /// Has a server rebuilt that crashed, if its group says so.
    mutating func rebuildLater(_ server: Int) {
        let group = roster.group(of: server)
        guard rebuilds[group].takes != nil else { return }
        rebuilds[group].wait(
            Rebuilds.Job(server: server, generation: servers.generation[server]))
        beginRebuilds(of: group)
    }

    mutating func endRebuild(of group: Int) {
        if let job = rebuilds[group].end(), isLost(job) {
            log.replaced()
            startNew(job.server)
        }
        beginRebuilds(of: group)
    }

    private mutating func beginRebuilds(of group: Int) {
        guard let takes = rebuilds[group].takes else { return }
        while rebuilds[group].begin(isValid: { [servers] job in
            servers.condition[job.server] == .crashed
                && servers.generation[job.server] == job.generation
        }) {
            plan(.rebuilt, of: group, after: takes)
        }
    }

    private func isLost(_ job: Rebuilds.Job) -> Bool {
        servers.condition[job.server] == .crashed
            && servers.generation[job.server] == job.generation
    }

    /// Starts a server with nothing on its disks: no log to replay, and all else to load from the
    /// others. What none of them has is lost.
    private mutating func startNew(_ server: Int) {
        servers.set(server, to: .up)
        servers.endLife(of: server)
        for instance in roster.instances(of: server) {
            instances.marks[instance].insert(.corrupt)
            forgetRole(of: instance)
            startAgain(instance, age: 0)
            tellLosses(
                at: [Int(roster.placeOf[instance])], of: Int(roster.subsystemOf[instance]))
        }
    }
}
