import FumbleControl
package import FumbleModel

/// Carries a plan out on fleets, one for each arm, and writes down all that happens.
package struct Engine: Sendable {
    private let observers: [any RunObserver]
    private let interruption: any Interruption

    /// - Parameter observers: told of each event and window of every arm as it happens.
    package init(
        observers: [any RunObserver] = [], interruption: any Interruption = NoInterruption()
    ) {
        self.observers = observers
        self.interruption = interruption
    }

    /// Runs every arm of the plan on the same seed, side by side.
    ///
    /// - Parameter makeFleet: makes one arm's fleet, as it is at the start of the run.
    /// - Returns: the arms in the plan's order; the status is that of the worst.
    package func run(
        plan: Plan, header: RunHeader,
        makeFleet: @Sendable (FleetSpec, Topology, UInt64) -> any Fleet
    ) async -> Run {
        let topology = Topology(plan.fleet)
        let results = await withTaskGroup { group in
            for (place, arm) in plan.arms.enumerated() {
                let fleet = makeFleet(plan.fleet, topology, header.seed)
                let conductor = Conductor(
                    plan: plan, topology: topology, arm: arm, seed: header.seed)
                group.addTask { (place, await carryOut(conductor, on: fleet)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let arms = results.sorted { $0.0 < $1.0 }.map(\.1)
        return Run(
            header: header, status: arms.map(\.status).max() ?? .completed, arms: arms.map(\.run))
    }

    private func carryOut(_ conductor: Conductor, on fleet: some Fleet) async
        -> (run: ArmRun, status: RunStatus)
    {
        await ArmRunner(
            fleet: fleet, conductor: conductor, observers: observers, interruption: interruption
        ).run()
    }
}
