internal import FumbleModel

/// Gathers what one measure asks for: samples, or a level over time.
///
/// Values are whole numbers, times in microseconds. Mean and variance are kept up as they come
/// (Welford 1962, with weights West 1979).
struct Collector: Sendable {
    /// The collector that is fed by the same quantity; -1: there is none.
    var next: Int32 = -1
    /// Turns values into what was asked for: seconds, or numbers as they are.
    private let scale: Double
    private let warmUp: Int64
    private let instant: Int64?
    private let lowest: Double
    private let highest: Double
    private let wantsRange: Bool
    private var weight = 0.0
    private var mean = 0.0
    private var squares = 0.0
    private var inside = 0.0
    private var histogram: LogLinearHistogram?
    /// The level, and since when it has been that.
    private var level: Int64
    private var since: Int64 = 0
    /// The level at the instant asked for, once that is past.
    private var sampled: Int64?

    /// - Parameter level: at the start of the run.
    init(_ measure: MeasureSpec, scale: Double, level: Int64 = 0) {
        self.scale = scale
        self.level = level
        warmUp = measure.warmUp.microseconds
        instant = measure.at?.microseconds
        wantsRange = measure.probability != nil
        lowest = measure.probability?.atLeast ?? -.infinity
        highest = measure.probability?.atMost ?? .infinity
        histogram = measure.quantiles.isEmpty ? nil : LogLinearHistogram()
    }

    /// Takes a sample; one at an instant is none that could be asked for.
    mutating func sample(_ value: Int64, at now: Int64) {
        if now >= warmUp && instant == nil { add(Double(value), weight: 1) }
    }

    /// The level is another one from now on.
    mutating func set(_ new: Int64, at now: Int64) {
        if new == level { return }
        settle(at: now)
        level = new
    }

    /// Counts the level up to now.
    mutating func settle(at now: Int64) {
        if let instant {
            if sampled == nil && since <= instant && instant < now { sampled = level }
        } else {
            let start = max(since, warmUp)
            if now > start { add(Double(level), weight: Double(now - start)) }
        }
        since = now
    }

    mutating func add(_ value: Double, weight new: Double) {
        weight += new
        let distance = value - mean
        mean += distance * (new / weight)
        squares += new * distance * (value - mean)
        if wantsRange && value * scale >= lowest && value * scale <= highest { inside += new }
        histogram?.add(Int64(value), weight: new)
    }

    /// Takes the time that a server's age grew from one start to the next.
    ///
    /// - Parameter isLast: whether that goes on: then an instant at its end belongs to it too.
    mutating func addAge(since start: Int64, to now: Int64, isLast: Bool = false) {
        let begun = max(start, 0)
        addRamp(
            from: Double(begun - start), to: Double(now - start), since: begun, until: now,
            isLast: isLast)
    }

    /// Takes a value that went evenly from one to another.
    mutating func addRamp(
        from first: Double, to last: Double, since start: Int64, until end: Int64,
        isLast: Bool = false
    ) {
        guard end > start || isLast && end == start else { return }
        let slope = end > start ? (last - first) / Double(end - start) : 0
        if let instant {
            guard start <= instant, instant < end || isLast && instant == end else { return }
            return add(first + slope * Double(instant - start), weight: 1)
        }
        let begun = max(start, warmUp)
        guard end > begun else { return }
        let from = first + slope * Double(begun - start)
        let length = Double(end - begun)
        addEvenly(from: min(from, last), to: max(from, last), weight: length)
    }

    /// Takes values spread evenly between two: their mean and variance are those of the uniform
    /// distribution.
    private mutating func addEvenly(from low: Double, to high: Double, weight new: Double) {
        guard high > low else { return add(low, weight: new) }
        weight += new
        let middle = (low + high) / 2
        let distance = middle - mean
        mean += distance * (new / weight)
        squares += new * (distance * (middle - mean) + (high - low) * (high - low) / 12)
        if wantsRange {
            let from = max(low, lowest / scale)
            let to = min(high, highest / scale)
            if to > from { inside += new * (to - from) / (high - low) }
        }
        histogram?.addEvenly(from: low, to: high, weight: new)
    }

    /// The answer, of samples.
    ///
    /// - Parameter perSecond: whether weights are microseconds.
    func sampleReading(of measure: MeasureSpec, perSecond: Bool = false) -> MeasureReading {
        reading(of: measure, weight: perSecond && instant == nil ? weight / 1_000_000 : weight)
    }

    /// The answer, of a level up to now.
    func levelReading(of measure: MeasureSpec, at now: Int64) -> MeasureReading {
        var copy = self
        guard let instant else {
            copy.settle(at: now)
            return copy.reading(of: measure, weight: copy.weight / 1_000_000)
        }
        if let value = sampled ?? (since <= instant && instant <= now ? level : nil) {
            copy.add(Double(value), weight: 1)
        }
        return copy.reading(of: measure, weight: copy.weight)
    }

    private func reading(of measure: MeasureSpec, weight shown: Double) -> MeasureReading {
        let hasAny = weight > 0
        let quantiles = measure.quantiles.compactMap { share in
            histogram?.quantile(share).map {
                MeasureReading.Quantile(at: share, value: $0 * scale)
            }
        }
        return MeasureReading(
            name: measure.name, weight: shown, mean: hasAny ? mean * scale : nil,
            standardDeviation: hasAny ? (max(squares, 0) / weight).squareRoot() * scale : nil,
            quantiles: quantiles, probability: hasAny && wantsRange ? inside / weight : nil)
    }
}
