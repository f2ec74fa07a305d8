package import FumbleModel

/// What a full restart of a subsystem takes at some time, if nothing is restarted until then.
///
/// By then its state and that of what it needs has grown by its stated rate, so have the ages of all
/// servers, and with those the logs that they replay and the boots that fail. Servers, rates and how
/// fast logs are written are as now.
package struct RestartForecast: Sendable, Hashable {
    /// 0: now.
    package let inYears: Int
    package let full: TimeSpan
    /// The phase that takes most of it; nil: it takes no time.
    package let longest: PhaseOfSubsystem?
    /// State then over state when a full restart was last done; nil: not said.
    package let rehearsalRatio: Double?

    /// The years that are looked at.
    package static let years = [0, 1, 2, 4]

    /// By subsystem, in the order of time; a year is left out in which some state would be more than
    /// can be said.
    ///
    /// - Parameter now: the estimate for the fleet as it is.
    static func all(
        of fleet: FleetSpec, _ topology: Topology, now: RestartEstimate
    ) -> [[RestartForecast]] {
        var forecasts = [[RestartForecast]](repeating: [], count: fleet.subsystems.count)
        for years in years {
            guard let later = fleet.later(by: .years(Int64(years))) else { continue }
            let estimate = years == 0 ? now : RestartEstimate(later, topology)
            for index in forecasts.indices {
                let id = SubsystemID(index)
                forecasts[index].append(
                    RestartForecast(
                        inYears: years, full: estimate.full(id),
                        longest: estimate.longestPhase(id),
                        rehearsalRatio: RehearsalRatio.of(later[id].state)))
            }
        }
        return forecasts
    }
}

/// A phase of a start, of one subsystem.
package struct PhaseOfSubsystem: Sendable, Hashable {
    package let subsystem: String
    package let phase: StartPhase
}
