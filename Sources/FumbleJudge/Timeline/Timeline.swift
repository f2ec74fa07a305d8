import FumbleModel

/// One arm as a readable list: what was done, what broke, who saw it, when it came back.
struct Timeline {
    /// Lines kept at most; above it the least telling kinds give way first.
    static let atMost = 60
    /// Characters of one line's text at most.
    static let width = 160

    let entries: [TimelineEntry]

    init(of record: ArmRecord, courses: [OperationCourse], fleet: FleetSpec) {
        var lines = FleetLines(fleet: fleet)
        for (place, event) in record.told {
            if case .fleet(let what) = event.what { lines.add(what, at: event.at, place) }
        }
        var all = lines.finished
        all += ConductLines(of: record, fleet: fleet).lines
        all += record.commands.flatMap { CommandLines(of: $0, fleet: fleet).lines }
        all += MilestoneLines(of: record, courses: courses, fleet: fleet).lines
        entries = Self.bounded(all).map {
            TimelineEntry(
                at: $0.at, text: Self.fitted($0.text), weight: $0.weight, trace: $0.trace,
                isOfFault: $0.isOfFault)
        }
    }

    /// One line before the list is cut to its length.
    struct Line {
        let at: Instant
        let text: String
        let weight: Weight
        let cause: Cause
        /// What it tells of, or the first of it.
        let trace: Trace?
        /// It tells of a fault, of what it did, or of its undoing.
        var isOfFault = false
    }

    typealias Weight = TimelineEntry.Weight

    /// What a line is about; of one instant, what is above here comes about before what is below.
    enum Cause: Int {
        case phaseBegins
        case alarm
        /// A step, a response, a fault.
        case deed
        /// A typed line, what it comes to, the guards' answers, what was done.
        case command
        case subsystem
        /// What a subsystem's state brings about: a queue, a page that nobody can operate.
        case consequence
        /// What clients noticed. Windows begin on whole seconds, and what happens within that second
        /// led to it.
        case clients
        case phaseEnds

        var comesAfterItsSecond: Bool { self == .clients || self == .phaseEnds }
    }

    /// In order of time; of one instant, the cause before what it led to.
    private static func bounded(_ lines: [Line]) -> [Line] {
        var kept = lines.enumerated().sorted { left, right in
            order(left.element, left.offset).lexicographicallyPrecedes(
                order(right.element, right.offset))
        }.map(\.element)
        // Faults give way last of all.
        for isOfFault in [false, true] {
            for weight in Weight.allCases where kept.count > atMost {
                var surplus = kept.count - atMost
                kept = kept.reversed().filter { line in
                    guard line.weight == weight, line.isOfFault == isOfFault, surplus > 0 else {
                        return true
                    }
                    surplus -= 1
                    return false
                }.reversed()
            }
        }
        return kept
    }

    private static func order(_ line: Line, _ offset: Int) -> [Int64] {
        [
            line.at.microseconds / TimeUnit.second.microseconds,
            line.cause.comesAfterItsSecond ? 1 : 0, line.at.microseconds,
            Int64(line.cause.rawValue), Int64(offset),
        ]
    }

    private static func fitted(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= width ? line : line.prefix(width - 3) + "..."
    }
}
