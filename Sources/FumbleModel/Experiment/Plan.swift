/// Everything that a run needs to know, worked out from the files before anything is touched.
package struct Plan: Sendable {
    package let experiment: String
    package let claim: String?
    package let position: SourcePosition
    package let fleet: FleetSpec
    package private(set) var arms: [Arm]
    package let steadyState: [SteadyStateProbe]
    package private(set) var method: [PlannedStep]
    /// Whose answers count where guards are asked; nil: all. The others answer all the same, and are
    /// not heeded.
    package private(set) var heeds: Heeding?
    package let responses: [ResponseSpec]
    package let settle: TimeSpan
    package let horizon: TimeSpan
    /// The length of the windows in which clients' goodput is measured.
    package let window: TimeSpan
    package let mayTouch: MayTouch?
    package let expectations: [Expectation]
    /// What each declared input came to, as text, in the order of the files.
    package let inputs: [Input]
    package let traffic: TrafficGrain
    package let measures: [MeasureSpec]
    /// Readings that must stay in tolerance, or fumble stops: its own brake on real processes; empty
    /// on a simulated fleet, which needs none.
    package let stopWhen: [SteadyStateProbe]
    /// Whether lines of the playbook that have a tool are handed to it: on real processes.
    package let callsTools: Bool
    package let explore: ExploreSpec
    /// The outage that it tells again; nil: none.
    package let incident: IncidentSpec?

    package init(
        experiment: String, claim: String?, position: SourcePosition, fleet: FleetSpec,
        arms: [Arm], steadyState: [SteadyStateProbe], method: [PlannedStep],
        responses: [ResponseSpec], settle: TimeSpan, horizon: TimeSpan, window: TimeSpan,
        mayTouch: MayTouch?, expectations: [Expectation], inputs: [Input],
        traffic: TrafficGrain = .flow, measures: [MeasureSpec] = [],
        stopWhen: [SteadyStateProbe] = [], callsTools: Bool = false,
        explore: ExploreSpec = ExploreSpec(), incident: IncidentSpec? = nil
    ) {
        self.callsTools = callsTools
        self.incident = incident
        self.experiment = experiment
        self.claim = claim
        self.position = position
        self.fleet = fleet
        self.arms = arms
        self.steadyState = steadyState
        self.method = method
        self.responses = responses
        self.settle = settle
        self.horizon = horizon
        self.window = window
        self.mayTouch = mayTouch
        self.expectations = expectations
        self.inputs = inputs
        self.traffic = traffic
        self.measures = measures
        self.stopWhen = stopWhen
        self.explore = explore
    }

    /// The same plan with other arms.
    package func with(arms: [Arm]) -> Plan {
        var plan = self
        plan.arms = arms
        return plan
    }

    /// The same plan with another method, in which only some guards are heeded.
    package func with(method: [PlannedStep], heeds: Heeding?) -> Plan {
        var plan = self
        plan.method = method
        plan.heeds = heeds
        return plan
    }

    package struct Input: Sendable, Hashable, Codable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// The same seed, run as meant, as typed with the guards, or as typed without.
package enum Arm: String, Sendable, Hashable, Codable, CaseIterable {
    case meant, guarded, unguarded
}

/// One measure of the steady state, and the answers accepted.
package struct SteadyStateProbe: Sendable {
    package let name: String
    package let position: SourcePosition
    package let probe: any Probe
    package let tolerance: any Tolerance
    /// The operation it is about, if it is the goodput of one.
    package let operation: OperationID?

    package init(
        name: String, position: SourcePosition, probe: any Probe, tolerance: any Tolerance,
        operation: OperationID?
    ) {
        self.name = name
        self.position = position
        self.probe = probe
        self.tolerance = tolerance
        self.operation = operation
    }
}

/// fumble's own limit on the servers that a method resolves to.
package struct MayTouch: Sendable, Hashable {
    package let servers: Int
    /// nil: any.
    package let subsystems: [SubsystemID]?
    package let position: SourcePosition

    package init(servers: Int, subsystems: [SubsystemID]?, position: SourcePosition) {
        self.servers = servers
        self.subsystems = subsystems
        self.position = position
    }
}
