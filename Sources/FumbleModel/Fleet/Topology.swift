/// Who carries what, worked out once from a fleet file: servers by number, group, zone and cell.
package struct Topology: Sendable {
    package let serverCount: Int
    /// The group of each server, by index.
    package let groupOf: [Int32]
    /// The zone of each server, by index into the fleet's zones; -1: none.
    package let zoneOf: [Int32]
    /// The servers that carry each subsystem, in order of their numbers.
    package let carriers: [[ServerID]]
    /// What the servers of each group carry.
    package let carriedBy: [[SubsystemID]]
    package let groupNames: [String]
    /// How many servers each group has; they are numbered group after group.
    private let groupSizes: [Int]

    package init(_ fleet: FleetSpec) {
        let total = fleet.groups.reduce(0) { $0 + $1.count }
        var groupOf: [Int32] = []
        var zoneOf: [Int32] = []
        groupOf.reserveCapacity(total)
        zoneOf.reserveCapacity(total)
        var carriers = [[ServerID]](repeating: [], count: fleet.subsystems.count)
        for (index, group) in fleet.groups.enumerated() {
            let first = groupOf.count
            for place in 0..<group.count {
                groupOf.append(Int32(index))
                zoneOf.append(
                    group.zones.isEmpty ? -1 : Int32(group.zones[place % group.zones.count]))
            }
            for subsystem in group.carries {
                carriers[subsystem.index] += (first..<first + group.count).map { ServerID($0) }
            }
        }
        self.serverCount = total
        self.groupOf = groupOf
        self.zoneOf = zoneOf
        self.carriers = carriers
        self.carriedBy = fleet.groups.map(\.carries)
        self.groupNames = fleet.groups.map(\.name)
        self.groupSizes = fleet.groups.map(\.count)
    }

    package func carried(by server: ServerID) -> [SubsystemID] {
        carriedBy[Int(groupOf[server.index])]
    }

    /// Servers that carry a subsystem, at the start of the run.
    package func capacity(of subsystem: SubsystemID) -> Int { carriers[subsystem.index].count }

    /// The servers that are a subsystem's primaries at the start of the run: of each cell the first,
    /// or the first of all; empty if it has no roles.
    package func firstPrimaries(of subsystem: SubsystemID, in fleet: FleetSpec) -> [ServerID] {
        guard let roles = fleet[subsystem].roles else { return [] }
        let cells = roles.scope == .one ? 1 : fleet[subsystem].cells?.count ?? 1
        return Array(carriers[subsystem.index].prefix(cells))
    }

    /// The same number of servers for each subsystem that some of `servers` carry.
    ///
    /// - Returns: one count a subsystem of the fleet, in the fleet's order.
    package func tally(of servers: [ServerID]) -> [Int] {
        var byGroup = [Int](repeating: 0, count: carriedBy.count)
        for server in servers { byGroup[Int(groupOf[server.index])] += 1 }
        return tally(ofGroups: byGroup)
    }

    /// The same for the servers that do one thing.
    ///
    /// - Parameter lives: what each server does, by its number.
    package func tally(of life: Life, in lives: [Life]) -> [Int] {
        var first = 0
        let byGroup = groupSizes.map { size in
            defer { first += size }
            return lives[first..<first + size].reduce(0) { $0 + ($1 == life ? 1 : 0) }
        }
        return tally(ofGroups: byGroup)
    }

    private func tally(ofGroups byGroup: [Int]) -> [Int] {
        var tally = [Int](repeating: 0, count: carriers.count)
        for (group, count) in byGroup.enumerated() where count > 0 {
            for subsystem in carriedBy[group] { tally[subsystem.index] += count }
        }
        return tally
    }
}
