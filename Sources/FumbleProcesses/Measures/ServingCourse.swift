import FumbleModel

/// How many servers of each subsystem served, and how many had been removed, and since when.
struct ServingCourse: Sendable {
    private let capacity: [Int]
    private var serving: [[Step]]
    private var removed = [Step(at: .start, level: 0)]

    private struct Step: Sendable {
        let at: Instant
        let level: Int
    }

    /// Every server serves.
    init(_ topology: Topology) {
        capacity = topology.carriers.map(\.count)
        serving = capacity.map { [Step(at: .start, level: $0)] }
    }

    mutating func record(_ event: FleetEvent) {
        switch event.what {
        case .serving(let subsystem, let servers):
            serving[subsystem.index].append(Step(at: event.at, level: servers))
        case .removed(let servers):
            removed.append(
                Step(at: event.at, level: (removed.last?.level ?? 0) + servers))
        default: break
        }
    }

    /// What it answers to a measure of the run up to now; nil: it knows nothing of the quantity.
    func values(of measure: MeasureSpec, upTo now: Instant) -> WeightedValues? {
        switch measure.quantity {
        case .serving(let id): levels(serving[id.index], measure, now) { Double($0) }
        case .down(let id):
            levels(serving[id.index], measure, now) { Double(capacity[id.index] - $0) }
        case .removed: levels(removed, measure, now) { Double($0) }
        case .timeToWhole(let id): once(timeToServing(id, capacity[id.index]))
        case .timeToServing(let id, let servers): once(timeToServing(id, servers))
        case .timeToDownAtMost(let id, let most):
            once(timeToDown(id, atMost: most, from: .start + measure.warmUp))
        default: nil
        }
    }

    private func levels(
        _ steps: [Step], _ measure: MeasureSpec, _ now: Instant, _ value: (Int) -> Double
    ) -> WeightedValues {
        var values = WeightedValues()
        if let at = measure.at {
            let instant = Instant.start + at
            if instant <= now, let step = steps.last(where: { $0.at <= instant }) {
                values.add(value(step.level), weight: 1)
            }
            return values
        }
        let from = Instant.start + measure.warmUp
        for (place, step) in steps.enumerated() {
            let end = place + 1 < steps.count ? steps[place + 1].at : now
            let begin = max(step.at, from)
            if begin < end { values.add(value(step.level), weight: (end - begin).seconds) }
        }
        return values
    }

    /// From the first that did not serve until, after there were fewer than are wanted, there are enough again.
    private func timeToServing(_ id: SubsystemID, _ wanted: Int) -> TimeSpan? {
        var began: Instant?
        var wereTooFew = false
        for step in serving[id.index] {
            if step.level < capacity[id.index] { began = began ?? step.at }
            guard let began else { continue }
            if step.level < wanted {
                wereTooFew = true
            } else if wereTooFew {
                return step.at - began
            }
        }
        return nil
    }

    /// Until, after more were down, at most so many are.
    private func timeToDown(_ id: SubsystemID, atMost most: Int, from start: Instant) -> TimeSpan? {
        var wereMore = false
        for step in serving[id.index] {
            if capacity[id.index] - step.level > most {
                wereMore = true
            } else if wereMore, step.at >= start {
                return step.at - start
            }
        }
        return nil
    }

    private func once(_ span: TimeSpan?) -> WeightedValues {
        var values = WeightedValues()
        if let span { values.add(span.seconds, weight: 1) }
        return values
    }
}
