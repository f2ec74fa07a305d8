package import FumbleModel

/// What can be done to real processes.
///
/// As on the simulated fleet, a command does nothing to a server for which it makes no sense.
extension ProcessFleet {
    /// Does one thing to the fleet, now.
    ///
    /// - Throws: `didNothing` for what processes on one machine cannot be made to do, `gone` where there
    ///   is no server any more.
    package mutating func apply(_ command: FleetCommand) async throws(FleetError) {
        if let loss = await host.loss { throw loss }
        do throws(FleetError) {
            try await carryOut(command)
        } catch {
            throw await host.loss ?? error
        }
    }

    private mutating func carryOut(_ command: FleetCommand) async throws(FleetError) {
        switch command {
        case .remove(let ids): try await remove(ids)
        case .add(let ids):
            try await start(ids.filter { servers[$0.index] == .removed })
        case .start(let ids):
            startsWhenEnded.formUnion(ids.filter { servers[$0.index] == .stopping })
            try await start(ids.filter { servers[$0.index] == .crashed })
        case .stop(let ids):
            let up = running(ids)
            let asked = up.count { servers[$0.index] != .stopping }
            await tell(asked, of: ids, "asked to end", butOthers: "did not run")
            try await stop(up)
        case .crash(let ids): try await crash(ids)
        case .hang(let ids): try await hang(ids)
        case .resume(let ids): try await resume(ids)
        case .restart(let ids, let age):
            let restarted = ids.filter { servers[$0.index] != .removed }
            if let age { changes += restarted.map { ($0, .age(age)) } }
            try await restart(RestartCourse(of: restarted))
        case .corrupt(let ids, of: _): try await corrupt(ids)
        case .fullRestart(let subsystems):
            try await restart(
                RestartCourse(of: subsystems, in: spec, topology, but: unharmed(subsystems)))
        case .cutOff(let ids): try await cutOff(ids)
        case .reconnect(let ids): try await reconnect(ids)
        case .slow(let ids, of: _, let factor):
            await tell(try await host.slow(ids, factor: factor))
        case .disturb(let ids, let trouble, let ends):
            await tell(try await host.disturb(ids, trouble, from: ends))
            if trouble == .partition, ends.hasClients { await hide(ids, isHidden: true) }
        case .soothe(let ids, let trouble, let ends):
            await tell(try await host.soothe(ids, trouble, from: ends))
            if trouble == .partition, ends.hasClients { await hide(ids, isHidden: false) }
        case .burden(let ids, let trouble): await tell(try await host.burden(ids, trouble))
        case .relieve(let ids, let trouble): await tell(try await host.relieve(ids, trouble))
        case .call(let call): await tell(try await host.call(call))
        case .offer(let operation, let factor): await offer(operation, factor: factor)
        case .setNeed(let subsystem, let other, let isNeeded)
        where spec[subsystem].needs.isOnlyToOperate(other):
            if isNeeded {
                neededToOperate[subsystem.index].append(other)
            } else {
                neededToOperate[subsystem.index].removeAll { $0 == other }
            }
        // The compiler refuses what `isPossibleOnProcesses` does not name.
        case .setNeed, .deleteData, .restore, .configure, .deny, .withdraw, .setReach, .admit:
            throw .didNothing("real processes cannot be made to do this: \(command)")
        }
    }

    mutating func tell(_ bitten: BittenFault?) async {
        guard let bitten else { return }
        untold.append(FleetEvent(at: await host.now(), what: bitten.event))
    }

    /// Where some of a subsystem's cells have stopped and others have not, who serves is of the others, and is left
    /// alone: only what stopped is restarted.
    private func unharmed(_ subsystems: [SubsystemID]) -> Set<ServerID> {
        var unharmed: Set<ServerID> = []
        for subsystem in subsystems where (spec[subsystem].cells?.count ?? 1) > 1 {
            let carriers = topology.carriers[subsystem.index]
            let serving = carriers.filter { servers[$0.index].isServing }
            if serving.count < carriers.count { unharmed.formUnion(serving) }
        }
        return unharmed
    }

    func running(_ ids: [ServerID]) -> [ServerID] {
        ids.filter {
            [.serving, .starting, .stopped, .hung, .cutOff, .draining, .stopping]
                .contains(servers[$0.index])
        }
    }

    /// Starts servers, once what is to be done to their disks is done.
    private mutating func start(_ ids: [ServerID]) async throws(FleetError) {
        for id in ids {
            for (_, change) in changes.filter({ $0.server == id }) {
                await tell(try await host.change(id, change))
            }
        }
        changes.removeAll { ids.contains($0.server) }
        startsOver = startsOver.filter { !ids.contains($0.server) }
        await set(ids, to: .starting)
        try await host.start(ids)
    }

    private mutating func stop(_ ids: [ServerID]) async throws(FleetError) {
        let hung = ids.filter { servers[$0.index] == .hung }
        let now = await host.now()
        for id in ids { stops[id] = now }
        await set(ids, to: .stopping)
        _ = try await host.thaw(hung)
        try await host.stop(ids)
    }

    /// Who runs is killed, spoilt and started again; who does not is spoilt where it lies, or before
    /// it starts.
    private mutating func corrupt(_ ids: [ServerID]) async throws(FleetError) {
        for id in ids where [.crashed, .removed].contains(servers[id.index]) {
            await tell(try await host.change(id, .corrupt))
        }
        let others = ids.filter { ![.crashed, .removed].contains(servers[$0.index]) }
        changes += others.map { ($0, .corrupt) }
        try await restart(RestartCourse(of: running(others)), isKilled: true)
    }

    /// Ends all of them; they are started as the course says, when they have ended.
    private mutating func restart(
        _ course: RestartCourse, isKilled: Bool = false
    ) async throws(FleetError) {
        let up = running(course.servers)
        let hung = up.filter { servers[$0.index] == .hung }
        let down = course.servers.filter { [.removed, .crashed].contains(servers[$0.index]) }
        await set(course.servers, to: .restarting)
        let own = Set(course.servers)
        restarts = restarts.compactMap { $0.leavingOut(own) } + [course]
        ended.subtract(up)
        ended.formUnion(down)
        _ = try await host.thaw(hung)
        if isKilled { try await host.kill(up) } else { try await host.stop(up) }
        try await goOnRestarting()
    }

    /// How servers stand, but for that nobody can reach some of them.
    private var standingsBehindCuts: [ServerStanding] {
        servers.indices.map { servers[$0] == .cutOff && says[$0] ? .serving : servers[$0] }
    }

    mutating func goOnRestarting() async throws(FleetError) {
        var next: [ServerID] = []
        for place in restarts.indices {
            next += restarts[place].goOn(standingsBehindCuts) {
                ended.contains($0)
            } hasStarted: {
                startsOver.contains(StartOver(server: $0, subsystem: $1))
            }
        }
        restarts.removeAll(where: \.isOver)
        if !next.isEmpty { try await start(next) }
    }
}
