internal import FumbleModel

/// Hosts alike: they carry the same, stand in one zone, and last started in one stretch of time.
struct HostGroup: Sendable {
    let name: String
    let hosts: [Host]
    /// How long ago the first and the last of them started.
    let oldest: Int
    let youngest: Int

    var subsystems: [String] { hosts[0].subsystems }
    var zone: String? { hosts[0].zone }

    /// Days ago at which one stretch of start dates ends and the next begins.
    ///
    /// A group has one restart age; the older a server, the longer its start, so ages in one group
    /// differ by about half at most, but for the young.
    static let stretches = [30, 90, 180, 365, 730, 1460]

    /// In the order of what they carry, of zones, and of age; the same list gives the same groups,
    /// whatever the order of its rows.
    static func groups(of hosts: [Host], today: CalendarDay) -> [HostGroup] {
        let keyed = hosts.map { host -> (key: Key, host: Host) in
            let age = today.number - host.started.number
            return (
                Key(
                    subsystems: host.subsystems, zone: host.zone ?? "",
                    stretch: stretches.firstIndex { age < $0 } ?? stretches.count), host
            )
        }.sorted { ($0.key, $0.host.name) < ($1.key, $1.host.name) }
        var groups: [(key: Key, hosts: [Host])] = []
        for (key, host) in keyed {
            if groups.last?.key == key {
                groups[groups.count - 1].hosts.append(host)
            } else {
                groups.append((key, [host]))
            }
        }
        var names = GroupNames()
        return groups.map { group in
            let ages = group.hosts.map { today.number - $0.started.number }
            return HostGroup(
                name: names.name(for: group.key.subsystems, zone: group.hosts[0].zone),
                hosts: group.hosts, oldest: ages.max() ?? 0, youngest: ages.min() ?? 0)
        }
    }

    private struct Key: Comparable {
        let subsystems: [String]
        let zone: String
        let stretch: Int

        static func < (left: Key, right: Key) -> Bool {
            if left.subsystems != right.subsystems {
                return left.subsystems.lexicographicallyPrecedes(right.subsystems)
            }
            return (left.zone, left.stretch) < (right.zone, right.stretch)
        }
    }
}

/// Gives each group a name of its own, made of what it carries and where.
private struct GroupNames {
    private var taken: [String] = []

    /// A longer name is cut: what distinguishes groups then is their number.
    private static let longest = 60

    mutating func name(for subsystems: [String], zone: String?) -> String {
        let parts = subsystems + (zone.map { [$0] } ?? [])
        let base = String(parts.joined(separator: "-").prefix(Self.longest))
        var name = base
        var number = 2
        while taken.contains(name) {
            name = "\(base)-\(number)"
            number += 1
        }
        taken.append(name)
        return name
    }
}
