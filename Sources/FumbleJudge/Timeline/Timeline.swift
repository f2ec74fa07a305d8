import FumbleModel

/// One arm as a readable list: what was done, what broke, who saw it, when it came back.
struct Timeline {
    /// Lines kept at most; above it the least telling kinds give way first.
    static let atMost = 60
    /// Characters of one line's text at most.
    static let width = 66

    let entries: [TimelineEntry]

    init(of record: ArmRecord, courses: [OperationCourse], fleet: FleetSpec) {
        var lines = FleetLines(fleet: fleet)
        for event in record.events {
            if case .fleet(let what) = event.what { lines.add(what, at: event.at) }
        }
        var all = lines.finished
        all += ConductLines(of: record).lines
        all += record.commands.flatMap { CommandLines(of: $0).lines }
        all += MilestoneLines(of: record, courses: courses, fleet: fleet).lines
        entries = Self.bounded(all).map {
            TimelineEntry(at: $0.at, text: Self.fitted($0.text))
        }
    }

    /// One line before the list is cut to its length.
    struct Line {
        let at: Instant
        let text: String
        let weight: Weight
    }

    /// How much a reader would miss a line.
    enum Weight: Int, Comparable, CaseIterable {
        case aside, detail, event, turn

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// In order of time, lines of one instant in the order given.
    private static func bounded(_ lines: [Line]) -> [Line] {
        var kept = lines.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }.map(\.element)
        for weight in Weight.allCases where kept.count > atMost {
            var surplus = kept.count - atMost
            kept = kept.reversed().filter { line in
                guard line.weight == weight, surplus > 0 else { return true }
                surplus -= 1
                return false
            }.reversed()
        }
        return kept
    }

    private static func fitted(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= width ? line : line.prefix(width - 3) + "..."
    }
}
