internal import FumbleDocument
internal import FumbleModel

/// How much happens in a run, before it is begun: decides the grain, and what cannot be run at all.
struct RunSize: Sendable {
    /// Requests that clients want answered, retries not counted.
    let intents: Double
    /// What an arm would have to handle, one by one.
    let events: Double
    let windows: Int64
    /// Failures of servers and their restarts, of each duty its own.
    let failures: Double

    /// Up to this many client intents each is an event of its own, unless the file says else.
    static let mostIntents = 1_000_000.0
    /// More than this would take a machine hours.
    static let mostEvents = 10_000_000_000.0
    /// More failures and restarts of servers than these would not fit in memory: each is written down.
    static let mostFailures = 20_000_000.0
    /// More than this would not fit in memory.
    static let mostWindows: Int64 = 4_000_000

    init(_ fleet: FleetSpec, horizon: TimeSpan, window: TimeSpan, traffic: TrafficGrain) {
        let seconds = horizon.seconds
        intents = Self.intents(of: fleet, over: horizon)
        let load = OfferedLoad(fleet)
        let requests = traffic == .requests ? load.visitsPerSecond(in: fleet) * seconds : 0
        failures = fleet.groups.reduce(0.0) { sum, group in
            guard let failure = group.failure, failure.mean > .zero else { return sum }
            let each = Double(group.count * (1 + group.carries.count))
            guard let pause = group.restartsAfter else { return sum + each }
            let life = max(failure.mean.seconds + pause.seconds, Self.shortest)
            return sum + each * seconds / life
        }
        windows = horizon.microseconds / max(window.microseconds, 1)
        events = requests + failures + Double(windows)
    }

    static func intents(of fleet: FleetSpec, over horizon: TimeSpan) -> Double {
        fleet.operations.reduce(0) { $0 + $1.rate.perSecond } * horizon.seconds
    }

    /// The grain that a file without `traffic` gets.
    static func usualTraffic(
        _ fleet: FleetSpec, horizon: TimeSpan, measures: [WrittenMeasure]
    ) -> TrafficGrain {
        if measures.contains(where: { $0.quantity.value.what.needsRequests }) { return .requests }
        let intents = intents(of: fleet, over: horizon)
        return intents > 0 && intents <= mostIntents ? .requests : .flow
    }

    private static let shortest = 1e-6
}
