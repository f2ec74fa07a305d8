internal import FumbleModel

/// How long a full restart of each subsystem takes by arithmetic alone.
///
/// Servers start in waves of `at-once`, the longest unrestarted first; with more than `slowed-above`
/// at one time each takes longer in proportion; boots that fail begin again, on average
/// `1 / (1 - fails)` of them. The subsystems that one needs to start come first, side by side.
struct RestartEstimate {
    /// In seconds.
    private let owns: [Double]
    private let fulls: [Double]

    init(_ fleet: FleetSpec, _ topology: Topology) {
        let owns = fleet.subsystems.indices.map { index in
            Self.own(SubsystemID(index), fleet, capacity: topology.capacity(of: SubsystemID(index)))
        }
        let circling = StartCircles.find(in: fleet).joined()
        var fulls = owns
        // As often as there are subsystems: a longer chain of needs has a circle in it.
        for _ in fleet.subsystems {
            fulls = fleet.subsystems.indices.map { index in
                guard !circling.contains(SubsystemID(index)) else { return owns[index] }
                let needs = fleet.subsystems[index].needs.toStart.map { fulls[$0.index] }
                return (needs.max() ?? 0) + owns[index]
            }
        }
        self.owns = owns
        self.fulls = fulls
    }

    func own(_ id: SubsystemID) -> TimeSpan { Self.span(owns[id.index]) }

    func full(_ id: SubsystemID) -> TimeSpan { Self.span(fulls[id.index]) }

    private static func own(_ id: SubsystemID, _ fleet: FleetSpec, capacity: Int) -> Double {
        let spec = fleet[id]
        let groups = fleet.groups.filter { $0.carries.contains(id) }
            .sorted { $0.restartAge > $1.restartAge }
        let wave = min(spec.restart.atOnce ?? capacity, capacity)
        guard wave > 0 else { return 0 }
        var total = 0.0
        var place = 0
        for group in groups {
            let times = RestartTimes(of: spec, capacity: capacity, age: group.restartAge)
            // Waves that begin in this group: its servers are the oldest of them.
            let waves = (place + group.count + wave - 1) / wave - (place + wave - 1) / wave
            total += Double(waves) * slowed(times, wave: wave, spec.restart)
            place += group.count
        }
        return total
    }

    private static func slowed(
        _ times: RestartTimes, wave: Int, _ restart: RestartSpec
    ) -> Double {
        let boots = times.boot.seconds / (1 - restart.fails.fraction)
        let rest = (times.total - times.boot).seconds
        let slowdown = max(1, Double(wave) / Double(restart.slowedAbove ?? wave))
        return boots + rest * slowdown
    }

    /// The longest that can be said: a thousand years.
    private static let longest = TimeSpan.years(1_000)

    private static func span(_ seconds: Double) -> TimeSpan {
        guard seconds < longest.seconds else { return longest }
        return TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded()))
    }
}
