import FumbleModel

/// How long servers spent in each phase of their starts, over all arms of a run.
struct StartLengths {
    /// By subsystem and phase.
    private(set) var lengths: [[[TimeSpan]]]
    /// By subsystem, when the starts began of those who left `replay`.
    private(set) var beganReplayed: [[Instant]]

    init(of arms: [ArmRun], in fleet: FleetSpec, _ topology: Topology) {
        lengths = fleet.subsystems.map { _ in StartPhase.allCases.map { _ in [] } }
        beganReplayed = fleet.subsystems.map { _ in [] }
        for arm in arms { add(arm, fleet, topology) }
    }

    private mutating func add(_ arm: ArmRun, _ fleet: FleetSpec, _ topology: Topology) {
        // What fumble puts right in the end is measured as well: it is a start like others.
        var courses = zip(topology.carriers, fleet.subsystems).map {
            StartCourse(capacity: $0.count, slowedAbove: $1.restart.slowedAbove)
        }
        let began = Self.beginnings(in: arm, fleet)
        var now = Instant.start
        for event in arm.events {
            guard case .fleet(let what) = event.what else { continue }
            if event.at != now {
                for place in courses.indices { courses[place].endInstant(now) }
                now = event.at
            }
            func clip(_ subsystem: SubsystemID) -> Instant {
                fleet[subsystem].needs.toStart.flatMap { need in
                    began[need.index].last { $0 <= now }.map { [$0] } ?? []
                }.max() ?? .start
            }
            switch what {
            case .phase(let subsystem, let phase, let servers):
                guard let place = StartPhase.allCases.firstIndex(of: phase) else { continue }
                courses[subsystem.index].enter(place, servers, at: now, since: clip(subsystem))
            case .milestone(let subsystem, MilestoneSpec.ready, let servers):
                courses[subsystem.index].becomeReady(servers, at: now, since: clip(subsystem))
            case .startFailed(let subsystem, let servers): courses[subsystem.index].fail(servers)
            case .serving(let subsystem, let servers):
                courses[subsystem.index].serve(servers, at: now, since: clip(subsystem))
            default: continue
            }
        }
        for (place, course) in courses.enumerated() {
            for phase in course.lengths.indices {
                lengths[place][phase] += course.lengths[phase]
            }
            beganReplayed[place] += course.beganReplayed
        }
    }

    /// By subsystem, the instants at which it began to serve after it had stopped.
    private static func beginnings(in arm: ArmRun, _ fleet: FleetSpec) -> [[Instant]] {
        var began = fleet.subsystems.map { _ in [Instant]() }
        for event in arm.events {
            guard case .fleet(.began(let subsystem)) = event.what else { continue }
            began[subsystem.index].append(event.at)
        }
        return began
    }
}
