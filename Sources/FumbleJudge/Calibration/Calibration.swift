package import FumbleModel

/// What a run measured of the numbers in its fleet's file: how long starts take, and service.
///
/// It needs nothing but the run: a run on processes gives numbers for the simulator, and a simulated
/// one gives back the simulator's own.
package struct Calibration: Sendable, Hashable {
    /// By subsystem, in the fleet's order; those are left out of which no server started.
    package let subsystems: [Subsystem]
    package let operations: [ServiceFit]
    /// Operations whose clients were late in an arm, which says nothing of service.
    package let late: [OperationID]

    package struct Subsystem: Sendable, Hashable {
        package let subsystem: SubsystemID
        package let fits: [RestartFit]
    }

    package init(of run: Run, _ plan: Plan) {
        let fleet = plan.fleet
        let topology = Topology(fleet)
        let starts = StartLengths(of: run.arms, in: fleet, topology)
        subsystems = fleet.subsystems.indices.compactMap { place in
            let capacity = topology.carriers[place].count
            let fits = RestartFit.fits(
                of: fleet.subsystems[place], capacity: capacity, lengths: starts.lengths[place],
                age: Self.age(of: SubsystemID(place), fleet, starts.beganReplayed[place]))
            return fits.isEmpty ? nil : Subsystem(subsystem: SubsystemID(place), fits: fits)
        }
        operations = ServiceFit.fits(of: run, plan)
        late = ServiceFit.late(in: run, plan)
    }

    package var isEmpty: Bool { subsystems.isEmpty && operations.isEmpty }

    /// How long servers had run, as a mean: their age at the start of the run, and the run until then.
    /// Which server it was is not known, so one that starts twice in a run is taken to be as old.
    private static func age(
        of subsystem: SubsystemID, _ fleet: FleetSpec, _ began: [Instant]
    ) -> TimeSpan {
        let carriers = fleet.groups.filter { $0.carries.contains(subsystem) }
        let count = carriers.reduce(0) { $0 + $1.count }
        let total = carriers.reduce(0.0) { $0 + $1.restartAge.seconds * Double($1.count) }
        let later = began.reduce(0.0) { $0 + ($1 - .start).seconds }
        let age = total / Double(max(count, 1)) + later / Double(max(began.count, 1))
        return TimeSpan(microseconds: Int64((age * 1_000_000).rounded()))
    }
}
