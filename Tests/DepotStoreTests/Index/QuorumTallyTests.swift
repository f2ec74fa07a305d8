import Testing

@testable import DepotStore

/// A tally is decided as soon as it can be, and never both ways.
@Suite struct QuorumTallyTests {
    /// All ways in which up to five servers may answer.
    @Test func smallWorlds() {
        for asked in 1...5 {
            for needed in 1...asked {
                for answers in 0..<(1 << asked) {
                    var tally = QuorumTally(of: asked, needed: needed)
                    for place in 0..<asked {
                        if answers >> place & 1 == 1 {
                            tally.agree()
                        } else {
                            tally.refuse(.unanswered, by: "s\(place)")
                        }
                        #expect(!(tally.isReached && tally.isOutOfReach))
                    }
                    #expect(tally.isReached == (answers.nonzeroBitCount >= needed))
                    #expect(tally.isReached != tally.isOutOfReach)
                }
            }
        }
    }
}
