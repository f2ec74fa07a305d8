import FumbleModel

/// Subsystems that wait for each other to start: none of them can be first.
enum StartCircle {
    /// - Returns: the subsystems that some chain of `to-start` needs leads back to, in the fleet's
    ///   order; empty: there is no circle.
    static func members(of fleet: FleetSpec) -> [SubsystemID] {
        fleet.subsystems.indices.map { SubsystemID($0) }.filter { reaches($0, from: $0, fleet) }
    }

    private static func reaches(_ goal: SubsystemID, from: SubsystemID, _ fleet: FleetSpec) -> Bool
    {
        var isSeen = [Bool](repeating: false, count: fleet.subsystems.count)
        var open = fleet[from].needs.toStart
        while let next = open.popLast() {
            if next == goal { return true }
            guard !isSeen[next.index] else { continue }
            isSeen[next.index] = true
            open += fleet[next].needs.toStart
        }
        return false
    }
}
