import FumbleModel

/// One subsystem's capacity over a run, cut into as many columns as there is room for.
struct CapacityShape {
    let name: String
    let minimum: Int
    let full: Int
    /// The fewest serving in the whole run.
    let lowest: Int
    private let course: [Int]

    init(_ course: CapacityCourse) {
        name = course.subsystem
        minimum = course.minimum
        full = course.full
        lowest = course.lowest.min() ?? course.full
        self.course = course.lowest
    }

    struct Column: Hashable {
        let block: Character
        let isBelow: Bool
    }

    var isFullThroughout: Bool { lowest >= full }

    var isBelow: Bool { lowest < minimum }

    /// 1 is the whole capacity; so is all of nothing.
    var lowestShare: Double { full > 0 ? Double(lowest) / Double(full) : 1 }

    /// The lowest of each column's windows; few windows are stretched over the columns.
    func columns(_ count: Int) -> [Column] {
        guard !course.isEmpty, count > 0 else { return [] }
        return (0..<count).map { index in
            let first = index * course.count / count
            let end = max((index + 1) * course.count / count, first + 1)
            let lowest = course[first..<end].min() ?? full
            return Column(block: block(for: lowest), isBelow: lowest < minimum)
        }
    }

    /// The lowest block is none at all and the highest is all; the six between share the rest.
    private func block(for servers: Int) -> Character {
        guard servers > 0 else { return Self.blocks[0] }
        guard servers < full else { return Self.blocks[Self.blocks.count - 1] }
        return Self.blocks[1 + servers * (Self.blocks.count - 2) / full]
    }

    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
