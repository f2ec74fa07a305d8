internal import FumbleModel

/// From what serves to what clients get.
extension SimulatedFleet {
    /// Works out all flows as they are from now until something changes.
    mutating func solveTraffic() {
        isTrafficOpen = false
        if !caches.isEmpty { caches.warm(to: now) }
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
        if !caches.isEmpty { goOnWarming() }
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
                paces.append(
                    .init(servers: serving, factor: self.paces.factors[pace], pace: pace))
            }
            if let cache = caches.number(of: subsystem) { setHits(of: cache, in: &paces) }
            let answers = needs.answers[subsystem] && standing.serving > 0
            let routed = standing.serving + standing.unnoticed
            let alive =
                answers ? Double(standing.liveCells) / Double(facts[subsystem].cellCount) : 0
            let denied = doors.denied[subsystem].fraction
            return SubsystemCondition(
                alive: alive, led: led(subsystem, alive: alive), kept: data[subsystem].kept,
                deadShare: Self.lost(deadShare(standing.unnoticed, of: routed), denied: denied),
                ledDeadShare: Self.lost(ledDeadShare(subsystem, standing), denied: denied),
                paces: paces, slots: facts[subsystem].slots)
        }
    }

    /// The mean hit ratio of the servers of a cache that are as fast as each other.
    private func setHits(of cache: Int, in paces: inout [SubsystemCondition.PaceShare]) {
        for place in paces.indices {
            var sum = 0.0
            for member in caches.caches[cache].members
            where instances.state[Int(member)] == .serving
                && Int(instances.pace[Int(member)]) == paces[place].pace
            {
                sum += caches.ratio(of: Int(member))
            }
            paces[place].hits = sum / Double(paces[place].servers)
        }
    }

    /// The share that reaches nobody: dead servers, and of what comes to the others who has no access.
    private static func lost(_ dead: Double, denied: Double) -> Double {
        denied == 0 ? dead : 1 - (1 - dead) * (1 - denied)
    }

    private func deadShare(_ unnoticed: Int, of routed: Int) -> Double {
        routed == 0 ? 0 : Double(unnoticed) / Double(routed)
    }

    /// Requests that need a primary are not sent to cells without one, nor to the dead in them.
    private func ledDeadShare(_ subsystem: Int, _ standing: Standing) -> Double {
        var unnoticed = standing.unnoticed
        var routed = standing.serving + standing.unnoticed
        if unnoticed > 0 && seats.isOnePerCell(subsystem) {
            for seat in seats.seats(of: subsystem) where !seats.isFilled(seat) {
                for place in seats.places(of: seat, capacity: facts[subsystem].capacity) {
                    let instance = roster.instance(of: subsystem, at: place)
                    let isUnnoticed = instances.marks[instance].contains(.unnoticed)
                    if isUnnoticed { unnoticed -= 1 }
                    if isUnnoticed || instances.state[instance] == .serving { routed -= 1 }
                }
            }
        }
        return deadShare(unnoticed, of: routed)
    }
}
