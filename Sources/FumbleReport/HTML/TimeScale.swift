import FumbleModel

/// Where an instant lies on a drawing that is as wide as there is room: in percent from the left.
struct TimeScale: Sendable, Hashable {
    let from: Instant
    let until: Instant

    /// - Parameter until: if it is not after `from`, the scale is one second long.
    init(from: Instant, until: Instant) {
        self.from = from
        self.until = max(until, from + .seconds(1))
    }

    /// From 0 to 1; what lies outside is moved to the nearest end.
    func share(_ instant: Instant) -> Double {
        min(max((instant - from).seconds / (until - from).seconds, 0), 1)
    }

    /// Such as `12.5%`.
    func percent(_ instant: Instant) -> String { Self.percent(share(instant)) }

    /// The width of a stretch of time, and at least `least` of the whole.
    func width(_ from: Instant, _ until: Instant, least: Double = 0.002) -> String {
        Self.percent(max(share(until) - share(from), least))
    }

    static func percent(_ share: Double) -> String {
        PlainNumber.text((share * 10_000).rounded() / 100) + "%"
    }

    /// Round instants, at most seven, the first at the start.
    var ticks: [Instant] {
        let length = until - from
        let step = Self.steps.first { length.microseconds / $0.microseconds <= Self.mostSteps }
        guard let step else { return [from] }
        return (0...(length.microseconds / step.microseconds)).map { from + step.times(Int($0)) }
    }

    /// `40 s`, `5 min`, `2 h 49 min`, `1 d 12 h`: exactly, in as many units as that takes; what is no
    /// whole second in one, such as `1.5 s` and `40.5 ms`.
    static func words(_ span: TimeSpan) -> String {
        let second = TimeUnit.second.microseconds
        var left = span.microseconds
        guard left > 0 else { return left == 0 ? "0" : PeopleTime.text(span) }
        guard left % second == 0 else {
            return left < second
                ? "\(PlainNumber.text(Double(left) / 1_000)) ms"
                : "\(PlainNumber.text(span.seconds)) s"
        }
        let units: [(String, Int64)] = [
            ("d", TimeUnit.day.microseconds), ("h", TimeUnit.hour.microseconds),
            ("min", TimeUnit.minute.microseconds), ("s", second),
        ]
        var parts: [String] = []
        for (name, size) in units where left >= size {
            parts.append("\(left / size) \(name)")
            left %= size
        }
        return parts.joined(separator: " ")
    }

    private static let mostSteps: Int64 = 6
    static let steps: [TimeSpan] =
        [1, 2, 5, 10, 20, 30].map { .seconds($0) } + [1, 2, 5, 10, 20, 30].map { .minutes($0) }
        + [1, 2, 4, 6, 12, 24, 48, 96, 240, 960].map { .minutes($0 * 60) }
}
