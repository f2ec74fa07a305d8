internal import FumbleModel

/// How long a full restart of each subsystem takes, on average where boots vary or fail.
///
/// What it needs to start is restarted first, and what that needs before it, one after the other as
/// the verb `full-restart` does; each as `StartLength` has it. Capacity is all there is now.
struct RestartEstimate {
    private let starts: [StartLength]
    /// What is restarted for each subsystem: itself, and all it needs to start.
    private let restarted: [[Int]]
    private let names: [String]

    init(_ fleet: FleetSpec, _ topology: Topology) {
        let ids = fleet.subsystems.indices.map { SubsystemID($0) }
        starts = ids.map {
            StartLength(of: $0, in: fleet, capacity: topology.capacity(of: $0))
        }
        let circling = StartCircles.find(in: fleet).joined()
        restarted = ids.map { id in
            // One of a circle can start only while the others serve.
            circling.contains(id) ? [id.index] : Self.reached(from: id, in: fleet)
        }
        names = fleet.subsystems.map(\.name)
    }

    func own(_ id: SubsystemID) -> TimeSpan { Self.span(starts[id.index].end) }

    func full(_ id: SubsystemID) -> TimeSpan {
        Self.span(restarted[id.index].reduce(0) { $0 + starts[$1].end })
    }

    /// The phase that takes most of it, and whose; nil: it takes no time.
    func longestPhase(_ id: SubsystemID) -> PhaseOfSubsystem? {
        var longest: (phase: PhaseOfSubsystem, seconds: Double)?
        for index in restarted[id.index] {
            let start = starts[index]
            let all = start.spent.reduce(0, +)
            for (phase, spent) in zip(StartPhase.allCases, start.spent) where spent > 0 {
                let seconds = start.end * spent / all
                guard seconds > longest?.seconds ?? 0 else { continue }
                longest = (PhaseOfSubsystem(subsystem: names[index], phase: phase), seconds)
            }
        }
        return longest?.phase
    }

    private static func reached(from id: SubsystemID, in fleet: FleetSpec) -> [Int] {
        var reached = [id.index]
        var next = 0
        while next < reached.count {
            for need in fleet.subsystems[reached[next]].needs.toStart
            where !reached.contains(need.index) {
                reached.append(need.index)
            }
            next += 1
        }
        return reached
    }

    /// The longest that can be said: a thousand years.
    static let longest = TimeSpan.years(1_000)

    private static func span(_ seconds: Double) -> TimeSpan {
        guard seconds < longest.seconds else { return longest }
        return TimeSpan(microseconds: Int64((seconds * 1_000_000).rounded()))
    }
}
