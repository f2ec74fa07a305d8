internal import FumbleModel

/// Full restarts: stage by stage, each one whole subsystem.
extension SimulatedFleet {
    /// Begins a full restart; subsystems that have one under way already are left out.
    ///
    /// Stages go in the order of the needs to start and to serve. A stage stops every instance of
    /// its subsystem, brings in servers that are removed, draining, crashed or hung, and starts them
    /// all; those that are cut off cannot be reached. It is over when each of them serves, is ready,
    /// or is lost again. Where some cells have stopped and others serve, what serves or already
    /// starts in those others is left alone.
    mutating func fullRestart(_ subsystems: [Int]) {
        var listed: [Int] = []
        for subsystem in subsystems
        where !listed.contains(subsystem) && !isInFullRestart(subsystem) {
            listed.append(subsystem)
        }
        guard !listed.isEmpty else { return }
        restarts.append(FullRestart(stages: needs.restartOrder(of: listed)))
        work.areRestartsOpen = true
    }

    mutating func continueRestarts() {
        work.areRestartsOpen = false
        for index in restarts.indices {
            if restarts[index].isStageOver {
                restarts[index].goOn()
                work.areRestartsOpen = true
            }
            guard let subsystem = restarts[index].current, !restarts[index].isBegun else {
                continue
            }
            beginStage(of: index, subsystem)
            if restarts[index].isStageOver { work.areRestartsOpen = true }
        }
        restarts.removeAll { $0.current == nil }
    }

    /// An instance for which a stage waits serves, is ready, or is lost again.
    mutating func arrive(_ subsystem: Int) {
        guard let index = restarts.firstIndex(where: { $0.current == subsystem }) else { return }
        restarts[index].arrived()
        if restarts[index].isStageOver { work.areRestartsOpen = true }
    }

    private mutating func beginStage(of restart: Int, _ subsystem: Int) {
        var awaited = 0
        let isPartial = isStoppedInPart(subsystem)
        for place in 0..<facts[subsystem].capacity {
            let instance = roster.instance(of: subsystem, at: place)
            let server = Int(roster.serverOf[instance])
            if servers.condition[server] == .cutOff { continue }
            let state = instances.state[instance]
            let isLeftAlone = isPartial && isCellLive(of: instance)
            if isLeftAlone && state == .serving { continue }
            if !isLeftAlone || !state.isStarting {
                bringIn(server, for: instance)
                startAgain(instance)
            }
            instances.marks[instance].insert(.awaited)
            awaited += 1
        }
        restarts[restart].begin(awaiting: awaited)
    }

    private func isStoppedInPart(_ subsystem: Int) -> Bool {
        let live = standings[subsystem].liveCells
        return live > 0 && live < facts[subsystem].cellCount
    }

    /// Puts a server back up whose instance has its stage now; what else it carries waits for a
    /// later stage, or starts, or goes on serving if the server only drained.
    private mutating func bringIn(_ server: Int, for staged: Int) {
        guard servers.condition[server] != .up else { return }
        servers.set(server, to: .up)
        for instance in roster.instances(of: server) where instance != staged {
            switch instances.state[instance] {
            case .leaving: rejoin(instance)
            case .down, .unreachable, .unreachableUnstarted, .stopped:
                if awaitsTurn(Int(roster.subsystemOf[instance])) {
                    change(instance, to: .waitingForTurn)
                } else {
                    startAgain(instance)
                }
            default: break
            }
        }
    }

    private func isInFullRestart(_ subsystem: Int) -> Bool {
        restarts.contains { $0.stages[$0.stage...].contains(subsystem) }
    }

    /// Whether a stage of the subsystem is still to come.
    private func awaitsTurn(_ subsystem: Int) -> Bool {
        restarts.contains { restart in
            restart.stages[restart.stage...].dropFirst(restart.isBegun ? 1 : 0).contains(subsystem)
                && restart.current != subsystem
        }
    }
}
