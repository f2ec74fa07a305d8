internal import FumbleDocument
package import FumbleModel

/// A fleet made of a list of hosts, as the text of its file: what the list does not say is a guess, and
/// marked as one.
package struct InventoryFleet: Sendable {
    /// The list's file.
    let origin: String
    let today: CalendarDay
    let groups: [HostGroup]
    /// How many hosts carry each subsystem, in the order of their names.
    let subsystems: [(name: String, hosts: Int)]
    package let zones: [String]
    /// Columns of the list that nothing is made of.
    package let otherColumns: [String]

    package static func read(
        _ bytes: [UInt8], file: String, today: CalendarDay
    ) -> Result<InventoryFleet, IntakeMistakes> {
        var diagnostics = Diagnostics()
        guard
            let found = InventoryReader.read(
                bytes, file: file, today: today, diagnostics: &diagnostics)
        else {
            return .failure(
                IntakeMistakes(
                    diagnostics: diagnostics, source: SourceText(file: file, bytes: bytes)))
        }
        return .success(InventoryFleet(found, origin: file, today: today))
    }

    private init(_ found: InventoryReader.Found, origin: String, today: CalendarDay) {
        self.origin = origin
        self.today = today
        groups = HostGroup.groups(of: found.hosts, today: today)
        var counts: [String: Int] = [:]
        for name in found.hosts.flatMap(\.subsystems) { counts[name, default: 0] += 1 }
        subsystems = counts.keys.sorted().map { (name: $0, hosts: counts[$0] ?? 0) }
        zones = Set(found.hosts.compactMap(\.zone)).sorted()
        otherColumns = found.others
    }

    package var hostCount: Int { groups.reduce(0) { $0 + $1.hosts.count } }

    /// By the number of hosts, the most first.
    package var largestFirst: [String] {
        subsystems.sorted { ($1.hosts, $0.name) < ($0.hosts, $1.name) }.map(\.name)
    }

    func hosts(of subsystem: String) -> Int {
        subsystems.first { $0.name == subsystem }?.hosts ?? 0
    }

    /// How many of its hosts stand in each zone, the fewest first.
    func zones(of subsystem: String) -> [(name: String, hosts: Int)] {
        let groups = groups.filter { $0.subsystems.contains(subsystem) }
        return zones.map { zone in
            let hosts = groups.filter { $0.zone == zone }.map(\.hosts.count).reduce(0, +)
            return (name: zone, hosts: hosts)
        }.filter { $0.hosts > 0 }.sorted { ($0.hosts, $0.name) < ($1.hosts, $1.name) }
    }

    /// Servers that must serve where nobody has said how many: four fifths, or all but one of a few.
    func minimum(of hosts: Int) -> Int {
        hosts < Self.few ? max(hosts - 1, 1) : (hosts * 4 + 4) / 5
    }

    private static let few = 5
}
