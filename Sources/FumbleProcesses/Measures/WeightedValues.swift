import FumbleModel

/// Values of one quantity, each with its weight: requests, or seconds.
struct WeightedValues: Sendable {
    private var pairs: [(value: Double, weight: Double)] = []

    mutating func add(_ value: Double, weight: Double) {
        if weight > 0 { pairs.append((value, weight)) }
    }

    /// The answer to a measure; without a value where there is nothing of any weight.
    func reading(of measure: MeasureSpec) -> MeasureReading {
        let weight = pairs.reduce(0) { $0 + $1.weight }
        guard weight > 0 else {
            return MeasureReading(
                name: measure.name, weight: 0, mean: nil, standardDeviation: nil, quantiles: [],
                probability: nil)
        }
        let mean = pairs.reduce(0) { $0 + $1.value * $1.weight } / weight
        let squares = pairs.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) * $1.weight }
        let inside = measure.probability.map { range in
            pairs.reduce(0) { $0 + (range.contains($1.value) ? $1.weight : 0) } / weight
        }
        return MeasureReading(
            name: measure.name, weight: weight, mean: mean,
            standardDeviation: (squares / weight).squareRoot(),
            quantiles: quantiles(measure.quantiles, of: weight), probability: inside)
    }

    /// Each the least value at or below which the share of the weight lies.
    private func quantiles(_ shares: [Double], of weight: Double) -> [MeasureReading.Quantile] {
        let sorted = pairs.sorted { $0.value < $1.value }
        return shares.compactMap { share in
            var below = 0.0
            let found = sorted.first { pair in
                below += pair.weight
                return below >= share * weight
            }
            return (found ?? sorted.last).map {
                MeasureReading.Quantile(at: share, value: $0.value)
            }
        }
    }
}
