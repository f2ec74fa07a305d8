package import FumbleModel

/// Something that may reach Enter instead of the meant line, with every slip that leads there.
package struct Neighbour: Sendable {
    package let typed: Typed
    /// The slips that lead there, the likeliest first.
    package let ways: [Way]
    /// Of one slip all ways together; of two the likeliest way.
    package let chance: Chance
    /// What it counts for in a total: of one slip its chance, of two its part of a sample, which
    /// stands for all that were not drawn.
    package let share: Chance

    package struct Way: Sendable, Hashable {
        /// One slip, or two.
        package let slips: [Slip]
        package let chance: Chance
    }

    /// What happens at the keyboard.
    package enum Typed: Sendable, Hashable {
        case line(String, window: String?)
        case nothing
        case twice
        case exchanged(step: Int)
    }

    init(_ typed: Typed, ways: [Way]) {
        self.typed = typed
        self.ways = ways.sorted { $0.chance[.usual] > $1.chance[.usual] }
        chance = ways.reduce(.never) { $0 + $1.chance }.clamped
        share = chance
    }

    /// Of two slips.
    private init(_ typed: Typed, ways: [Way], share: Chance) {
        self.typed = typed
        self.ways = ways
        chance = ways.first?.chance.clamped ?? .never
        self.share = share.clamped
    }

    /// The same, drawn once more: by another way, or by one that is known.
    func drawn(by way: Way, share more: Chance) -> Neighbour {
        var ways = ways
        if !ways.contains(way) {
            let place =
                ways.firstIndex { $0.chance[.usual] < way.chance[.usual] } ?? ways.endIndex
            ways.insert(way, at: place)
        }
        return Neighbour(typed, ways: ways, share: share + more)
    }

    /// A line of two slips, drawn for the first time.
    static func first(_ typed: Typed, by way: Way, share: Chance) -> Neighbour {
        Neighbour(typed, ways: [way], share: share)
    }
}

/// Everything that lies one slip from the meant line, each once.
package struct Neighbourhood: Sendable {
    package let intention: Intention
    package let missteps: [Misstep]
    /// In the order in which the operators first made them.
    package let neighbours: [Neighbour]

    package init(
        of intention: Intention, by model: ErrorModel,
        operators: [any SlipOperator] = SlipOperators.standard()
    ) {
        self.intention = intention
        let missteps = model.bounded(
            operators.flatMap { $0.missteps(from: intention, by: model) })
        self.missteps = missteps
        var gathering = Gathering()
        for misstep in missteps {
            guard let typed = intention.typed(after: misstep.change) else { continue }
            gathering.add(
                typed, Neighbour.Way(slips: [misstep.slip], chance: misstep.chance))
        }
        neighbours = gathering.neighbours
    }
}

/// Ways gathered by what they lead to, in the order in which they came.
struct Gathering {
    private var places: [Neighbour.Typed: Int] = [:]
    private var found: [(typed: Neighbour.Typed, ways: [Neighbour.Way])] = []

    mutating func add(_ typed: Neighbour.Typed, _ way: Neighbour.Way) {
        guard let place = places[typed] else {
            places[typed] = found.count
            found.append((typed, [way]))
            return
        }
        if let same = found[place].ways.firstIndex(where: { $0.slips == way.slips }) {
            let sum = found[place].ways[same].chance + way.chance
            found[place].ways[same] = Neighbour.Way(slips: way.slips, chance: sum)
        } else {
            found[place].ways.append(way)
        }
    }

    var neighbours: [Neighbour] { found.map { Neighbour($0.typed, ways: $0.ways) } }
}

extension Intention {
    /// What reaches Enter after a misstep; nil: the very line that was meant.
    func typed(after change: Misstep.Change) -> Neighbour.Typed? {
        switch change {
        case .edit(let edits):
            let text = LineEdit.applying(edits, to: scalars)
            return text == line ? nil : .line(text, window: window)
        case .line(let text): return text == line ? nil : .line(text, window: window)
        case .window(let other): return other == window ? nil : .line(line, window: other)
        case .nothing: return .nothing
        case .twice: return .twice
        case .exchanged(let step): return .exchanged(step: step)
        }
    }
}
