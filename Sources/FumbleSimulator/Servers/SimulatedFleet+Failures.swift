internal import FumbleModel

/// Servers that crash by themselves, and start again by themselves.
///
/// A life begins when the first subsystem that a server carries has started, and at the start of the
/// run; a crash, a removal or a restart of the server ends it. The time to failure is drawn once a
/// life, and goes on while the server hangs, is cut off or drains.
extension SimulatedFleet {
    mutating func beginLives() {
        for server in 0..<topology.serverCount { beginLife(of: server) }
    }

    mutating func beginLife(of server: Int) {
        let group = roster.group(of: server)
        guard failures.hasFailures(group), !servers.isAging[server] else { return }
        servers.beginLife(of: server)
        let drawn = failures.draw(
            group: group, numberInGroup: roster.numberInGroup(server), life: servers.lives[server])
        if let drawn { plan(.fails, of: server, after: max(drawn, 1)) }
    }

    /// A server crashes by itself; its own machine starts it again, at once unless its group says
    /// after how long. Servers that are rebuilt elsewhere do not.
    mutating func fail(_ server: Int) {
        crash(server, startsItself: false)
        if !meters.isEmpty {
            meters.failed(topology.carried(by: ServerID(server)), at: now)
        }
        let group = spec.groups[roster.group(of: server)]
        guard group.replaced == nil else { return }
        plan(.startsItself, of: server, after: max(group.restartsAfter?.microseconds ?? 0, 0))
    }
}
