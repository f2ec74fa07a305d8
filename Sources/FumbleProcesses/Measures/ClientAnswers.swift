import FumbleModel
package import FumbleTraffic

/// How the clients of one operation were answered, from some moment of the run on.
package struct ClientAnswers: Sendable {
    package var intents = 0
    package var answered = 0
    package var attempts = 0
    /// Of those answered in time, from when each was meant to be sent; nil: it is not known from that
    /// moment on.
    package var latency: LatencyHistogram?

    package init(latency: LatencyHistogram? = nil) { self.latency = latency }

    mutating func add(_ window: OperationWindow) {
        intents += window.offered
        answered += window.answered
        attempts += window.attempts
        latency?.add(window.latency)
    }

    /// What it answers to a measure; nil: it knows nothing of the quantity.
    func reading(of measure: MeasureSpec) -> MeasureReading? {
        switch measure.quantity {
        case .latency:
            guard let latency else { return nil }
            var values = WeightedValues()
            latency.forEach { values.add($0.seconds, weight: Double($1)) }
            return values.reading(of: measure)
        case .success:
            var values = WeightedValues()
            values.add(1, weight: Double(answered))
            values.add(0, weight: Double(intents - answered))
            return values.reading(of: measure)
        case .attempts:
            // How many each took is not kept: there is a mean, and nothing of how they spread.
            return MeasureReading(
                name: measure.name, weight: Double(intents),
                mean: intents > 0 ? Double(attempts) / Double(intents) : nil,
                standardDeviation: nil, quantiles: [], probability: nil)
        default: return nil
        }
    }
}
