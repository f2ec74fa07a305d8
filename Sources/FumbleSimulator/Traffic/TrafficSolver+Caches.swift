internal import FumbleModel

/// The flow of an operation on whose path a cache stands before what it protects.
///
/// A hit goes round the protected step. A key of which only the protected part is dead can then be
/// answered from memory, so intents are told apart by which parts of the path their keys find alive.
extension TrafficSolver {
    /// Intents whose keys find the same parts of the path alive.
    struct KeyClass {
        /// Of all intents.
        var share: Double
        /// The step at which all of them end; nil: there is none.
        var end: End?
        /// Protected steps that only their misses end at.
        var deadSteps: [End] = []
    }

    /// A step beyond which keys do not come, and whether its servers work before they find that the
    /// key's data is gone.
    struct End: Equatable {
        let step: Int
        let isWorkedAt: Bool
    }

    /// How far single attempts of one class come, as shares of them.
    struct Passage {
        var success = 0.0
        /// Those that come to each step, their keys being live there.
        var arriving: [Double]
        /// Those that missed at a cache and were answered by what it protects, by the cache's step.
        var answered: [Double]
    }

    /// One operation's flow as the shares served now are; adds its work to that of the subsystems,
    /// and what it fills to what fills the caches.
    mutating func cachedFlow(
        of index: Int, _ conditions: [SubsystemCondition], intents: Double,
        dependents: [DependentLoad]
    ) -> OperationFlow {
        let operation = operations[index]
        let classes = keyClasses(of: index, conditions)
        let passages = classes.map { passage(of: index, $0, conditions) }
        let courses = passages.map {
            Retries.course(failing: 1 - $0.success, atMost: operation.retries.atMost)
        }
        var success = 0.0
        var wanted = 0.0
        for place in classes.indices {
            success += classes[place].share * passages[place].success
            wanted += classes[place].share * courses[place].retries
        }
        let budget = operation.retries.budget?.fraction ?? .infinity
        let allowed = wanted > budget ? budget / wanted : 1
        let others = dependents.reduce(0) { sum, dependent in
            dependent.operation == index ? sum + Self.sends(dependent, success: success) : sum
        }
        var flow = OperationFlow(
            offered: intents, answered: 0, attempts: intents * (1 + allowed * wanted),
            success: success)
        for place in classes.indices {
            let (share, course) = (classes[place].share, courses[place])
            let attempts = share * (intents * (1 + allowed * course.retries) + others)
            add(passages[place], of: index, attempts: attempts, conditions)
            let first = passages[place].success
            let unbounded = first == 0 ? 0 : 1 - course.unanswered
            flow.answered += intents * share * (first + allowed * (unbounded - first))
        }
        return flow
    }

    /// Nothing fills any cache, until the flows of operations are known.
    mutating func clearFills(_ conditions: [SubsystemCondition]) {
        for (subsystem, condition) in conditions.enumerated() {
            let paces = (condition.paces.map(\.pace).max() ?? -1) + 1
            fillRates[subsystem] = [Double](repeating: 0, count: paces)
        }
    }

    private func keyClasses(
        of index: Int, _ conditions: [SubsystemCondition]
    ) -> [KeyClass] {
        var classes = [KeyClass(share: 1)]
        for (place, step) in operations[index].path.enumerated() {
            let condition = conditions[step.subsystem.index]
            let alive = reached(condition, by: index, at: place)
            let kept = condition.kept
            if alive == 1 && kept == 1 { continue }
            let isProtected = place > 0 && isCacheStep[index][place - 1]
            var split: [KeyClass] = []
            for found in classes {
                if found.end != nil {
                    split.append(found)
                    continue
                }
                let parts = [
                    (alive * kept, nil), (1 - alive, End(step: place, isWorkedAt: false)),
                    (alive * (1 - kept), End(step: place, isWorkedAt: true)),
                ]
                for (share, end) in parts where share > 0 {
                    var part = found
                    part.share *= share
                    if let end {
                        if isProtected { part.deadSteps.append(end) } else { part.end = end }
                    }
                    split.append(part)
                }
            }
            classes = split
        }
        return classes
    }

    private func passage(
        of index: Int, _ keys: KeyClass, _ conditions: [SubsystemCondition]
    ) -> Passage {
        let operation = operations[index]
        var passage = Passage(
            arriving: [Double](repeating: 0, count: operation.path.count),
            answered: [Double](repeating: 0, count: operation.path.count))
        var onWay = 1.0
        var hits = 0.0
        for (place, step) in operation.path.enumerated() {
            let isProtected = place > 0 && isCacheStep[index][place - 1]
            if !isProtected {
                onWay += hits
                hits = 0
            }
            if let end = keys.end, end.step == place {
                if end.isWorkedAt { passage.arriving[place] = onWay }
                return passage
            }
            if let dead = keys.deadSteps.first(where: { $0.step == place }) {
                if dead.isWorkedAt { passage.arriving[place] = onWay }
                onWay = 0
                continue
            }
            passage.arriving[place] = onWay
            onWay *= passing(step, of: index, at: place, conditions)
            if isProtected { passage.answered[place - 1] = onWay }
            if isCacheStep[index][place] {
                let ratio = hitRatio(step, of: operation, conditions)
                hits = onWay * ratio
                onWay *= 1 - ratio
            }
        }
        passage.success = (onWay + hits) * (1 - operation.fails.fraction)
        return passage
    }

    /// The share of hits among the attempts that pass a cache.
    private func hitRatio(
        _ step: PathStep, of operation: OperationSpec, _ conditions: [SubsystemCondition]
    ) -> Double {
        var passing = 0.0
        var hitting = 0.0
        for (place, pace) in conditions[step.subsystem.index].paces.enumerated()
        where Self.isInTime(step, of: operation, pace) {
            let share = Double(pace.servers) * served[step.subsystem.index][place]
            passing += share
            hitting += share * pace.hits
        }
        return passing > 0 ? hitting / passing : 0
    }

    private mutating func add(
        _ passage: Passage, of index: Int, attempts: Double, _ conditions: [SubsystemCondition]
    ) {
        let operation = operations[index]
        for (place, step) in operation.path.enumerated() {
            let condition = conditions[step.subsystem.index]
            let dead = deadShare(condition, by: index, at: place)
            let arriving = attempts * passage.arriving[place] * (1 - dead)
            work[step.subsystem.index] += arriving * step.service.seconds
            guard isCacheStep[index][place] else { continue }
            let missed =
                passage.arriving[place] * passing(step, of: index, at: place, conditions)
                * (1 - hitRatio(step, of: operation, conditions))
            guard missed > 0 else { continue }
            let servers = condition.paces.reduce(0) { $0 + $1.servers }
            let each = arriving / Double(servers) * (passage.answered[place] / missed)
            for (number, pace) in condition.paces.enumerated()
            where Self.isInTime(step, of: operation, pace) {
                fillRates[step.subsystem.index][pace.pace] +=
                    each * served[step.subsystem.index][number]
            }
        }
    }
}
