import FumbleModel

/// Deviations that somebody has in hand, on one day.
struct KnownList {
    let entries: [KnownDeviation]
    let today: CalendarDay

    /// Those that are of an experiment, or of any.
    func entries(of experiment: String) -> [KnownDeviation] {
        entries.filter { $0.experiment == nil || $0.experiment == experiment }
    }

    /// What is to be told of entries: those that did not occur, and those whose day is over.
    func notes(on regressions: [Regression], of experiment: String) -> [String] {
        entries(of: experiment).compactMap { entry in
            let isSeen = regressions.contains { $0.key == entry.deviation }
            if !isSeen { return "known, and not seen: \(entry.deviation) (\(entry.owner))" }
            guard entry.until < today else { return nil }
            return "\(entry.deviation) was borne with until \(entry.until) (\(entry.owner)), "
                + "and counts again"
        }
    }

    /// The entry under which a regression is borne with today; nil: it counts.
    func bearing(_ regression: Regression, of experiment: String) -> KnownDeviation? {
        entries(of: experiment).first { $0.deviation == regression.key && today <= $0.until }
    }
}
