/// A quota that was set to what a folder held, and what became of the folder since.
struct StandingQuota: Sendable, Hashable {
    /// What stood in the file before; nil: there was none.
    let original: [UInt8]?
    /// All that the folder may hold, in bytes.
    let limit: Int
    /// By how much the folder grew past the one that this took the place of; nil: that never stood still.
    private let grownBefore: Int?
    private var seen: Int?
    /// What the folder may hold without a write past its quota: what was on its way when that came is no such write.
    private var mayHold: Int?

    init(original: [UInt8]?, limit: Int) {
        self.init(original: original, limit: limit, grownBefore: 0)
    }

    private init(original: [UInt8]?, limit: Int, grownBefore: Int?) {
        self.original = original
        self.limit = limit
        self.grownBefore = grownBefore
    }

    /// Another in its place, set to what the folder holds by now.
    func replaced(by limit: Int) -> StandingQuota {
        StandingQuota(original: original, limit: limit, grownBefore: growth(at: limit))
    }

    /// Whether the folder was seen to stand still.
    var isKeptTo: Bool { mayHold != nil }

    /// Takes a look at what the folder holds; two that are alike say that it stands still.
    mutating func look(_ used: Int) {
        if mayHold == nil, seen == used { mayHold = max(used, limit) }
        seen = used
    }

    /// By how many bytes the folder grew past its quota, by what it holds; nil: it never stood still.
    func growth(at used: Int) -> Int? {
        guard let mayHold, let grownBefore else { return nil }
        return grownBefore + max(0, used - mayHold)
    }
}
