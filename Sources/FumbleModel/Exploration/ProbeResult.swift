/// What one probe of the boundary found.
package struct ProbeResult: Sendable, Hashable {
    package let kind: ProbeKind
    /// The guard that was slow, dead or answered nonsense; nil: the probe is of none in particular.
    package let guardName: String?
    /// What was typed, the first of the lines and how many there were.
    package let line: String
    package let lines: Int
    package let expected: Expected
    package let outcome: Outcome
    /// The subsystem that came nearest to its minimum, or furthest below it.
    package let worst: Standing?
    /// Lines that were refused, and lines that a guard held back or cut short.
    package let refused: Int
    package let slowed: Int
    /// Why the way around is known of, by the guards that the line asks; empty: it is not.
    package let known: [String]

    package init(
        kind: ProbeKind, guardName: String?, line: String, lines: Int, expected: Expected,
        outcome: Outcome, worst: Standing?, refused: Int, slowed: Int, known: [String],
        finding: String
    ) {
        self.kind = kind
        self.guardName = guardName
        self.line = line
        self.lines = lines
        self.expected = expected
        self.outcome = outcome
        self.worst = worst
        self.refused = refused
        self.slowed = slowed
        self.known = known
        self.finding = finding
    }

    package enum Expected: String, Sendable, Hashable, Codable {
        /// It leaves every subsystem at its minimum or above: it must be let through.
        case letThrough = "let through"
        /// No subsystem may be taken below its minimum.
        case stopped = "stopped at the minimum"
    }

    package enum Outcome: String, Sendable, Hashable, Codable {
        case asExpected = "as expected"
        /// A subsystem went below its minimum.
        case gotThrough = "got through"
        /// What did no harm was not let through.
        case falseStop = "false stop"
        /// There is nothing to try.
        case notApplicable = "does not apply"
    }

    package struct Standing: Sendable, Hashable {
        package let subsystem: String
        package let gone: Int
        package let capacity: Int
        package let left: Int
        package let minimum: Int

        package init(subsystem: String, gone: Int, capacity: Int, left: Int, minimum: Int) {
            self.subsystem = subsystem
            self.gone = gone
            self.capacity = capacity
            self.left = left
            self.minimum = minimum
        }
    }

    /// What was found, in one line: `in chunks of 2: 40 of 100 of index gone, 60 left of at least 70,
    /// refused never`.
    package let finding: String

    package var isHole: Bool { outcome == .gotThrough }

    package var json: JSONValue {
        .object([
            ("probe", .string(kind.rawValue)),
            ("guard", guardName.map { .string($0) } ?? .null),
            ("line", .string(line)),
            ("lines", .int(Int64(lines))),
            ("expected", .string(expected.rawValue)),
            ("outcome", .string(outcome.rawValue)),
            ("subsystem", worst.map { .string($0.subsystem) } ?? .null),
            ("gone", worst.map { .int(Int64($0.gone)) } ?? .null),
            ("left", worst.map { .int(Int64($0.left)) } ?? .null),
            ("minimum", worst.map { .int(Int64($0.minimum)) } ?? .null),
            ("refused", .int(Int64(refused))),
            ("slowed", .int(Int64(slowed))),
            ("known", .array(known.map { .string($0) })),
            ("finding", .string(finding)),
        ])
    }
}
