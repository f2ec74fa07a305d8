import FumbleModel

/// What one arm did to the data of one subsystem.
struct DataCourse {
    private var share: Int64 = 0
    private var objects: Int64 = 0
    private var firstDeleted: Instant?
    private var lastRestored: Instant?
    private var isRestoring = false
    /// The share that is deleted now, of all; and how much of it a restore under way brings back.
    private var standing: Int64 = 0
    private var returning: Int64 = 0
    private var age = TimeSpan.zero
    private var lost: Int64? = 0

    private var steps: [FleetHistory.DataStep] = []

    /// Of each subsystem of which data was deleted, in the fleet's order.
    static func verdicts(in record: ArmRecord, _ fleet: FleetSpec) -> [DataVerdict] {
        zip(fleet.subsystems, courses(in: record, fleet)).compactMap { $1.verdict(of: $0.name) }
    }

    /// How much of each subsystem's data was there from when on, in the fleet's order.
    static func steps(in record: ArmRecord, _ fleet: FleetSpec) -> [[FleetHistory.DataStep]] {
        courses(in: record, fleet).map(\.steps)
    }

    private static func courses(in record: ArmRecord, _ fleet: FleetSpec) -> [DataCourse] {
        var courses = [DataCourse](repeating: DataCourse(), count: fleet.subsystems.count)
        for event in record.events {
            guard case .fleet(let what) = event.what, let subsystem = what.dataOf,
                courses.indices.contains(subsystem.index)
            else { continue }
            courses[subsystem.index].add(what, at: event.at)
            courses[subsystem.index].step(at: event.at)
        }
        return courses
    }

    private mutating func step(at now: Instant) {
        let whole = Share.whole.partsPerMillion
        let there = Share(partsPerMillion: max(0, whole - standing))
        if steps.last?.there ?? .whole == there { return }
        steps.append(FleetHistory.DataStep(at: now, there: there))
    }

    private mutating func add(_ what: FleetEvent.What, at now: Instant) {
        switch what {
        case .dataDeleted(_, let share, let objects):
            firstDeleted = firstDeleted ?? now
            self.share += share.partsPerMillion
            standing += share.partsPerMillion
            self.objects += objects
        case .restoring:
            isRestoring = true
            returning = standing
        case .restored(_, _, let lost, let age):
            isRestoring = false
            standing -= returning
            returning = 0
            lastRestored = now
            self.age = max(self.age, age)
            self.lost = lost.flatMap { new in self.lost.map { $0 + new } }
        default: return
        }
    }

    private func verdict(of name: String) -> DataVerdict? {
        guard let firstDeleted else { return nil }
        let what: DataVerdict.Lost =
            if standing > returning {
                .all
            } else if isRestoring {
                .undecided
            } else {
                .young(age: age, objects: lost)
            }
        return DataVerdict(
            subsystem: name, deleted: Share(partsPerMillion: share), objects: objects,
            timeToRestore: standing > 0 ? nil : lastRestored.map { $0 - firstDeleted }, lost: what)
    }
}

extension FleetEvent.What {
    /// The subsystem of which data went or came back.
    fileprivate var dataOf: SubsystemID? {
        switch self {
        case .dataDeleted(let subsystem, _, _), .restoring(let subsystem, _, _),
            .restored(let subsystem, _, _, _):
            subsystem
        default: nil
        }
    }
}
