internal import FumbleModel

/// Whether a boot fails and how long it takes, decided by the seed, the subsystem, the server and the number of the boot.
///
/// The stream's name is the subsystem and the server's group, and its number in that group is mixed
/// into the seed, so that adding groups, servers or commands shifts no other draw.
struct BootChance: Sendable {
    private let seed: UInt64
    /// Hashes of the streams' names, by subsystem and group.
    private let failing: [[UInt64]]
    private let lasting: [[UInt64]]

    init(_ spec: FleetSpec, seed: UInt64) {
        self.seed = seed
        failing = Self.hashes(of: spec, named: "boot of")
        lasting = Self.hashes(of: spec, named: "length of boot of")
    }

    /// A number from 0 up to but not including 1.
    func draw(subsystem: Int, group: Int, numberInGroup: Int, boot: UInt32) -> Double {
        var stream = stream(failing[subsystem][group], numberInGroup, boot)
        return stream.unit()
    }

    /// How long a boot takes, in microseconds, rounded to the nearest.
    func bootLength(
        _ lengths: Sampler, subsystem: Int, group: Int, numberInGroup: Int, boot: UInt32
    ) -> Int64 {
        var stream = stream(lasting[subsystem][group], numberInGroup, boot)
        return Horizon.microseconds(lengths.draw(using: &stream))
    }

    private func stream(_ name: UInt64, _ numberInGroup: Int, _ boot: UInt32) -> RandomStream {
        var mixed = FNV()
        mixed.combine(UInt64(numberInGroup))
        mixed.combine(UInt64(boot))
        return RandomStream(seed: seed ^ mixed.value, nameHash: name)
    }

    private static func hashes(of spec: FleetSpec, named what: String) -> [[UInt64]] {
        spec.subsystems.map { subsystem in
            spec.groups.map { FNV.hash("\(what) \(subsystem.name) on \($0.name)") }
        }
    }
}
