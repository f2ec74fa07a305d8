package import FumbleModel

/// Lines two slips from the meant one: a sample, each drawn as often as it is likely.
///
/// There are too many to try: about a million for a line of 57 characters. Every draw carries the same
/// share of the chance that two slips happen to one line.
package struct PairSample: Sendable {
    package let neighbours: [Neighbour]
    /// How often it was drawn; lines drawn twice are there once, with the chance of both.
    package let draws: Int
    /// Of two slips in one line.
    package let chance: Chance

    /// A pair whose slips touch the same characters is drawn again, so often.
    private static let mostTries = 20

    /// - Parameters:
    ///   - budget: how many pairs are drawn.
    ///   - seed: the same seed draws the same pairs.
    package init(
        of neighbourhood: Neighbourhood, by model: ErrorModel, budget: Int, seed: UInt64
    ) {
        let missteps = neighbourhood.missteps.filter { $0.chance[.usual] > 0 }
        let sum = missteps.reduce(Chance.never) { $0 + $1.chance }
        chance = (sum * model.secondSlip).clamped
        let ladder = Ladder(missteps.map { $0.chance[.usual] })
        let known = Set(neighbourhood.neighbours.map(\.typed))
        var stream = RandomStream(seed: seed, name: "explore/pairs")
        var gathering = Gathering()
        var drawn = 0
        let total = sum[.usual]
        for _ in 0..<(missteps.isEmpty ? 0 : budget) {
            for _ in 0..<Self.mostTries {
                let first = missteps[ladder.place(at: stream.unit())]
                let second = missteps[ladder.place(at: stream.unit())]
                guard
                    let typed = Self.both(first.change, second.change, of: neighbourhood.intention)
                else { continue }
                drawn += 1
                // Two slips that come to one are counted with the ones.
                if known.contains(typed) { break }
                let share = Self.share(first.chance, second.chance, of: sum, total, budget)
                gathering.add(
                    typed,
                    Neighbour.Way(
                        slips: [first.slip, second.slip], chance: share * model.secondSlip))
                break
            }
        }
        neighbours = gathering.neighbours
        draws = drawn
    }

    /// Drawn by the usual profile; in the others a pair weighs more or less than one draw.
    private static func share(
        _ first: Chance, _ second: Chance, of sum: Chance, _ total: Double, _ budget: Int
    ) -> Chance {
        let usual = first[.usual] * second[.usual] / (total * total)
        let each = first.byProfile * second.byProfile / (sum.byProfile * sum.byProfile)
        return Chance(each / usual * sum.byProfile / Double(budget))
    }

    private static func both(
        _ one: Misstep.Change, _ other: Misstep.Change, of intention: Intention
    ) -> Neighbour.Typed? {
        switch (one, other) {
        case (.edit(let first), .edit(let second)):
            let touch = first.contains { edit in second.contains { $0.overlaps(edit) } }
            return touch || first == second ? nil : intention.typed(after: .edit(first + second))
        case (.edit(let edits), .window(let window)), (.window(let window), .edit(let edits)):
            guard case .line(let text, _) = intention.typed(after: .edit(edits)) else { return nil }
            return .line(text, window: window)
        default: return nil
        }
    }
}

/// Draws places in proportion to weights.
struct Ladder {
    private let rungs: [Double]

    init(_ weights: [Double]) {
        var sum = 0.0
        rungs = weights.map { weight in
            sum += weight
            return sum
        }
    }

    /// - Parameter unit: from 0 up to but not including 1.
    func place(at unit: Double) -> Int {
        let wanted = unit * (rungs.last ?? 0)
        var (low, high) = (0, rungs.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if rungs[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
