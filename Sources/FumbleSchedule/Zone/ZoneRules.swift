internal import FumbleModel

/// How far the clocks of a place are ahead of UTC, at every instant.
package struct ZoneRules: Sendable, Hashable {
    /// As `zone:` names it: `Europe/Berlin`.
    package let name: String
    let changes: [Change]
    /// Before the first change, in seconds.
    let firstOffset: Int
    /// What holds after the last change; nil: the last offset for ever.
    let rule: PosixZone?

    struct Change: Sendable, Hashable {
        let at: Int
        let offset: Int
    }

    package static let utc = ZoneRules(name: "UTC", changes: [], firstOffset: 0, rule: nil)

    /// Seconds by which its clocks are ahead of UTC.
    package func offset(at moment: Moment) -> Int {
        guard let last = changes.last else {
            return rule?.offset(at: moment.seconds) ?? firstOffset
        }
        if moment.seconds >= last.at {
            return rule?.offset(at: moment.seconds) ?? last.offset
        }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].at <= moment.seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : changes[low - 1].offset
    }

    package func local(_ moment: Moment) -> LocalMinute {
        LocalMinute(moment, offset: offset(at: moment))
    }

    /// When its clocks show a time: the first instant where they show it twice, and the first one
    /// after the gap where they never do.
    package func moment(of local: LocalMinute) -> Reading {
        let (before, after) = (
            offset(at: Moment(seconds: local.seconds - Self.reach)),
            offset(at: Moment(seconds: local.seconds + Self.reach))
        )
        let fitting = [before, after].map { local.seconds - $0 }.filter { seconds in
            offset(at: Moment(seconds: seconds)) == local.seconds - seconds
        }
        if let first = fitting.min() {
            return Reading(
                moment: Moment(seconds: first),
                clocks: fitting.contains { $0 != first } ? .twice : .once)
        }
        return Reading(
            moment: changeAfter(local.seconds - Self.reach, from: before), clocks: .never)
    }

    /// The same for several times of one day.
    func moments(of minutes: [Int], on day: CalendarDay) -> [Reading] {
        let start = LocalMinute(day: day, minute: 0).seconds
        let before = offset(at: Moment(seconds: start - Self.reach))
        let after = offset(at: Moment(seconds: start + 2 * Self.reach))
        return minutes.map { minute in
            before == after
                ? Reading(moment: Moment(seconds: start + minute * 60 - before), clocks: .once)
                : moment(of: LocalMinute(day: day, minute: minute))
        }
    }

    /// An instant, and how often the clocks show the time that was asked for.
    package struct Reading: Sendable, Hashable {
        package let moment: Moment
        package let clocks: Clocks
    }

    package enum Clocks: Sendable, Hashable { case once, twice, never }

    /// No clock is further from UTC than a day (14 hours in truth), and no place changes its clocks
    /// twice within three.
    private static let reach = Moment.secondsOfDay

    /// The first instant, within twice the reach, at which the offset is not `from` any more.
    private func changeAfter(_ start: Int, from offset: Int) -> Moment {
        var (low, high) = (start, start + 2 * Self.reach)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self.offset(at: Moment(seconds: middle)) == offset {
                low = middle
            } else {
                high = middle
            }
        }
        return Moment(seconds: high)
    }

    /// `+05:30`.
    package static func text(of offset: Int) -> String {
        let minutes = abs(offset) / 60
        return "\(offset < 0 ? "-" : "+")\(LocalMinute.clock(minutes))"
    }
}
