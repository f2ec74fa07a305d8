internal import FumbleDocument
package import FumbleModel

/// A fleet made of a list of hosts, as the text of its file: what the list does not say is a guess, and
/// marked as one.
package struct InventoryFleet: Sendable {
    /// The list's file.
    let origin: String
    private let source: SourceText
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
        let source = SourceText(file: file, bytes: bytes)
        return .success(InventoryFleet(found, source, origin: file, today: today))
    }

    private init(
        _ found: InventoryReader.Found, _ source: SourceText, origin: String, today: CalendarDay
    ) {
        self.origin = origin
        self.source = source
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

    /// The same, if each host can be called in a fleet's file what it is called: where lines name hosts.
    ///
    /// - Returns: else each that cannot, at its place in the list.
    package func namingHosts() -> Result<InventoryFleet, IntakeMistakes> {
        var diagnostics = Diagnostics()
        for host in groups.flatMap(\.hosts) {
            guard let mistake = NameText.mistake(in: host.serverName) else { continue }
            diagnostics.report(
                mistake.code, at: host.span, "the host `\(host.name)` \(mistake.message)",
                help: mistake.help)
        }
        guard diagnostics.isEmpty else {
            return .failure(IntakeMistakes(diagnostics: diagnostics, source: source))
        }
        return .success(self)
    }

    /// One whose loss takes none of what it carries below the minimum that is guessed; else the first.
    func example(carrying subsystem: String) -> Host {
        let hosts = groups.filter { $0.subsystems.contains(subsystem) }.flatMap(\.hosts)
        let spare = hosts.first { host in
            host.subsystems.allSatisfy { self.hosts(of: $0) > minimum(of: self.hosts(of: $0)) }
        }
        return spare ?? hosts[0]
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
