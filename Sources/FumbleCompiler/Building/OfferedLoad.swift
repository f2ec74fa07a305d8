internal import FumbleModel

/// What clients ask of each subsystem as long as all of it serves, every cache is warm and nobody
/// asks twice.
struct OfferedLoad: Sendable {
    /// Visits of one request of each operation to each subsystem.
    let visits: [[Double]]
    /// Servers' time asked for in a second, by subsystem: 1 keeps one slot busy.
    let work: [Double]

    /// Ways that go in circles are followed so often; what is left by then is no more than dust.
    private static let mostRounds = 2_000
    private static let dust = 1e-9

    init(_ fleet: FleetSpec) {
        visits = fleet.operations.map { Self.visits(of: $0, in: fleet) }
        var work = [Double](repeating: 0, count: fleet.subsystems.count)
        for (operation, visits) in zip(fleet.operations, visits) {
            for subsystem in work.indices where visits[subsystem] > 0 {
                let service = operation.service(at: SubsystemID(subsystem))
                work[subsystem] += operation.rate.perSecond * visits[subsystem] * service.seconds
            }
        }
        self.work = work
    }

    /// Requests that enter and leave queues in a second.
    func visitsPerSecond(in fleet: FleetSpec) -> Double {
        zip(fleet.operations, visits).reduce(0) { sum, pair in
            sum + pair.0.rate.perSecond * (1 + pair.1.reduce(0, +))
        }
    }

    /// Requests that come to one subsystem in a second.
    func visitsPerSecond(of subsystem: Int, in fleet: FleetSpec) -> Double {
        zip(fleet.operations, visits).reduce(0) { $0 + $1.0.rate.perSecond * $1.1[subsystem] }
    }

    private static func visits(of operation: OperationSpec, in fleet: FleetSpec) -> [Double] {
        var visits = [Double](repeating: 0, count: fleet.subsystems.count)
        guard !operation.hops.isEmpty else {
            let isCacheStep = fleet.cacheSteps(of: operation)
            for (place, step) in operation.path.enumerated() {
                let isProtected = place > 0 && isCacheStep[place - 1]
                let cache = isProtected ? fleet[operation.path[place - 1].subsystem].cache : nil
                visits[step.subsystem.index] += 1 - (cache?.hits.fraction ?? 0)
            }
            return visits
        }
        guard let first = operation.path.first else { return visits }
        var here = [Double](repeating: 0, count: visits.count)
        here[first.subsystem.index] = 1
        for _ in 0..<mostRounds where here.reduce(0, +) > dust {
            for place in visits.indices { visits[place] += here[place] }
            var next = [Double](repeating: 0, count: visits.count)
            for hop in operation.hops {
                next[hop.to.index] += here[hop.from.index] * hop.chance.fraction
            }
            here = next
        }
        return visits
    }
}

extension OperationSpec {
    fileprivate func service(at subsystem: SubsystemID) -> TimeSpan {
        path.first { $0.subsystem == subsystem }?.service ?? .zero
    }
}
