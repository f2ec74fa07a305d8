/// Holm's step-down adjustment (1979) of the chances of several tests, so that the chance of one
/// false alarm among them all is held.
package enum Holm {
    /// In the order given.
    package static func adjusted(_ chances: [Double]) -> [Double] {
        var result = chances
        var highest = 0.0
        let order = chances.indices.sorted { chances[$0] < chances[$1] }
        for (place, index) in order.enumerated() {
            highest = max(highest, min(1, Double(chances.count - place) * chances[index]))
            result[index] = highest
        }
        return result
    }
}
