import FumbleModel

/// Deviations that somebody has in hand, on one day.
struct KnownList {
    let entries: [KnownDeviation]
    let today: CalendarDay

    /// Those that are of an experiment, or of any.
    func entries(of experiment: String) -> [KnownDeviation] {
        entries.filter { $0.experiment == nil || $0.experiment == experiment }
    }

    /// The entry under which a regression is borne with today; nil: it counts.
    func bearing(_ regression: Regression, of experiment: String) -> KnownDeviation? {
        entries(of: experiment).first { $0.deviation == regression.key && today <= $0.until }
    }
}
