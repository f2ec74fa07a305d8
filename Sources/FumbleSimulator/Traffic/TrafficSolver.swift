internal import FumbleModel

/// Works out what becomes of clients' requests while nothing changes: flow, not single requests.
///
/// An attempt goes through the subsystems of its path in order. At each, its key's cell is live or
/// not; it is routed to a dead server or not; and the server takes it or refuses it at once, because
/// a server accepts only what it can do in time (a bounded queue), each server being sent the same
/// share. What retries and dependents add to the load depends on what fails, so the shares served
/// are a fixed point. The search starts from "all are served" and so finds the best one: what
/// happens depends on the fleet now, not on how it came to be so.
struct TrafficSolver: Sendable {
    let operations: [OperationSpec]
    /// Whether each step of each operation is a cache right before what it protects.
    let isCacheStep: [[Bool]]
    private let hasCaches: [Bool]
    /// By operation and step, whether it fails where there is no primary.
    private let needsPrimary: [[Bool]]
    /// The share of attempts served, by subsystem and factor of slowness.
    private(set) var served: [[Double]] = []
    var work: [Double]
    /// Requests a second whose misses are answered, hits counted, of one server of each subsystem
    /// that is a cache, by the number of its factor of slowness.
    var fillRates: [[Double]]
    private var stepShares: [Double] = []
    private var dying: [Double] = []
    private var missing: [Double] = []

    /// Shares served that change by less are taken to have settled.
    static let tolerance = 1e-12
    static let mostRounds = 2_000
    /// From this round on only half of each change is made, which ends swings between subsystems.
    static let dampedFrom = 100
    /// Work above capacity by less than this is dust of rounding, not overload.
    static let slack = 1e-9

    init(_ fleet: FleetSpec) {
        operations = fleet.operations
        isCacheStep = fleet.operations.map { fleet.cacheSteps(of: $0) }
        hasCaches = isCacheStep.map { $0.contains(true) }
        needsPrimary = fleet.operations.enumerated().map { number, operation in
            operation.path.map { fleet.needsPrimary(number, of: $0.subsystem) }
        }
        work = [Double](repeating: 0, count: fleet.subsystems.count)
        fillRates = [[Double]](repeating: [], count: fleet.subsystems.count)
    }

    /// - Parameter intents: what clients ask of each operation, per second.
    mutating func solve(
        _ conditions: [SubsystemCondition], intents: [Double], dependents: [DependentLoad]
    ) -> [OperationFlow] {
        served = conditions.map { [Double](repeating: 1, count: $0.paces.count) }
        var flows = [OperationFlow](repeating: OperationFlow(), count: operations.count)
        for round in 0..<Self.mostRounds {
            for subsystem in work.indices { work[subsystem] = 0 }
            if hasCaches.contains(true) { clearFills(conditions) }
            for index in operations.indices {
                flows[index] =
                    hasCaches[index]
                    ? cachedFlow(
                        of: index, conditions, intents: intents[index], dependents: dependents)
                    : flow(of: index, conditions, intents: intents[index], dependents: dependents)
            }
            if settle(conditions, isDamped: round >= Self.dampedFrom) < Self.tolerance { break }
        }
        return flows
    }

    /// One operation's flow as the shares served now are; adds its work to that of the subsystems.
    private mutating func flow(
        of index: Int, _ conditions: [SubsystemCondition], intents: Double,
        dependents: [DependentLoad]
    ) -> OperationFlow {
        let operation = operations[index]
        var alive = 1.0
        var share = 1.0
        stepShares.removeAll(keepingCapacity: true)
        for (place, step) in operation.path.enumerated() {
            let passing = passing(step, of: index, at: place, conditions)
            stepShares.append(passing)
            share *= passing
            let condition = conditions[step.subsystem.index]
            alive *= reached(condition, by: index, at: place) * condition.kept
        }
        share *= 1 - operation.fails.fraction
        let retries = Retries(operation.retries, success: share, alive: alive)
        let success = alive * share
        let others = dependents.reduce(0) { sum, dependent in
            dependent.operation == index ? sum + Self.sends(dependent, success: success) : sum
        }
        addWork(
            of: index, conditions,
            live: alive * (intents * (1 + retries.allowed * retries.live) + others),
            dead: intents * (1 + retries.allowed * retries.dead) + others)
        let again = retries.allowed * (alive * retries.live + (1 - alive) * retries.dead)
        return OperationFlow(
            offered: intents, answered: intents * (alive * retries.success),
            attempts: intents + intents * again, success: success)
    }

    /// The share of the attempts reaching a step, their keys being live, that it lets pass.
    func passing(
        _ step: PathStep, of index: Int, at place: Int, _ conditions: [SubsystemCondition]
    ) -> Double {
        let condition = conditions[step.subsystem.index]
        let shares = served[step.subsystem.index]
        var servers = 0
        var inTime = 0.0
        for (number, pace) in condition.paces.enumerated() {
            servers += pace.servers
            if Self.isInTime(step, of: operations[index], pace) {
                inTime += Double(pace.servers) * shares[number]
            }
        }
        guard servers > 0 else { return 0 }
        return (1 - deadShare(condition, by: index, at: place)) * (inTime / Double(servers))
    }

    /// The share of keys that an operation's step finds somebody for.
    func reached(_ condition: SubsystemCondition, by operation: Int, at place: Int) -> Double {
        needsPrimary[operation][place] ? condition.led : condition.alive
    }

    func deadShare(_ condition: SubsystemCondition, by operation: Int, at place: Int) -> Double {
        needsPrimary[operation][place] ? condition.ledDeadShare : condition.deadShare
    }

    /// Whether a server so fast does a step within its client's patience.
    static func isInTime(
        _ step: PathStep, of operation: OperationSpec, _ pace: SubsystemCondition.PaceShare
    ) -> Bool {
        let takes = Double(step.service.microseconds) * pace.factor
        return takes <= Double(operation.timeout.microseconds)
    }

    /// Adds the work of the attempts that come as far as each step.
    ///
    /// - Parameters:
    ///   - live: attempts a second whose keys are live, and their data there, all along the path.
    ///   - dead: what all attempts would be if every key was dead; those whose key dies at a step
    ///     do the work of the steps before it, those whose data is gone there that of the step too.
    private mutating func addWork(
        of index: Int, _ conditions: [SubsystemCondition], live: Double, dead: Double
    ) {
        let path = operations[index].path
        dying.removeAll(keepingCapacity: true)
        missing.removeAll(keepingCapacity: true)
        var reached = 1.0
        for (place, step) in path.enumerated() {
            let condition = conditions[step.subsystem.index]
            let alive = self.reached(condition, by: index, at: place)
            dying.append(dead * reached * (1 - alive))
            missing.append(dead * reached * alive * (1 - condition.kept))
            reached *= alive * condition.kept
        }
        var coming = live + dying.reduce(0, +) + missing.reduce(0, +)
        var share = 1.0
        for (place, step) in path.enumerated() {
            let subsystem = step.subsystem.index
            coming = place == path.count - 1 ? live + missing[place] : coming - dying[place]
            let dead = deadShare(conditions[subsystem], by: index, at: place)
            let arriving = coming * share * (1 - dead)
            work[subsystem] += arriving * step.service.seconds
            coming -= missing[place]
            share *= stepShares[place]
        }
    }

    /// Shares out each subsystem's capacity anew.
    ///
    /// - Returns: the greatest change of a share.
    private mutating func settle(_ conditions: [SubsystemCondition], isDamped: Bool) -> Double {
        var greatest = 0.0
        for (subsystem, condition) in conditions.enumerated() {
            let servers = condition.paces.reduce(0) { $0 + $1.servers }
            guard servers > 0 else { continue }
            let sent = work[subsystem] / Double(servers)
            for (place, pace) in condition.paces.enumerated() {
                let can = condition.slots / pace.factor
                let old = served[subsystem][place]
                var new = sent <= can * (1 + Self.slack) ? 1 : can / sent
                if isDamped { new = (old + new) / 2 }
                served[subsystem][place] = new
                greatest = max(greatest, (new - old).magnitude)
            }
        }
        return greatest
    }

    /// What a dependent sends: its own requests, and what it works off or tries again.
    ///
    /// With nothing queued, what fails is tried again at once, as far as `drainsAt` goes: that holds
    /// its queue at nothing when the operation fails a little.
    static func sends(_ dependent: DependentLoad, success: Double) -> Double {
        dependent.rate + drains(dependent, success: success)
    }

    static func drains(_ dependent: DependentLoad, success: Double) -> Double {
        if success <= 0 || (success >= 1 && !dependent.isQueueing) { return 0 }
        if dependent.isQueueing { return dependent.drainsAt }
        return min(dependent.drainsAt, dependent.rate * (1 - success) / success)
    }

    /// How fast a dependent's queue grows, in requests a second; negative: it is worked off.
    static func growth(of dependent: DependentLoad, success: Double) -> Double {
        let drained = drains(dependent, success: success)
        let isHeld = !dependent.isQueueing && success > 0 && drained < dependent.drainsAt
        if isHeld { return 0 }
        return dependent.rate * (1 - success) - drained * success
    }
}
