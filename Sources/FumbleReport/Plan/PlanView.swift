package import FumbleModel

/// What `fumble plan` found out about an experiment without touching anything.
package struct PlanView: Sendable {
    package let experiment: String
    package let claim: String?
    package let fleet: String
    package let servers: Int
    package let arms: [Arm]
    package let settle: TimeSpan
    package let horizon: TimeSpan
    package let traffic: TrafficGrain
    /// What is measured, by name.
    package let measures: [String]
    package let steps: [Step]
    package let restarts: [Restart]
    /// Subsystems that need each other to start, in the order of need.
    package let startCircles: [[String]]
    package let caches: [Cache]
    package let warnings: [Warning]
    /// What the fleet does by itself.
    package let automation: [String]
    /// Nil: the fleet is simulated.
    package let processes: Processes?

    package init(
        experiment: String, claim: String?, fleet: String, servers: Int, arms: [Arm],
        settle: TimeSpan, horizon: TimeSpan,
        traffic: TrafficGrain = .flow, measures: [String] = [], steps: [Step], restarts: [Restart],
        startCircles: [[String]], caches: [Cache] = [], warnings: [Warning],
        automation: [String] = [], processes: Processes? = nil
    ) {
        self.experiment = experiment
        self.claim = claim
        self.fleet = fleet
        self.servers = servers
        self.arms = arms
        self.settle = settle
        self.horizon = horizon
        self.traffic = traffic
        self.measures = measures
        self.steps = steps
        self.restarts = restarts
        self.startCircles = startCircles
        self.caches = caches
        self.warnings = warnings
        self.automation = automation
        self.processes = processes
    }

    /// One step of the method, resolved.
    package struct Step: Sendable {
        package let path: String
        package let position: SourcePosition
        package let start: PlannedStep.Start
        /// The line as typed, or what the step does.
        package let text: String
        /// The servers that it would act on; nil: it is not counted in servers.
        package let servers: Int?
        /// How many of them carry each subsystem, those with none left out.
        package let bySubsystem: [Count]
        /// The guards that it asks, in order.
        package let guards: [String]
        /// Why it would do nothing, such as a line that the playbook does not understand.
        package let error: String?
        /// Every subsystem's capacity if the step were done as it stands, no guard in its way and
        /// nothing come back since the steps before.
        package let after: [Capacity]

        package init(
            path: String, position: SourcePosition, start: PlannedStep.Start, text: String,
            servers: Int?, bySubsystem: [Count], guards: [String], error: String?,
            after: [Capacity]
        ) {
            self.path = path
            self.position = position
            self.start = start
            self.text = text
            self.servers = servers
            self.bySubsystem = bySubsystem
            self.guards = guards
            self.error = error
            self.after = after
        }
    }

    package struct Count: Sendable, Hashable {
        package let subsystem: String
        package let servers: Int

        package init(subsystem: String, servers: Int) {
            self.subsystem = subsystem
            self.servers = servers
        }
    }

    package struct Capacity: Sendable, Hashable {
        package let subsystem: String
        package let serving: Int
        package let full: Int
        package let minimum: Int

        package init(subsystem: String, serving: Int, full: Int, minimum: Int) {
            self.subsystem = subsystem
            self.serving = serving
            self.full = full
            self.minimum = minimum
        }

        package var isBelow: Bool { serving < minimum }
    }

    /// What a full restart of one subsystem takes, worked out from sizes, rates and ages.
    package struct Restart: Sendable, Hashable {
        package let subsystem: String
        package let servers: Int
        /// The most that start at one time; nil: no limit.
        package let atOnce: Int?
        /// How many times so many start, one after the other.
        package let waves: Int
        /// One server's phases, those that take no time left out.
        package let phases: [Phase]
        package let full: TimeSpan
        /// State now over state at the last full restart that was done; nil: none is stated.
        package let rehearsalRatio: Double?
        /// The same now and in years to come, if nothing is restarted until then.
        package let forecasts: [Forecast]
        /// Where its rates come from; nil: from the fleet file alone.
        package let like: Source?

        package init(
            subsystem: String, servers: Int, atOnce: Int?, waves: Int, phases: [Phase],
            full: TimeSpan, rehearsalRatio: Double?, forecasts: [Forecast] = [],
            like: Source? = nil
        ) {
            self.subsystem = subsystem
            self.servers = servers
            self.atOnce = atOnce
            self.waves = waves
            self.phases = phases
            self.full = full
            self.rehearsalRatio = rehearsalRatio
            self.forecasts = forecasts
            self.like = like
        }
    }

    package struct Forecast: Sendable, Hashable {
        /// 0: now.
        package let inYears: Int
        package let full: TimeSpan
        /// The phase that takes most of it, such as `verify`, and of another subsystem that it needs
        /// `verify of index`; nil: it takes no time.
        package let mostly: String?
        package let rehearsalRatio: Double?

        package init(inYears: Int, full: TimeSpan, mostly: String?, rehearsalRatio: Double?) {
            self.inYears = inYears
            self.full = full
            self.mostly = mostly
            self.rehearsalRatio = rehearsalRatio
        }
    }

    /// A measured system, and where its measures were published.
    package struct Source: Sendable, Hashable {
        package let name: String
        package let url: String

        package init(name: String, url: String) {
            self.name = name
            self.url = url
        }
    }

    package struct Phase: Sendable, Hashable {
        /// Such as `boot`.
        package let name: String
        package let length: TimeSpan

        package init(name: String, length: TimeSpan) {
            self.name = name
            self.length = length
        }
    }

    /// What reaches a subsystem that a cache protects, in requests a second.
    package struct Cache: Sendable, Hashable {
        package let cache: String
        package let protects: String
        package let warm: Frequency
        package let cold: Frequency
        package let capacity: Frequency

        package init(
            cache: String, protects: String, warm: Frequency, cold: Frequency,
            capacity: Frequency
        ) {
            self.cache = cache
            self.protects = protects
            self.warm = warm
            self.cold = cold
            self.capacity = capacity
        }

        package var isTooMuch: Bool { cold > capacity }
    }

    /// Something that its author should know.
    package struct Warning: Sendable, Hashable {
        package let position: SourcePosition?
        package let text: String

        package init(position: SourcePosition?, text: String) {
            self.position = position
            self.text = text
        }
    }
}
