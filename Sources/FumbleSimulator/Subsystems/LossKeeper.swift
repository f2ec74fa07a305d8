internal import FumbleModel

/// Which pieces of one subsystem's state are lost for good.
///
/// With cells, a cell's replicas all hold the same piece; without, piece i of n is held by the
/// servers i, i+1, ... up to the number of copies, counted round.
struct LossKeeper: Sendable {
    private let objects: Int64
    private let capacity: Int
    private let copies: Int
    /// Cells; 0: there are none.
    private let cellCount: Int
    /// Made when the first piece is lost: a piece is lost once.
    private var isLost: [Bool] = []

    init(_ facts: SubsystemFacts) {
        objects = facts.objects
        capacity = facts.capacity
        copies = min(max(facts.copies, 1), max(facts.capacity, 1))
        cellCount = facts.hasCells ? facts.cellCount : 0
    }

    /// Looks at the pieces that newly corrupt servers hold.
    ///
    /// - Parameters:
    ///   - places: their places among the servers that carry the subsystem.
    ///   - isCorrupt: whether the server at a place is corrupt now.
    /// - Returns: the objects of which no copy is left.
    mutating func lose(_ places: [Int], isCorrupt: (Int) -> Bool) -> Int64 {
        guard objects > 0, capacity > 0 else { return 0 }
        let pieces = cellCount > 0 ? cellCount : capacity
        var lost: Int64 = 0
        for place in places {
            let held = cellCount > 0 ? 1 : copies
            for back in 0..<held {
                let piece = (place + pieces * (back / pieces + 1) - back) % pieces
                if !isLost.isEmpty && isLost[piece] { continue }
                guard holders(of: piece).allSatisfy(isCorrupt) else { continue }
                if isLost.isEmpty { isLost = [Bool](repeating: false, count: pieces) }
                isLost[piece] = true
                lost += objects / Int64(pieces) + (piece < objects % Int64(pieces) ? 1 : 0)
            }
        }
        return lost
    }

    private func holders(of piece: Int) -> [Int] {
        if cellCount > 0 { return Array(stride(from: piece, to: capacity, by: cellCount)) }
        return (0..<copies).map { (piece + $0) % capacity }
    }
}
