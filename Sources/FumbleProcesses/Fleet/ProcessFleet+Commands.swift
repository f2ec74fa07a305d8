package import FumbleModel

/// What can be done to real processes.
///
/// As on the simulated fleet, a command does nothing to a server for which it makes no sense.
extension ProcessFleet {
    /// Does one thing to the fleet, now.
    ///
    /// - Throws: `didNothing` for what processes on one machine cannot be made to do.
    package mutating func apply(_ command: FleetCommand) async throws(FleetError) {
        switch command {
        case .remove(let ids):
            let up = running(ids)
            await set(ids.filter { servers[$0.index] == .crashed }, to: .removed)
            let hung = up.filter { servers[$0.index] == .hung }
            await set(up, to: .draining)
            try await host.thaw(hung)
            try await host.stop(up)
        case .add(let ids):
            try await start(ids.filter { servers[$0.index] == .removed })
        case .start(let ids):
            try await start(ids.filter { servers[$0.index] == .crashed })
        case .crash(let ids):
            let up = running(ids)
            await set(up, to: .crashed)
            try await host.kill(up)
        case .hang(let ids):
            let up = ids.filter { [.serving, .starting].contains(servers[$0.index]) }
            await set(up, to: .hung)
            try await host.freeze(up)
        case .resume(let ids):
            let hung = ids.filter { servers[$0.index] == .hung }
            try await host.thaw(hung)
            await set(hung, to: .starting)
        case .restart(let ids, aged: nil):
            try await restart(
                RestartCourse(of: ids.filter { servers[$0.index] != .removed }))
        case .fullRestart(let subsystems):
            try await restart(RestartCourse(of: subsystems, in: spec, topology))
        case .cutOff(let ids):
            let up = ids.filter { [.serving, .starting].contains(servers[$0.index]) }
            await set(up, to: .cutOff)
            try await host.partition(up, isOn: true)
        case .reconnect(let ids):
            let cut = ids.filter { servers[$0.index] == .cutOff }
            try await host.partition(cut, isOn: false)
            await set(cut, to: .serving)
        case .slow(let ids, of: _, let factor):
            await tell(try await host.slow(ids, factor: factor))
        case .disturb(let ids, let trouble):
            await tell(try await host.disturb(ids, trouble))
        case .soothe(let ids, let trouble):
            await tell(try await host.soothe(ids, trouble))
        case .offer(let operation, let factor):
            await clients.offer(operation, factor: factor)
        // The compiler refuses what `isPossibleOnProcesses` does not name.
        case .restart, .corrupt, .setNeed, .deleteData, .restore,
            .configure, .deny, .withdraw, .setReach, .admit:
            throw .didNothing("real processes cannot be made to do this: \(command)")
        }
    }

    private mutating func tell(_ bitten: BittenFault?) async {
        guard let bitten else { return }
        untold.append(
            FleetEvent(
                at: await host.now(),
                what: .bit(
                    fault: bitten.fault, servers: bitten.servers, effect: bitten.effect)))
    }

    private func running(_ ids: [ServerID]) -> [ServerID] {
        ids.filter { [.serving, .starting, .hung, .cutOff, .draining].contains(servers[$0.index]) }
    }

    private mutating func start(_ ids: [ServerID]) async throws(FleetError) {
        await set(ids, to: .starting)
        try await host.start(ids)
    }

    /// Ends all of them; they are started as the course says, when they have ended.
    private mutating func restart(_ course: RestartCourse) async throws(FleetError) {
        let up = running(course.servers)
        let hung = up.filter { servers[$0.index] == .hung }
        let down = course.servers.filter { [.removed, .crashed].contains(servers[$0.index]) }
        await set(course.servers, to: .restarting)
        let own = Set(course.servers)
        restarts = restarts.compactMap { $0.leavingOut(own) } + [course]
        ended.subtract(up)
        ended.formUnion(down)
        try await host.thaw(hung)
        try await host.stop(up)
        try await goOnRestarting()
    }

    mutating func goOnRestarting() async throws(FleetError) {
        var next: [ServerID] = []
        for place in restarts.indices {
            next += restarts[place].goOn(servers) { ended.contains($0) }
        }
        restarts.removeAll(where: \.isOver)
        if !next.isEmpty { try await start(next) }
    }
}
