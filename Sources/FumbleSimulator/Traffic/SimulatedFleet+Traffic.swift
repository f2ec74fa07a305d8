internal import FumbleModel

/// From what serves to what clients get.
extension SimulatedFleet {
    /// Works out all flows as they are from now until something changes.
    mutating func solveTraffic() {
        isTrafficOpen = false
        let intents = zip(spec.operations, offers).map { $0.rate.perSecond * $1 }
        let flows = solver.solve(
            conditions(), intents: intents, dependents: dependents.map(\.load))
        windows.set(flows, at: now)
        if !seats.isEmpty { noteRates(flows) }
        for index in dependents.indices {
            let load = dependents[index].load
            meters.backlog(index, dependents[index].queued(at: now), at: now)
            let growth = TrafficSolver.growth(of: load, success: flows[load.operation].success)
            let (began, coming) = dependents[index].grow(by: growth, from: now)
            if began {
                meters.queue(index, isOver: false, at: now)
                log.tell(.queueing(dependent: index), at: now)
            }
            if let coming { plan(coming.kind, of: index, after: coming.time - now) }
        }
    }

    private func conditions() -> [SubsystemCondition] {
        standings.indices.map { subsystem in
            let standing = standings[subsystem]
            var paces: [SubsystemCondition.PaceShare] = []
            for (pace, serving) in standing.servingAtPace.enumerated() where serving > 0 {
                paces.append(.init(servers: serving, factor: self.paces.factors[pace]))
            }
            let answers = needs.answers[subsystem] && standing.serving > 0
            let routed = standing.serving + standing.unnoticed
            let alive =
                answers ? Double(standing.liveCells) / Double(facts[subsystem].cellCount) : 0
            return SubsystemCondition(
                alive: alive, led: led(subsystem, alive: alive), kept: data[subsystem].kept,
                deadShare: routed == 0 ? 0 : Double(standing.unnoticed) / Double(routed),
                paces: paces, slots: facts[subsystem].slots)
        }
    }
}
