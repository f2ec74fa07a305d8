import FumbleModel

/// What clients noticed, and when it was over.
struct MilestoneLines {
    private(set) var lines: [Timeline.Line] = []
    private let record: ArmRecord

    init(of record: ArmRecord, courses: [OperationCourse], fleet: FleetSpec) {
        self.record = record
        guard let injected = record.injected else { return }
        for (operation, course) in zip(fleet.operations, courses) {
            let name = operation.name.uppercased()
            add("\(name) leaves its tolerance", course.symptom, .event)
            if let success = course.firstSuccess {
                let isSoonWhole = course.recoveries.contains {
                    $0.at >= success && $0.at - success <= Self.soon
                }
                add(
                    "\(name) is answered again, \(Words.time(success - injected)) in", success,
                    isSoonWhole ? .event : .turn)
            }
            for recovered in course.recoveries {
                add(
                    "\(name) is whole, \(Words.time(recovered.at - injected)) in", recovered.at)
                add("\(name) leaves its tolerance again", recovered.leftBy)
            }
        }
    }

    /// Being whole so soon after the first answer says both.
    private static let soon = TimeSpan.minutes(1)

    private mutating func add(_ text: String, _ at: Instant?, _ weight: Timeline.Weight = .turn) {
        guard let at else { return }
        lines.append(
            Timeline.Line(
                at: at, text: text, weight: weight, cause: .clients,
                trace: record.window(at: at).map(Trace.window)))
    }
}
