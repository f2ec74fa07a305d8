package import FumbleModel

/// Lines two slips from the meant one: a sample, each drawn as often as it is likely.
///
/// There are too many to try: about a million for a line of 57 characters. A line's own chance is the
/// product of the weights of its two slips and the chance of a second one, whatever is drawn beside it.
/// In a total every draw stands for the same share of all pairs.
package struct PairSample: Sendable {
    package let neighbours: [Neighbour]
    /// How often it was drawn; lines drawn twice are there once, with the shares of both.
    package let draws: Int
    /// Of any two slips in one line.
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
        // Each two of them once.
        let all = Chance(sum.byProfile * sum.byProfile) * (model.secondSlip / 2)
        chance = all.clamped
        let ladder = Ladder(missteps.map { $0.chance[.usual] })
        let known = Set(neighbourhood.neighbours.map(\.typed))
        var stream = RandomStream(seed: seed, name: "explore/pairs")
        var found: [Neighbour] = []
        var places: [Neighbour.Typed: Int] = [:]
        var drawn = 0
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
                let product = Chance(first.chance.byProfile * second.chance.byProfile)
                // Drawn by the usual profile; in the others a pair weighs more or less than one draw.
                let share = product * (all[.usual] / product[.usual] / Double(budget))
                let way = Neighbour.Way(
                    slips: [first.slip, second.slip].sorted { $0.name < $1.name },
                    chance: product * model.secondSlip)
                if let place = places[typed] {
                    found[place] = found[place].drawn(by: way, share: share)
                } else {
                    places[typed] = found.count
                    found.append(.first(typed, by: way, share: share))
                }
                break
            }
        }
        neighbours = found
        draws = drawn
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
