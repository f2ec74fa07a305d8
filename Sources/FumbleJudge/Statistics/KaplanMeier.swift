/// The share of runs that have not come to an event by a time, where some were not watched until it
/// came: the product-limit estimate (Kaplan and Meier 1958).
package struct KaplanMeier: Sendable {
    /// One run: how long until the event, or how long it was watched in vain.
    package struct Observation: Sendable, Hashable {
        package let time: Double
        package let isCensored: Bool

        package init(_ time: Double, isCensored: Bool = false) {
            self.time = time
            self.isCensored = isCensored
        }
    }

    /// The times at which the curve falls, rising, and the share that is left after each.
    package let steps: [(time: Double, survival: Double)]

    package init(_ observations: [Observation]) {
        let sorted = observations.sorted { $0.time < $1.time }
        var steps: [(Double, Double)] = []
        // The product telescopes to a quotient of counts up to the first censored run: whole numbers,
        // so that a quantile does not hang on a rounding.
        var survival = 1.0
        var isExact = true
        var place = 0
        while place < sorted.count {
            let time = sorted[place].time
            let end = sorted[place...].firstIndex { $0.time > time } ?? sorted.count
            let events = sorted[place..<end].count { !$0.isCensored }
            let atRisk = sorted.count - place
            if events > 0 {
                survival =
                    isExact
                    ? Double(atRisk - events) / Double(sorted.count)
                    : survival * (Double(atRisk - events) / Double(atRisk))
                steps.append((time, survival))
            }
            if events < end - place { isExact = false }
            place = end
        }
        self.steps = steps
    }

    /// The earliest time by which at least a share of the runs has come to the event; nil: the curve
    /// does not fall so far while runs are watched.
    ///
    /// Without censoring it is the value of the sample of which at least that share is not above.
    ///
    /// - Parameter share: above 0, at most 1.
    package func quantile(_ share: Double) -> Double? {
        steps.first { $0.survival <= 1 - share + Self.slack }?.time
    }

    /// What rounding may add to a product of a few thousand quotients.
    private static let slack = 1e-12
}
