import FumbleModel

/// The instants of a recovery that have names, each with what it was read off.
struct MilestoneReader {
    private(set) var milestones: [ArmCourse.Milestone] = []
    private let record: ArmRecord

    init(_ record: ArmRecord, courses: [OperationCourse], names: FleetNames) {
        self.record = record
        guard let injected = record.injected else { return }
        let disturbed = courses.contains { $0.symptom != nil }
        addEvent(.injected, injected) { what in
            switch what {
            case .injected, .typed: true
            default: false
            }
        }
        if disturbed {
            addEvent(.detected, record.detected) { if case .seen = $0 { true } else { false } }
            addEvent(.responded, record.responded) {
                if case .responded = $0 { true } else { false }
            }
        }
        addEvent(.reverted, record.reverted) { if case .reverted = $0 { true } else { false } }
        for (operation, course) in zip(names.operations, courses) {
            addWindow(.symptom, operation, course.symptom)
            addWindow(.firstSuccess, operation, course.firstSuccess)
            addWindow(.recovered, operation, course.recovered)
        }
        milestones = milestones.enumerated().sorted { left, right in
            (left.element.at, left.offset) < (right.element.at, right.offset)
        }.map(\.element)
    }

    /// The last event of that sort at that instant: several faults may be reverted in one.
    private mutating func addEvent(
        _ kind: ArmCourse.Milestone.Kind, _ at: Instant?, where fits: (RunEvent.What) -> Bool
    ) {
        guard let at, let place = record.events.firstIndex(where: { $0.at == at && fits($0.what) })
        else { return }
        milestones.append(
            ArmCourse.Milestone(kind: kind, operation: nil, at: at, trace: .event(place)))
    }

    private mutating func addWindow(
        _ kind: ArmCourse.Milestone.Kind, _ operation: String, _ at: Instant?
    ) {
        guard let at, let place = record.window(at: at) else { return }
        milestones.append(
            ArmCourse.Milestone(kind: kind, operation: operation, at: at, trace: .window(place)))
    }
}

extension ArmRecord {
    /// The place of the window in which an instant lies.
    func window(at instant: Instant) -> Int? {
        windows.firstIndex { $0.start <= instant && instant < $0.end }
    }
}
