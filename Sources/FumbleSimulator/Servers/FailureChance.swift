internal import FumbleModel

/// When servers crash by themselves, decided by the seed, the group, the server and the number of its
/// life.
///
/// As with boots, a server's number in its group is mixed into the seed, so that adding groups,
/// servers or commands shifts no other draw.
struct FailureChance: Sendable {
    private let seed: UInt64
    /// By group; nil: its servers do not crash by themselves.
    private let lengths: [Sampler?]
    private let names: [UInt64]

    init(_ spec: FleetSpec, seed: UInt64) {
        self.seed = seed
        lengths = spec.groups.map { $0.failure.map(Sampler.init) }
        names = spec.groups.map { FNV.hash("failure of \($0.name)") }
    }

    func hasFailures(_ group: Int) -> Bool { lengths[group] != nil }

    /// How long a server serves in one of its lives, in microseconds; nil: it does not fail.
    func draw(group: Int, numberInGroup: Int, life: UInt32) -> Int64? {
        guard let sampler = lengths[group] else { return nil }
        var mixed = FNV()
        mixed.combine(UInt64(numberInGroup))
        mixed.combine(UInt64(life))
        var stream = RandomStream(seed: seed ^ mixed.value, nameHash: names[group])
        return Horizon.microseconds(sampler.draw(using: &stream))
    }
}
