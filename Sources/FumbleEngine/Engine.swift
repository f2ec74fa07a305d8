import FumbleControl
package import FumbleModel

/// Carries a plan out on fleets, one for each arm, and writes down all that happens.
package struct Engine: Sendable {
    private let observers: [any RunObserver]
    private let interruption: any Interruption
    private let consultant: any GuardConsultant

    /// - Parameters:
    ///   - observers: told of each event and window of every arm as it happens.
    ///   - consultant: asks guards that are programs.
    package init(
        observers: [any RunObserver] = [], interruption: any Interruption = NoInterruption(),
        consultant: any GuardConsultant = NobodyToConsult()
    ) {
        self.consultant = consultant
        self.observers = observers
        self.interruption = interruption
    }

    /// Runs every arm of the plan on the same seed.
    ///
    /// - Parameter sideBySide: all arms at one time; else one after the other, as real fleets on one
    ///   machine must be, and none after an arm that did not complete.
    /// - Parameter makeFleet: makes one arm's fleet, as it is at the start of the run.
    /// - Returns: the arms in the plan's order; the status is that of the worst.
    package func run(
        plan: Plan, header: RunHeader, sideBySide: Bool = true,
        makeFleet: @Sendable (FleetSpec, Topology, UInt64) -> any Fleet
    ) async -> Run {
        let topology = Topology(plan.fleet)
        let conductors = plan.arms.map {
            Conductor(plan: plan, topology: topology, arm: $0, seed: header.seed)
        }
        let make = { makeFleet(plan.fleet, topology, header.seed) }
        let arms =
            sideBySide
            ? await runTogether(conductors, on: make) : await runInTurn(conductors, on: make)
        return Run(
            header: header, status: arms.map(\.status).max() ?? .completed, arms: arms.map(\.run))
    }

    private func runTogether(
        _ conductors: [Conductor], on makeFleet: () -> any Fleet
    ) async -> [Result] {
        let results = await withTaskGroup { group in
            for (place, conductor) in conductors.enumerated() {
                let fleet = makeFleet()
                group.addTask { (place, await carryOut(conductor, on: fleet)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func runInTurn(
        _ conductors: [Conductor], on makeFleet: () -> any Fleet
    ) async -> [Result] {
        var results: [Result] = []
        for conductor in conductors {
            let result = await carryOut(conductor, on: makeFleet())
            results.append(result)
            if result.status != .completed { break }
        }
        return results
    }

    private typealias Result = (run: ArmRun, status: RunStatus)

    private func carryOut(_ conductor: Conductor, on fleet: some Fleet) async -> Result {
        await ArmRunner(
            fleet: fleet, conductor: conductor, observers: observers, interruption: interruption,
            consultant: consultant
        ).run()
    }
}
