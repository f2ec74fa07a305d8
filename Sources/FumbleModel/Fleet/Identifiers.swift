/// One server of a fleet, by its number: servers are numbered from 0 in the order in which the fleet
/// file lists their groups.
package struct ServerID: Hashable, Comparable, Sendable, Codable {
    package let index: Int

    package init(_ index: Int) { self.index = index }

    package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// One subsystem of a fleet, by its place in the fleet file.
package struct SubsystemID: Hashable, Comparable, Sendable, Codable {
    package let index: Int

    package init(_ index: Int) { self.index = index }

    package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// One operation that clients ask of a fleet, by its place in the fleet file.
package struct OperationID: Hashable, Comparable, Sendable, Codable {
    package let index: Int

    package init(_ index: Int) { self.index = index }

    package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}
