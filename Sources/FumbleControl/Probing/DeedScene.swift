import FumbleModel

/// What there is to probe of a line that takes no number of servers away: the lines that a slip in its
/// names, its share or its number makes of it, of which its guards should stop one.
struct DeedScene: Sendable {
    /// The line as it is meant.
    let line: String
    let asks: [String]
    let skips: [PlaybookEntry.Skip]
    /// Lines that do something to this fleet, other than what is meant, and the line itself if it does.
    let candidates: [Candidate]
    /// Where the share stands in a line; nil: it has none.
    private let share: String?

    struct Candidate: Sendable, Hashable {
        let line: String
        /// As it follows "would".
        let does: String
        let servers: Int
        /// How much of the data it deletes, in whole percent; nil: it is no share.
        let percent: Int?
    }

    /// - Throws: why there is nothing to try.
    init(
        of line: String, in window: String?, fleet: FleetSpec, topology: Topology, seed: UInt64
    ) throws(LineError) {
        let reader = LineReader(fleet: fleet, topology: topology, seed: seed, path: "probe")
        let anatomy = try reader.anatomy(of: line)
        let meant = reader.preview(line, in: window)
        self.line = line
        let entry = fleet.playbook.first { $0.name == anatomy.entry }
        asks = entry?.asks ?? []
        skips = entry?.skips ?? []
        share = anatomy.fields.first { $0.role == .share }?.name
        var candidates: [Candidate] = []
        for text in Self.others(line, anatomy, fleet, topology) + [line] {
            let preview = reader.preview(text, in: window)
            guard case .deed(_, let deed) = preview.outcome,
                text == line || preview.outcome != meant.outcome
            else { continue }
            let percent = deed.share.map { Int($0.fraction * 100) }
            candidates.append(
                Candidate(
                    line: text, does: deed.words(in: fleet), servers: deed.servers.count,
                    percent: percent))
        }
        self.candidates = candidates
    }

    /// The line of a candidate with a smaller share; nil: no share stands in it.
    func line(_ candidate: Candidate, percent: Int, in fleet: FleetSpec) -> String? {
        guard let share, let playbook = try? Playbook(fleet).find(candidate.line),
            let value = playbook.2.values(of: share).last, value.length > 0
        else { return nil }
        return Self.replaced(
            candidate.line, value.offset..<value.offset + value.length, with: "\(percent)%")
    }

    /// The line with one field changed, the likeliest to be harmful first.
    private static func others(
        _ line: String, _ anatomy: LineAnatomy, _ fleet: FleetSpec, _ topology: Topology
    ) -> [String] {
        anatomy.fields.flatMap { field -> [String] in
            let texts: [String] =
                switch field.role {
                case .share: ["100%"]
                case .count: ["100%", "\(topology.serverCount)"] + capacities(fleet, topology)
                case .environment: [fleet.environment]
                case .subsystem, .operation, .zone, .server:
                    Array(field.known.prefix(mostNames)) + ["*"]
                case .flag, .other: []
                }
            return texts.map { replaced(line, field.value, with: $0) }.filter { $0 != line }
        }
    }

    /// What a number of all servers of a subsystem could be, the largest first.
    private static func capacities(_ fleet: FleetSpec, _ topology: Topology) -> [String] {
        Set(topology.carriers.map(\.count)).sorted(by: >).prefix(mostNames).map { "\($0)" }
    }

    private static let mostNames = 12

    private static func replaced(_ line: String, _ place: Range<Int>, with text: String) -> String {
        var scalars = Array(line.unicodeScalars)
        scalars.replaceSubrange(place, with: Array(text.unicodeScalars))
        return String(String.UnicodeScalarView(scalars))
    }
}
