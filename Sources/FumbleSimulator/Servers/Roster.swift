internal import FumbleModel

/// Which instances there are: one for each subsystem that each server carries, numbered server by
/// server. It never changes.
struct Roster: Sendable {
    let instanceCount: Int
    let serverOf: [Int32]
    let subsystemOf: [UInt16]
    /// The instance's place among those of its subsystem: it decides the cell.
    let placeOf: [Int32]
    private let groupOf: [Int32]
    private let groups: [Group]
    private let carriers: [[ServerID]]

    private struct Group: Sendable {
        let firstServer: Int
        let firstInstance: Int
        let width: Int
        /// The place of each subsystem among those that a server of the group carries; -1: none.
        let slots: [Int]
    }

    init(_ fleet: FleetSpec, _ topology: Topology) {
        var serverOf: [Int32] = []
        var subsystemOf: [UInt16] = []
        var placeOf: [Int32] = []
        var groups: [Group] = []
        var places = [Int32](repeating: 0, count: fleet.subsystems.count)
        var server = 0
        for group in fleet.groups {
            var slots = [Int](repeating: -1, count: fleet.subsystems.count)
            for (slot, subsystem) in group.carries.enumerated() { slots[subsystem.index] = slot }
            groups.append(
                Group(
                    firstServer: server, firstInstance: serverOf.count,
                    width: group.carries.count, slots: slots))
            for number in server..<server + group.count {
                for subsystem in group.carries {
                    serverOf.append(Int32(number))
                    subsystemOf.append(UInt16(subsystem.index))
                    placeOf.append(places[subsystem.index])
                    places[subsystem.index] += 1
                }
            }
            server += group.count
        }
        instanceCount = serverOf.count
        self.serverOf = serverOf
        self.subsystemOf = subsystemOf
        self.placeOf = placeOf
        self.groups = groups
        groupOf = topology.groupOf
        carriers = topology.carriers
    }

    func group(of server: Int) -> Int { Int(groupOf[server]) }

    /// The server's number within its group: it stays when other groups are added.
    func numberInGroup(_ server: Int) -> Int { server - groups[group(of: server)].firstServer }

    func instances(of server: Int) -> Range<Int> {
        let group = groups[group(of: server)]
        let first = group.firstInstance + (server - group.firstServer) * group.width
        return first..<first + group.width
    }

    func instance(of subsystem: Int, on server: Int) -> Int? {
        let slot = groups[group(of: server)].slots[subsystem]
        return slot < 0 ? nil : instances(of: server).lowerBound + slot
    }

    /// Servers that carry a subsystem.
    func capacity(of subsystem: Int) -> Int { carriers[subsystem].count }

    /// The instance at a place of a subsystem.
    func instance(of subsystem: Int, at place: Int) -> Int {
        let server = carriers[subsystem][place].index
        let group = groups[group(of: server)]
        return group.firstInstance + (server - group.firstServer) * group.width
            + group.slots[subsystem]
    }
}
