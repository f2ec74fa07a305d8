internal import FumbleModel

/// The ways of all operations, step by step, in flat lists.
struct Way: Sendable {
    private(set) var steps: [Step] = []
    private(set) var hops: [Hop] = []
    /// How long the work of each step takes, by the step's number.
    var services: [LengthDraws] = []
    /// The first step of each operation.
    private(set) var firstStep: [Int32] = []
    /// Of fleets with caches, by step: the number of the stream that decides between hit and miss,
    /// or -1; and whether it stands right behind a cache that protects it.
    private(set) var cacheOf: [Int32] = []
    private(set) var isProtected: [Bool] = []
    /// One for each step at a cache.
    var hits: [RandomStream] = []

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
            addCaches(of: operation, spec, seed: seed)
        }
    }

    private mutating func addCaches(of operation: OperationSpec, _ spec: FleetSpec, seed: UInt64) {
        let isCacheStep = spec.cacheSteps(of: operation)
        var isBehind = false
        for step in isProtected.count..<steps.count {
            let place = step - Int(firstStep.last ?? 0)
            let isCache = place < isCacheStep.count && isCacheStep[place]
            isProtected.append(isBehind)
            cacheOf.append(isCache ? Int32(hits.count) : -1)
            isBehind = isCache
            guard isCache else { continue }
            let cache = spec[SubsystemID(Int(steps[step].subsystem))]
            let name = "hits/\(cache.name)/\(operation.name)"
            hits.append(RandomStream(seed: seed, name: name))
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
