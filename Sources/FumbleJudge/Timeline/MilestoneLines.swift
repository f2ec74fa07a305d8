import FumbleModel

/// What clients noticed, and when it was over.
struct MilestoneLines {
    private(set) var lines: [Timeline.Line] = []

    init(of record: ArmRecord, courses: [OperationCourse], fleet: FleetSpec) {
        guard let injected = record.injected else { return }
        for (operation, course) in zip(fleet.operations, courses) {
            let name = operation.name.uppercased()
            func add(_ text: String, _ at: Instant?) {
                guard let at else { return }
                lines.append(Timeline.Line(at: at, text: "\(name) \(text)", weight: .turn))
            }
            add("leaves its tolerance", course.symptom)
            if let success = course.firstSuccess {
                add("is answered again, \(Words.time(success - injected)) in", success)
            }
            for recovered in course.recoveries {
                add("is whole, \(Words.time(recovered.at - injected)) in", recovered.at)
                add("leaves its tolerance again", recovered.leftBy)
            }
        }
    }
}
