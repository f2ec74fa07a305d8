import FumbleModel

/// Where a ratio lies on a drawing, by its logarithm: twice as much is as far from alike as half.
struct RatioScale: Sendable, Hashable {
    private let from: Double
    private let until: Double

    /// - Parameter ratios: those to be shown, above 0; 1 is always on the scale. What is more than four
    ///   times as much or less than a quarter is moved to its end.
    init(_ ratios: [Double]) {
        let kept = ratios.filter { $0 > 0 }.map { min(max($0, 1 / Self.farthest), Self.farthest) }
        let (least, most) = (min(kept.min() ?? 1, 1), max(kept.max() ?? 1, 1))
        let margin = max(
            Elementary.log(most / least) * Self.margin, Elementary.log(1 + Self.leastReach))
        from = Elementary.log(least) - margin
        until = Elementary.log(most) + margin
    }

    /// From 0 to 1.
    func share(_ ratio: Double) -> Double {
        guard ratio > 0 else { return 0 }
        return min(max((Elementary.log(ratio) - from) / (until - from), 0), 1)
    }

    func percent(_ ratio: Double) -> String { TimeScale.percent(share(ratio)) }

    /// Whether it lies on the scale, and not beyond an end.
    func holds(_ ratio: Double) -> Bool {
        ratio > 0 && (from...until).contains(Elementary.log(ratio))
    }

    /// Alike, and round changes to both sides of it.
    var axis: [Lane.Tick] {
        let (least, most) = (Elementary.exp(from), Elementary.exp(until))
        let step = RoundStep.first(from: 0.001) { (most - least) / $0 <= Self.mostSteps }
        let first = Int(((least - 1) / step).rounded(.up))
        let last = Int(((most - 1) / step).rounded(.down))
        return (first...max(first, last)).compactMap { place in
            let ratio = 1 + Double(place) * step
            guard holds(ratio) else { return nil }
            return Lane.Tick(share(ratio), place == 0 ? "alike" : Self.words(ratio))
        }
    }

    /// `+12%`, `-3.4%`, `0%`.
    ///
    /// - Parameter gate: what it stands beside: it reads on the side of it on which it is.
    static func words(_ ratio: Double, beside gate: Share? = nil) -> String {
        signed(ratio, beside: gate) + "%"
    }

    /// A ratio as a change in percent: `+12`, `-3.4`, `0`.
    static func signed(_ ratio: Double, beside gate: Share? = nil) -> String {
        let change = ComparedPercent.number(ratio - 1, beside: gate?.fraction)
        return (change > 0 ? "+" : "") + PlainNumber.text(change == 0 ? 0 : change)
    }

    private static let farthest = 4.0
    private static let margin = 0.08
    private static let leastReach = 0.01
    private static let mostSteps = 5.0
}
