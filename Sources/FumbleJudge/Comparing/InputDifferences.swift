import FumbleModel

/// What inputs came to before and now, where that differs.
enum InputDifferences {
    /// `rate was 2, and is 4`, of those that both have, in the order of the later.
    static func texts(_ before: [Plan.Input], _ now: [Plan.Input]) -> [String] {
        let known = Dictionary(
            before.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        return now.compactMap { input in
            guard let old = known[input.name], old != input.value else { return nil }
            return "\(input.name) was \(old), and is \(input.value)"
        }
    }
}
