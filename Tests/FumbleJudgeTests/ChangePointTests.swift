import Testing

@testable import FumbleJudge

/// Changes of level, against values that a program of a few lines counted over all pairs.
@Suite struct ChangePointTests {
    private typealias Value = KaplanMeier.Observation

    /// The flow of the Nile at Aswan, 1871 to 1970 (Cobb 1978, "The problem of the Nile"): it fell in
    /// 1899, after 28 years.
    private static let nile: [Double] = [
        1_120, 1_160, 963, 1_210, 1_160, 1_160, 813, 1_230, 1_370, 1_140, 995, 935, 1_110, 994,
        1_020, 960, 1_180, 799, 958, 1_140, 1_100, 1_210, 1_150, 1_250, 1_260, 1_220, 1_030, 1_100,
        774, 840, 874, 694, 940, 833, 701, 916, 692, 1_020, 1_050, 969, 831, 726, 456, 824, 702,
        1_120, 1_100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1_040, 759, 781, 865,
        845, 944, 984, 897, 822, 1_010, 771, 676, 649, 846, 812, 742, 801, 1_040, 860, 874, 848,
        890, 744, 749, 838, 1_050, 918, 986, 797, 923, 975, 815, 1_020, 906, 901, 1_170, 912, 746,
        919, 718, 714, 740,
    ]

    @Test func theNileFellAfter1898() throws {
        let changes = ChangePoints(Self.nile.map { Value($0) }).changes
        #expect(changes.map(\.place) == [28])
        #expect(changes.first?.statistic == 1_617)
        #expect(changes.first?.chance == 0.0001)
    }

    /// Six of one and six of another: 2 of the 924 ways to deal them are so clear.
    @Test func theChanceIsThatOfAllOrders() throws {
        let values = [Value](repeating: Value(1), count: 6) + [Value](repeating: Value(2), count: 6)
        let change = try #require(ChangePoints(values).changes.first)
        #expect(change.place == 6)
        #expect(change.statistic == 36)
        #expect((change.chance - 2.0 / 924).magnitude < 0.0015)
    }

    /// Ties and runs that were still waited for; of 4,000 random orders 0.5 % are so clear.
    @Test func censoredRunsAreLongerAndNoNumbers() throws {
        let hidden: Set = [1, 4, 5, 7, 13, 14, 18]
        let times: [Double] = [
            8, 18, 5, 15, 1, 4, 16, 7, 15, 16, 13, 12, 12, 26, 15, 23, 31, 30, 30, 21,
        ]
        let values = times.enumerated().map { Value($1, isCensored: hidden.contains($0)) }
        // The order of censoring as it was drawn.
        #expect(
            values.map(\.isCensored) == [
                false, true, false, false, true, true, false, true, false, false, false, false,
                false,
                true, true, false, false, false, true, false,
            ])
        let change = try #require(ChangePoints(values).changes.first)
        #expect(change.place == 13)
        #expect(change.statistic == 61)
        #expect((change.chance - 0.00525).magnitude < 0.003)
    }

    @Test func scoresAreCountsOfSurePairs() {
        let values = [
            Value(3), Value(3, isCensored: true), Value(5), Value(1), Value(5, isCensored: true),
        ]
        for (place, score) in ChangePoints.scores(of: values).enumerated() {
            let sure = values.map { Self.rises(values[place], $0) - Self.rises($0, values[place]) }
            #expect(score == sure.reduce(0, +), "\(place)")
        }
    }

    /// 1 where the second is surely longer.
    private static func rises(_ one: Value, _ other: Value) -> Int {
        guard !one.isCensored else { return 0 }
        return other.isCensored ? (other.time >= one.time ? 1 : 0) : (other.time > one.time ? 1 : 0)
    }

    @Test func severalChangesAreFoundInOrder() {
        let levels: [Double] = [10, 20, 15]
        let values = levels.flatMap { level in (0..<12).map { Value(level + Double($0 % 3)) } }
        #expect(ChangePoints(values).changes.map(\.place) == [12, 24])
    }

    @Test func chanceAloneIsNoChange() {
        #expect(ChangePoints([]).changes.isEmpty)
        #expect(ChangePoints((0..<40).map { _ in Value(7) }).changes.isEmpty)
        #expect(ChangePoints((0..<40).map { Value(Double($0 * 7 % 11)) }).changes.isEmpty)
        // Four against four cannot be told from chance, and five against five can.
        let few = (0..<8).map { Value($0 < 4 ? 1 : 2) }
        #expect(ChangePoints(few).changes.isEmpty)
        let enough = (0..<10).map { Value($0 < 5 ? 1 : 2) }
        #expect(ChangePoints(enough).changes.map(\.place) == [5])
    }

    @Test func itIsTheSameEachTime() {
        let values = Self.nile.map { Value($0) }
        #expect(ChangePoints(values) == ChangePoints(values))
    }
}
