import FumbleModel

/// Where a time or a count lies on a drawing: a share of its width, or of its height.
///
/// It begins at nothing only where the values come near to that, so that runs which differ by little
/// are seen to differ.
struct ValueScale: Sendable, Hashable {
    let unit: MetricComparison.Unit
    private let from: Double
    private let until: Double
    /// The share at which the scale begins, and at which it ends: what is beyond has the rest.
    private let start: Double
    private let span: Double

    /// - Parameters:
    ///   - values: seconds or requests, none of them below 0.
    ///   - lead: the share before it that is kept free for words.
    ///   - hasBeyond: whether there are values of which it is only known that they are larger; room is
    ///     left for them.
    init(
        _ values: [Double], _ unit: MetricComparison.Unit, lead: Double = 0, hasBeyond: Bool = false
    ) {
        self.unit = unit
        start = lead
        span = hasBeyond ? 1 - Self.beyondWidth : 1
        let (least, most) = (values.min() ?? 0, values.max() ?? 0)
        if most <= least {
            from = most * (1 - Self.leastReach)
            until = most > 0 ? most * (1 + Self.leastReach) : 1
        } else if least < most * Self.nearNothing {
            from = 0
            until = most + (most - least) * Self.margin
        } else {
            from = max(0, least - (most - least) * Self.margin)
            until = most + (most - least) * Self.margin
        }
    }

    /// - Parameters:
    ///   - known: the values that lie on it.
    ///   - beyond: those of which it is only known that they are larger; where nothing else is known
    ///     the scale goes up to them.
    init(
        known: [Double], beyond: [Double], _ unit: MetricComparison.Unit, lead: Double = 0
    ) {
        self.init(
            known.isEmpty && !beyond.isEmpty ? [0] + beyond : known, unit, lead: lead,
            hasBeyond: !beyond.isEmpty)
    }

    /// From 0 to 1; what lies outside is moved to the nearest end of the scale.
    func share(_ value: Double) -> Double {
        start + (span - start) * min(max((value - from) / (until - from), 0), 1)
    }

    func percent(_ value: Double) -> String { TimeScale.percent(share(value)) }

    /// The end of the scale, and the middle of the room for what is beyond it.
    var end: Double { span }
    var beyond: Double { (span + 1) / 2 }

    /// A place in that room, one of so many side by side.
    func beyond(_ place: Int, of count: Int) -> Double {
        span + (1 - span) * (Double(place) + 0.5) / Double(count)
    }

    /// Round values on the scale, at most six.
    var ticks: [Double] {
        let step = self.step
        let first = (from / step).rounded(.up)
        let last = (until / step).rounded(.down)
        guard last >= first else { return [] }
        return (0...Int(last - first)).map { (first + Double($0)) * step }
    }

    /// The ticks with their words, for a scale that goes upwards.
    var levels: [Lane.Tick] { ticks.map { Lane.Tick(share($0), words($0)) } }

    /// The same from left to right, where a word needs room on both sides, and one for what is beyond.
    var axis: [Lane.Tick] {
        let last = span - Self.roomForAWord
        let clear = levels.filter {
            $0.share <= start || ($0.share > Self.roomForAWord && $0.share < last)
        }
        return Lane.apart(clear.isEmpty ? levels : clear)
            + (span < 1 ? [Lane.Tick(1, "longer")] : [])
    }

    private func words(_ value: Double) -> String {
        guard unit == .seconds else { return PeopleNumber.grouped(value) }
        return TimeScale.words(Self.span(value))
    }

    private static func span(_ seconds: Double) -> TimeSpan {
        TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded()))
    }

    private var step: Double {
        let length = until - from
        let most = unit == .seconds ? Self.mostTimes : Self.mostCounts
        let fits = { (step: Double) in length / step <= most }
        if unit == .seconds, length > most,
            let step = TimeScale.steps.map(\.seconds).first(where: fits)
        {
            return step
        }
        return RoundStep.first(from: unit == .seconds ? 0.000_001 : 1, where: fits)
    }

    private static let beyondWidth = 0.1
    private static let roomForAWord = 0.07
    /// Steps on one axis; counts are long words.
    private static let mostTimes = 5.0
    private static let mostCounts = 4.0
    private static let margin = 0.09
    private static let leastReach = 0.05
    private static let nearNothing = 0.35
}

/// 1, 2, 5, 10, 20, 50 ... times something.
enum RoundStep {
    /// The first that fits, or the largest that is tried.
    static func first(from least: Double, where fits: (Double) -> Bool) -> Double {
        var step = least
        for _ in 0..<mostDecades {
            for factor in [1.0, 2, 5] where fits(step * factor) { return step * factor }
            step *= 10
        }
        return step
    }

    private static let mostDecades = 30
}
