internal import FumbleModel

/// The measures that look at requests: at each one that is over, or at how many there are where.
struct RequestMeters: Sendable {
    private var collectors: [Collector] = []
    /// The measure that each collector is for, by its place in the experiment.
    private var measureOf: [Int] = []
    /// The first collector of each quantity of each operation, and of each subsystem; -1: none.
    private var samples: [Int32]
    private var levels: [Int32]
    private var backlogs: [Int32]
    private var inFleet: Int32 = -1
    private var isOperationMeasured: [Bool]
    /// Requests at all subsystems, and at each.
    private var total: Int64 = 0
    private var present: [Int64]

    private enum Sample: Int, CaseIterable { case latency, wait, attempts, success, refused }
    private enum Level: Int, CaseIterable { case inSystem, queued, busy, hitRatio }

    init(_ measures: [MeasureSpec], operations: Int, subsystems: Int, dependents: Int) {
        samples = [Int32](repeating: -1, count: operations * Sample.allCases.count)
        levels = [Int32](repeating: -1, count: subsystems * Level.allCases.count)
        backlogs = [Int32](repeating: -1, count: dependents)
        isOperationMeasured = [Bool](repeating: false, count: operations)
        present = [Int64](repeating: 0, count: subsystems)
        for (place, measure) in measures.enumerated() { add(measure, place) }
    }

    /// Whether a measure looks at how many requests are at a subsystem.
    func measures(_ subsystem: Int) -> Bool {
        inFleet >= 0
            || Level.allCases.contains {
                levels[subsystem * Level.allCases.count + $0.rawValue] >= 0
            }
    }

    /// An attempt was worked on to the end of its way.
    mutating func served(_ attempt: Attempt, at now: Int64) {
        guard isOperationMeasured[Int(attempt.operation)] else { return }
        sample(attempt, .wait, attempt.waited, at: now)
    }

    /// An attempt is over for its client.
    mutating func attempted(_ attempt: Attempt, isRefused: Bool, at now: Int64) {
        guard isOperationMeasured[Int(attempt.operation)] else { return }
        sample(attempt, .refused, isRefused ? 1 : 0, at: now)
    }

    /// An intent is over.
    mutating func ended(_ attempt: Attempt, isAnswered: Bool, at now: Int64) {
        guard isOperationMeasured[Int(attempt.operation)] else { return }
        sample(attempt, .latency, now - attempt.intended, at: now)
        sample(attempt, .attempts, Int64(attempt.number), at: now)
        sample(attempt, .success, isAnswered ? 1 : 0, at: now)
    }

    /// So many requests are at a subsystem from now on.
    mutating func level(_ subsystem: Int, waiting: Int32, busy: Int32, at now: Int64) {
        let here = Int64(waiting) + Int64(busy)
        set(levels[subsystem * Level.allCases.count], here, at: now)
        set(levels[subsystem * Level.allCases.count + 1], Int64(waiting), at: now)
        set(levels[subsystem * Level.allCases.count + 2], Int64(busy), at: now)
        guard inFleet >= 0 else { return }
        total += here - present[subsystem]
        present[subsystem] = here
        set(inFleet, total, at: now)
    }

    /// The hit ratio of a cache is another from now on; it is kept in millionths.
    mutating func hits(_ subsystem: Int, _ ratio: Double, at now: Int64) {
        let tap = subsystem * Level.allCases.count + Level.hitRatio.rawValue
        guard levels[tap] >= 0 else { return }
        set(levels[tap], Int64((ratio * 1_000_000).rounded()), at: now)
    }

    mutating func backlog(_ dependent: Int, _ queued: Int, at now: Int64) {
        set(backlogs[dependent], Int64(queued), at: now)
    }

    /// The answers so far, each with the place of its measure.
    func readings(of measures: [MeasureSpec], at now: Int64) -> [(place: Int, MeasureReading)] {
        zip(measureOf, collectors).map { place, collector in
            let measure = measures[place]
            let reading =
                Self.isSampled(measure.quantity)
                ? collector.sampleReading(of: measure)
                : collector.levelReading(of: measure, at: now)
            return (place, reading)
        }
    }

    private mutating func sample(_ attempt: Attempt, _ what: Sample, _ value: Int64, at now: Int64)
    {
        var place = samples[Int(attempt.operation) * Sample.allCases.count + what.rawValue]
        while place >= 0 {
            collectors[Int(place)].sample(value, at: now)
            place = collectors[Int(place)].next
        }
    }

    private mutating func set(_ first: Int32, _ value: Int64, at now: Int64) {
        var place = first
        while place >= 0 {
            collectors[Int(place)].set(value, at: now)
            place = collectors[Int(place)].next
        }
    }

    private mutating func add(_ measure: MeasureSpec, _ place: Int) {
        switch measure.quantity {
        case .latency(let id): addSample(measure, place, id, .latency, scale: 1e-6)
        case .wait(let id): addSample(measure, place, id, .wait, scale: 1e-6)
        case .attempts(let id): addSample(measure, place, id, .attempts, scale: 1)
        case .success(let id): addSample(measure, place, id, .success, scale: 1)
        case .refused(let id): addSample(measure, place, id, .refused, scale: 1)
        case .inSystem(let id): addLevel(measure, place, id, .inSystem)
        case .queued(let id): addLevel(measure, place, id, .queued)
        case .busy(let id): addLevel(measure, place, id, .busy)
        case .hitRatio(let id): addLevel(measure, place, id, .hitRatio, scale: 1e-6)
        case .inFleet: inFleet = append(measure, place, before: inFleet, scale: 1)
        case .backlog(let dependent):
            backlogs[dependent] = append(measure, place, before: backlogs[dependent], scale: 1)
        case .serving, .down, .stoppedCells, .removed, .restartAge, .failuresPerHour,
            .timeToWhole, .timeToServing, .timeToDownAtMost, .timeToDrain:
            break
        }
    }

    private mutating func addSample(
        _ measure: MeasureSpec, _ place: Int, _ id: OperationID, _ what: Sample, scale: Double
    ) {
        let tap = id.index * Sample.allCases.count + what.rawValue
        isOperationMeasured[id.index] = true
        samples[tap] = append(measure, place, before: samples[tap], scale: scale)
    }

    private mutating func addLevel(
        _ measure: MeasureSpec, _ place: Int, _ id: SubsystemID, _ what: Level,
        scale: Double = 1
    ) {
        let tap = id.index * Level.allCases.count + what.rawValue
        levels[tap] = append(measure, place, before: levels[tap], scale: scale)
    }

    private mutating func append(
        _ measure: MeasureSpec, _ place: Int, before next: Int32, scale: Double
    ) -> Int32 {
        var collector = Collector(measure, scale: scale)
        collector.next = next
        collectors.append(collector)
        measureOf.append(place)
        return Int32(collectors.count - 1)
    }

    private static func isSampled(_ quantity: MeasureSpec.Quantity) -> Bool {
        switch quantity {
        case .latency, .wait, .attempts, .success, .refused: true
        default: false
        }
    }
}
