internal import FumbleModel

/// From what serves to what clients get.
extension SimulatedFleet {
    /// Works out all flows as they are from now until something changes.
    mutating func solveTraffic() {
        isTrafficOpen = false
        let asked = zip(spec.operations, offers).map { $0.rate.perSecond * $1 }
        let intents =
            doors.areInUse
            ? asked.indices.map { asked[$0] * doors.comingIn($0) } : asked
        var flows = solver.solve(
            conditions(), intents: intents, dependents: dependents.map(\.load))
        if doors.areInUse {
            // Who does not come in asks once, and in vain.
            for index in flows.indices {
                flows[index].attempts += asked[index] - intents[index]
                flows[index].offered = asked[index]
            }
        }
        windows.set(flows, at: now)
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
            let dead = routed == 0 ? 0 : Double(standing.unnoticed) / Double(routed)
            let denied = doors.denied[subsystem].fraction
            return SubsystemCondition(
                alive: answers
                    ? Double(standing.liveCells) / Double(facts[subsystem].cellCount) : 0,
                deadShare: denied == 0 ? dead : 1 - (1 - dead) * (1 - denied),
                paces: paces, slots: facts[subsystem].slots)
        }
    }
}
