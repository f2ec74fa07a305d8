internal import FumbleModel

/// Whether a boot fails, decided by the seed, the subsystem, the server and the number of the boot.
///
/// The stream's name is the subsystem and the server's group, and its number in that group is mixed
/// into the seed, so that adding groups, servers or commands shifts no other draw.
struct BootChance: Sendable {
    private let seed: UInt64
    private let names: [[String]]

    init(_ spec: FleetSpec, seed: UInt64) {
        self.seed = seed
        names = spec.subsystems.map { subsystem in
            spec.groups.map { "boot of \(subsystem.name) on \($0.name)" }
        }
    }

    /// A number from 0 up to but not including 1.
    func draw(subsystem: Int, group: Int, numberInGroup: Int, boot: UInt32) -> Double {
        var mixed = FNV()
        mixed.combine(UInt64(numberInGroup))
        mixed.combine(UInt64(boot))
        var stream = RandomStream(seed: seed ^ mixed.value, name: names[subsystem][group])
        return stream.unit()
    }
}
