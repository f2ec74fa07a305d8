internal import FumbleModel

/// The measures that look at servers and subsystems, and at the queues of dependents that are flows.
struct FleetMeters: Sendable {
    private var meters: [Meter] = []

    /// One measure, and what it has come to so far.
    struct Meter: Sendable {
        /// The measure's place in the experiment.
        let place: Int
        let quantity: MeasureSpec.Quantity
        let warmUp: Int64
        var collector: Collector
        var milestone: Milestone
        /// Failures so far; requests queued when that was last looked at, and when that was.
        var count = 0
        var queued = 0.0
        var since: Int64 = 0
        /// Whether fewer, or more, than asked for have been there.
        var wasBeyond = false
    }

    init(_ measures: [MeasureSpec], _ facts: [SubsystemFacts], grain: TrafficGrain) {
        for (place, measure) in measures.enumerated() {
            guard Self.looks(at: measure.quantity, in: grain) else { continue }
            let start: Int64 =
                if case .serving(let id) = measure.quantity { Int64(facts[id.index].capacity) } else
                { 0 }
            let isShare = if case .hitRatio = measure.quantity { true } else { false }
            let isTime = if case .restartAge = measure.quantity { true } else { false }
            meters.append(
                Meter(
                    place: place, quantity: measure.quantity,
                    warmUp: measure.warmUp.microseconds,
                    collector: Collector(
                        measure, scale: isTime || isShare ? 1e-6 : 1, level: start),
                    milestone: Milestone(warmUp: measure.warmUp.microseconds)))
        }
    }

    var isEmpty: Bool { meters.isEmpty }

    /// Takes note of how the fleet is from now on, at the end of an instant.
    mutating func note(
        _ standings: [Standing], _ facts: [SubsystemFacts], removed: Int, at now: Int64
    ) {
        for index in meters.indices {
            switch meters[index].quantity {
            case .serving(let id):
                meters[index].collector.set(Int64(standings[id.index].serving), at: now)
            case .down(let id):
                let down = facts[id.index].capacity - standings[id.index].serving
                meters[index].collector.set(Int64(down), at: now)
            case .stoppedCells(let id):
                let stopped = facts[id.index].cellCount - standings[id.index].liveCells
                meters[index].collector.set(Int64(stopped), at: now)
            case .removed: meters[index].collector.set(Int64(removed), at: now)
            case .timeToWhole(let id):
                let capacity = facts[id.index].capacity
                meters[index].reach(capacity, standings[id.index].serving, of: capacity, at: now)
            case .timeToServing(let id, let wanted):
                meters[index].reach(
                    wanted, standings[id.index].serving, of: facts[id.index].capacity, at: now)
            case .timeToDownAtMost(let id, let most):
                meters[index].milestone.begin(at: meters[index].warmUp)
                let down = facts[id.index].capacity - standings[id.index].serving
                if down > most {
                    meters[index].wasBeyond = true
                } else if meters[index].wasBeyond {
                    meters[index].milestone.end(at: now)
                }
            default: break
            }
        }
    }

    /// The hit ratio of a cache is another from now on; it is kept in millionths.
    mutating func hits(_ subsystem: Int, _ ratio: Double, at now: Int64) {
        for index in meters.indices
        where meters[index].quantity == .hitRatio(SubsystemID(subsystem)) {
            meters[index].collector.set(Int64((ratio * 1_000_000).rounded()), at: now)
        }
    }

    /// A server of these subsystems crashed by itself.
    mutating func failed(_ subsystems: [SubsystemID], at now: Int64) {
        for index in meters.indices where now >= meters[index].warmUp {
            guard case .failuresPerHour(let id) = meters[index].quantity else { continue }
            if subsystems.contains(id) { meters[index].count += 1 }
        }
    }

    /// A server of a subsystem has started, the last time before that having been `before`.
    mutating func started(_ subsystem: Int, before: Int64, at now: Int64) {
        for index in meters.indices
        where meters[index].quantity == .restartAge(SubsystemID(subsystem)) {
            meters[index].collector.addAge(since: before, to: now)
        }
    }

    /// What a dependent has queued when its queue begins to grow or shrink in another way.
    mutating func backlog(_ dependent: Int, _ queued: Double, at now: Int64) {
        for index in meters.indices where meters[index].quantity == .backlog(dependent) {
            meters[index].ramp(to: queued, at: now)
        }
    }

    /// A dependent's queue began, or was worked off.
    mutating func queue(_ dependent: Int, isOver: Bool, at now: Int64) {
        for index in meters.indices where meters[index].quantity == .timeToDrain(dependent) {
            if isOver {
                meters[index].milestone.end(at: now)
            } else {
                meters[index].milestone.begin(at: now)
            }
        }
    }

    /// The answers so far, each with the place of its measure.
    ///
    /// - Parameters:
    ///   - lastStarts: when each server of a subsystem last started.
    ///   - queued: what a dependent has queued now.
    func readings(
        of measures: [MeasureSpec], at now: Int64, lastStarts: (Int) -> [Int64],
        queued: (Int) -> Double
    ) -> [(place: Int, MeasureReading)] {
        meters.map { meter in
            var meter = meter
            let measure = measures[meter.place]
            switch meter.quantity {
            case .restartAge(let id):
                for start in lastStarts(id.index) {
                    meter.collector.addAge(since: start, to: now, isLast: true)
                }
                return (meter.place, meter.collector.sampleReading(of: measure, perSecond: true))
            case .backlog(let dependent):
                meter.ramp(to: queued(dependent), at: now)
                return (meter.place, meter.collector.sampleReading(of: measure, perSecond: true))
            case .failuresPerHour: return (meter.place, meter.rate(measure, at: now))
            case .timeToWhole, .timeToServing, .timeToDownAtMost, .timeToDrain:
                if let length = meter.milestone.length {
                    meter.collector = Collector(measure, scale: 1e-6)
                    meter.collector.add(Double(length), weight: 1)
                }
                return (meter.place, meter.collector.sampleReading(of: measure))
            default: return (meter.place, meter.collector.levelReading(of: measure, at: now))
            }
        }
    }

    private static func looks(
        at quantity: MeasureSpec.Quantity, in grain: TrafficGrain
    ) -> Bool {
        switch quantity {
        case .latency, .wait, .attempts, .success, .refused, .inSystem, .queued, .busy, .inFleet:
            false
        case .backlog, .hitRatio: grain == .flow
        case .serving, .down, .stoppedCells, .removed, .restartAge, .failuresPerHour,
            .timeToWhole, .timeToServing, .timeToDownAtMost, .timeToDrain:
            true
        }
    }
}

extension FleetMeters.Meter {
    /// Follows how many serve: a milestone begins when one does not, and is over when, after there
    /// were fewer than are wanted, there are enough again.
    fileprivate mutating func reach(
        _ wanted: Int, _ serving: Int, of capacity: Int, at now: Int64
    ) {
        if serving < capacity { milestone.begin(at: now) }
        guard milestone.isUnderWay else { return }
        if serving < wanted {
            wasBeyond = true
        } else if wasBeyond {
            milestone.end(at: now)
        }
    }

    fileprivate mutating func ramp(to new: Double, at now: Int64) {
        collector.addRamp(from: queued, to: new, since: since, until: now)
        queued = new
        since = now
    }

    fileprivate func rate(_ measure: MeasureSpec, at now: Int64) -> MeasureReading {
        let seconds = Integral.seconds(from: min(warmUp, now), to: now)
        return MeasureReading(
            name: measure.name, weight: seconds,
            mean: seconds > 0 ? Double(count) * 3_600 / seconds : nil, standardDeviation: nil,
            quantiles: [], probability: nil)
    }
}
