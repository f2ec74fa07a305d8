internal import FumbleModel

/// The expected longest of many independent lengths: the integral of `1 - F1(t)^n1 F2(t)^n2 ...`.
struct ExpectedLongest {
    private let all: [Alike]

    /// Lengths of one distribution.
    struct Alike {
        let count: Double
        /// Beyond it none of them lies.
        let end: Double
        /// The chance that one of them is longer than so much.
        let chance: (_ time: Double) -> Double
    }

    init(of all: [Alike]) { self.all = all }

    /// Pieces are halved until what one can be wrong by is less than this part of the median.
    private static let precision = 1e-6
    /// A bound of halvings in all; a few thousand do.
    private static let mostPieces = 200_000

    var mean: Double {
        let end = all.map(\.end).max() ?? 0
        let worst = median(upTo: end) * Self.precision
        var sum = 0.0
        var pieces = 0
        var open = [Piece(from: 0, high: chance(above: 0), to: end, low: 0)]
        while let piece = open.popLast() {
            pieces += 1
            // What falls from `high` to `low` has its integral between the two rectangles.
            let width = piece.to - piece.from
            if (piece.high - piece.low) * width <= worst || pieces > Self.mostPieces {
                sum += (piece.high + piece.low) / 2 * width
                continue
            }
            let middle = piece.from + width / 2
            let between = chance(above: middle)
            open.append(Piece(from: middle, high: between, to: piece.to, low: piece.low))
            open.append(Piece(from: piece.from, high: piece.high, to: middle, low: between))
        }
        return sum
    }

    private struct Piece {
        let from: Double
        let high: Double
        let to: Double
        let low: Double
    }

    /// The chance that the longest is longer than this.
    private func chance(above time: Double) -> Double {
        var logarithm = 0.0
        for alike in all {
            let one = alike.chance(time)
            guard one > 0 else { continue }
            guard one < 1 else { return 1 }
            // Of small chances, 1 - p would lose what matters.
            let none = one < Self.small ? -one - one * one / 2 : Elementary.log(1 - one)
            logarithm += alike.count * none
        }
        return 1 - Elementary.exp(logarithm)
    }

    private static let small = 1e-5

    private func median(upTo end: Double) -> Double {
        var (low, high) = (0.0, end)
        for _ in 0..<Double.significandBitCount {
            let middle = low + (high - low) / 2
            if chance(above: middle) > 0.5 { low = middle } else { high = middle }
        }
        return high
    }
}
