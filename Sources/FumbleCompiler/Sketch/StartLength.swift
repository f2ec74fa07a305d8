internal import FumbleModel

/// How long a start of all servers of a subsystem at once takes: on average, where it varies.
struct StartLength {
    /// In seconds.
    let end: Double
    /// What servers spend in each phase, all together, in seconds, or in proportion to that; as
    /// `StartPhase.allCases`.
    let spent: [Double]

    init(end: Double, spent: [Double]) {
        self.end = end
        self.spent = spent
    }

    /// - Parameter capacity: servers that carry it.
    init(of id: SubsystemID, in fleet: FleetSpec, capacity: Int) {
        let crowd = StartCrowd(of: id, in: fleet, capacity: capacity)
        self =
            if !crowd.isByChance {
                StartSchedule(of: id, in: fleet, capacity: capacity).length
            } else if crowd.isIndependent {
                crowd.allTogether
            } else {
                StartTrials(crowd).length
            }
    }
}
