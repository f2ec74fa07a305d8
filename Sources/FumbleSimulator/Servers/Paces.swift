/// The factors by which servers are slowed, each once; the first is 1.
struct Paces: Sendable {
    private(set) var factors = [1.0]
    /// Servers that are slowed by each factor; the first is not counted.
    private var users = [0]

    /// The number of a factor; nil: there are too many different ones.
    ///
    /// A factor that no server has any more is forgotten, and its number given to another.
    mutating func number(of factor: Double) -> UInt16? {
        if let known = factors.firstIndex(of: factor) { return UInt16(known) }
        if let free = users.indices.dropFirst().first(where: { users[$0] == 0 }) {
            factors[free] = factor
            return UInt16(free)
        }
        guard factors.count <= Int(UInt16.max) else { return nil }
        factors.append(factor)
        users.append(0)
        return UInt16(factors.count - 1)
    }

    mutating func move(from old: UInt16, to new: UInt16) {
        if old > 0 { users[Int(old)] -= 1 }
        if new > 0 { users[Int(new)] += 1 }
    }
}
