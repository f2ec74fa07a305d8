internal import FumbleModel

/// The ways of all operations, step by step, in flat lists.
struct Way: Sendable {
    private(set) var steps: [Step] = []
    private(set) var hops: [Hop] = []
    /// How long the work of each step takes, by the step's number.
    var services: [LengthDraws] = []
    /// The first step of each operation.
    private(set) var firstStep: [Int32] = []

    struct Step: Sendable {
        let subsystem: Int32
        /// The step after it; -1: the request is done then. Only of ways without hops.
        let next: Int32
        var firstHop: Int32 = 0
        var hopCount: Int32 = 0
        /// Whether it fails where there is no primary.
        let needsPrimary: Bool
        /// The mean of its work, in microseconds.
        let mean: Double
    }

    /// One way to go on from a step.
    struct Hop: Sendable {
        /// The chance of this way and of all listed before it.
        let upTo: Double
        let step: Int32
    }

    init() {}

    init(_ spec: FleetSpec, seed: UInt64) {
        for (number, operation) in spec.operations.enumerated() {
            let first = steps.count
            firstStep.append(Int32(first))
            var stops = operation.path
            for hop in operation.hops {
                for subsystem in [hop.from, hop.to]
                where !stops.contains(where: { $0.subsystem == subsystem }) {
                    stops.append(PathStep(subsystem: subsystem, service: .zero))
                }
            }
            for (place, stop) in stops.enumerated() {
                let isLast = place == stops.count - 1 || !operation.hops.isEmpty
                let service = stop.varies ?? .deterministic(stop.service)
                steps.append(
                    Step(
                        subsystem: Int32(stop.subsystem.index),
                        next: isLast ? -1 : Int32(first + place + 1),
                        needsPrimary: spec.needsPrimary(number, of: stop.subsystem),
                        mean: Double(service.mean.microseconds)))
                let name = "service/\(spec[stop.subsystem].name)/\(operation.name)"
                services.append(LengthDraws(Sampler(service), seed: seed, name: name))
            }
            addHops(of: operation, firstStep: first)
        }
    }

    private mutating func addHops(of operation: OperationSpec, firstStep: Int) {
        for place in firstStep..<steps.count where !operation.hops.isEmpty {
            steps[place].firstHop = Int32(hops.count)
            var sum = 0.0
            for hop in operation.hops where hop.from.index == Int(steps[place].subsystem) {
                sum += hop.chance.fraction
                let to = steps[firstStep...].firstIndex { Int($0.subsystem) == hop.to.index }
                hops.append(Hop(upTo: sum, step: Int32(to ?? place)))
            }
            steps[place].hopCount = Int32(hops.count) - steps[place].firstHop
        }
    }
}

extension FleetSpec {
    /// Whether an operation fails at a subsystem that has no primary.
    func needsPrimary(_ operation: Int, of subsystem: SubsystemID) -> Bool {
        self[subsystem].roles?.neededBy.contains(OperationID(operation)) ?? false
    }
}
