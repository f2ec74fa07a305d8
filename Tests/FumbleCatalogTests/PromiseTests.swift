import FumbleCatalog
import FumbleDocument
import FumbleModel
import Testing

@Suite struct PromiseTests {
    private func examine(
        _ text: String, index: [(TimeSpan, Int)] = [], removals: [(TimeSpan, Int)] = []
    ) throws -> [PromiseResult] {
        let document = try YAMLReader.read(Array(text.utf8), file: "promise.yaml")
        var reading = Reading()
        let chosen = Catalog.standard().promises.read(document.root, &reading)
        let steps = { (given: [(TimeSpan, Int)]) in
            given.map { FleetHistory.Step(at: .start + $0.0, servers: $0.1) }
        }
        let history = FleetHistory(
            fleet: SmallFleet.spec, topology: SmallFleet.topology,
            serving: [steps([(.zero, 10)] + index), steps([(.zero, 6)])],
            removals: steps(removals), end: .start + .hours(1))
        return try #require(chosen).value.examine(history)
    }

    @Test func capacityIsKeptAtTheMinimumAndBrokenBelowIt() throws {
        let kept = try examine("{capacity: {}}", index: [(.minutes(5), 7)])
        #expect(kept.map(\.isKept) == [true, true])
        #expect(kept[0].worst == 7)
        let broken = try examine(
            "{capacity: {}}", index: [(.minutes(5), 6), (.minutes(8), 8), (.minutes(50), 4)])
        #expect(broken[0].isKept == false)
        #expect(broken[0].brokenAt == .start + .minutes(5))
        #expect(broken[0].brokenFor == .minutes(3 + 10))
        #expect(broken[0].worst == 4)
        #expect(broken[0].limit == 7)
    }

    @Test func aLevelThatLastedNoTimeBreaksNothing() throws {
        let results = try examine(
            "{capacity: {}}", index: [(.minutes(5), 2), (.minutes(5), 9)])
        #expect(results[0].isKept)
        #expect(results[0].worst == 9)
    }

    @Test func paceCountsAnyStretchOfItsLength() throws {
        let pace = "{pace: {removed: at most 2 servers per 5m}}"
        let kept = try examine(pace, removals: [(.minutes(1), 2), (.minutes(6), 2)])
        #expect(kept[0].isKept)
        let broken = try examine(
            pace, removals: [(.minutes(1), 2), (.minutes(6) - .seconds(1), 1)])
        #expect(broken[0].isKept == false)
        #expect(broken[0].worst == 3)
        #expect(broken[0].brokenAt == .start + .minutes(6) - .seconds(1))
    }
}
