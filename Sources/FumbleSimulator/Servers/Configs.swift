internal import FumbleModel

/// Which configuration each instance has; it takes no room until the first one is pushed.
struct Configs: Sendable {
    /// Different configurations; the first is good.
    private var effects = [ConfigEffect.good]
    /// By instance, the number of its configuration; empty: all have the good one.
    private var numbers: [UInt8] = []
    /// By instance, its slowness without that of its configuration.
    private var ownFactors: [Double] = []

    var isInUse: Bool { !numbers.isEmpty }

    /// Makes room for the first configuration that is not good.
    ///
    /// - Parameter factors: how slow each instance is so far.
    mutating func begin(factors: [Double]) {
        numbers = [UInt8](repeating: 0, count: factors.count)
        ownFactors = factors
    }

    /// The number of a configuration; nil: there are too many different ones.
    mutating func number(of effect: ConfigEffect) -> UInt8? {
        if let known = effects.firstIndex(of: effect) { return UInt8(known) }
        guard effects.count <= Int(UInt8.max) else { return nil }
        effects.append(effect)
        return UInt8(effects.count - 1)
    }

    func effect(on instance: Int) -> ConfigEffect {
        isInUse ? effects[Int(numbers[instance])] : .good
    }

    mutating func set(_ instance: Int, to number: UInt8) { numbers[instance] = number }

    /// An instance is made so slow by something other than its configuration.
    mutating func slow(_ instance: Int, by factor: Double) {
        if isInUse { ownFactors[instance] = factor }
    }

    /// How many times as long each request takes an instance in all, if it is so slow by itself.
    func factor(of instance: Int, own factor: Double) -> Double {
        if case .slow(let more) = effect(on: instance) { factor * more } else { factor }
    }

    /// The same, from what it was last told.
    func factor(of instance: Int) -> Double { factor(of: instance, own: ownFactors[instance]) }
}
