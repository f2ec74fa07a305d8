import FumbleModel
import FumbleSimulator
import Testing

/// Data that is deleted and restored, in both grains.
@Suite struct DataTests {
    private static let index = SubsystemID(0)

    /// 1 GB in 1,000 objects, of which ten are written a second.
    private static func state(
        writes: Double? = 10, copy: CopySpec? = Self.copy, growth: Growth? = nil
    ) -> StateSpec {
        StateSpec(
            size: ByteCount(bytes: 1_000_000_000), objects: 1_000_000, growth: growth,
            rehearsed: nil, log: nil, copies: nil,
            writes: writes.map { Frequency(perSecond: $0) }, copy: copy)
    }

    private static let copy = CopySpec(
        age: .hours(1), restoresAt: ByteRate(bytesPerSecond: 10_000_000), after: .seconds(60))

    private static func spec(_ state: StateSpec = state(), retries: Int = 0) -> FleetSpec {
        Small.fleet(
            [Small.subsystem("index", state: state, slots: 100)], [Small.group(4)],
            [Small.operation(rate: 100, retries: retries)])
    }

    private static func fleet(_ spec: FleetSpec, _ grain: TrafficGrain) -> SimulatedFleet {
        SimulatedFleet(spec, topology: Topology(spec), seed: 1, traffic: grain)
    }

    private static func percent(_ percent: Double) -> Share { .percent(percent) }

    /// What is told of data, in seconds.
    private func told(_ events: [FleetEvent]) -> [String] {
        events.compactMap { event in
            let at = event.at.sinceStart.seconds
            return switch event.what {
            case .dataDeleted(_, let share, let objects): "\(at) deleted \(share) \(objects)"
            case .restoring(_, let bytes, let until): "\(at) restoring \(bytes) to \(until)"
            case .restored(_, let objects, let lost, let age):
                "\(at) restored \(objects), lost \(lost.map { "\($0)" } ?? "?") of \(age)"
            case .nothingToRestore: "\(at) nothing"
            default: nil
            }
        }
    }

    @Test(arguments: [TrafficGrain.flow, .requests])
    func clientsMissTheShareThatIsDeleted(grain: TrafficGrain) throws {
        var fleet = Self.fleet(Self.spec(retries: 2), grain)
        #expect(try fleet.window(to: 100).answered >= 9_600)
        try fleet.apply(.deleteData(Self.percent(30), of: Self.index))
        let window = try fleet.window(to: 300)
        #expect((window.answered / window.offered).isNear(0.7, within: 0.02))
        // Each intent whose key is gone is tried three times.
        #expect((window.attempts / window.offered).isNear(1.6, within: 0.02))
        #expect(fleet.tally().serving == [4])
    }

    @Test(arguments: [TrafficGrain.flow, .requests])
    func aRestoreBringsBackAllButTheYoungest(grain: TrafficGrain) throws {
        var fleet = Self.fleet(Self.spec(), grain)
        _ = try fleet.window(to: 100)
        try fleet.apply(.deleteData(Self.percent(30), of: Self.index))
        try fleet.apply(.restore(Self.index))
        // 300 MB at 10 MB/s, after a minute; three of ten objects a second for an hour and 100 s.
        var events = try fleet.run(to: 189)
        #expect(
            told(events) == [
                "100.0 deleted 30% 300000", "100.0 restoring 300000000 to 3m10s",
            ])
        _ = fleet.closeWindow()
        events = try fleet.run(to: 190)
        #expect(told(events) == ["190.0 restored 300000, lost 11100 of 1h1m40s"])
        _ = fleet.closeWindow()
        let window = try fleet.window(to: 290)
        #expect((window.answered / window.offered).isNear(1, within: 0.01))
    }

    @Test func ofWhatIsLeftNotOfWhatWas() throws {
        var fleet = Small.simulated(Self.spec())
        for _ in 0..<3 { try fleet.apply(.deleteData(Self.percent(50), of: Self.index)) }
        #expect(
            told(try fleet.run(to: 1)) == [
                "0.0 deleted 50% 500000", "0.0 deleted 25% 250000", "0.0 deleted 12.5% 125000",
            ])
        #expect(try fleet.window(to: 100).answered.isNear(1_250, within: 0.001))
        try fleet.apply(.deleteData(.whole, of: Self.index))
        _ = fleet.closeWindow()
        #expect(try fleet.window(to: 200).answered == 0)
    }

    @Test func whatIsDeletedMeanwhileComesBackByARestoreOfItsOwn() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(.restore(Self.index))
        try fleet.apply(.deleteData(Self.percent(50), of: Self.index))
        try fleet.apply(.restore(Self.index))
        var events = try fleet.run(to: 10)
        try fleet.apply(.restore(Self.index))
        try fleet.apply(.deleteData(Self.percent(50), of: Self.index))
        events += try fleet.run(to: 120)
        #expect(
            told(events) == [
                "0.0 nothing", "0.0 deleted 50% 500000", "0.0 restoring 500000000 to 1m50s",
                "10.0 nothing", "10.0 deleted 25% 250000",
                "110.0 restored 500000, lost 18000 of 1h",
            ])
        // Nobody asked for the second half: it stays away until somebody does.
        _ = fleet.closeWindow()
        #expect(try fleet.window(to: 220).answered.isNear(7_500, within: 0.001))
        try fleet.apply(.restore(Self.index))
        #expect(
            told(try fleet.run(to: 1_000)) == [
                "220.0 restoring 250000000 to 5m5s", "305.0 restored 250000, lost 9025 of 1h10s",
            ])
    }

    @Test func aRestoreAskedForMeanwhileBeginsAfterTheFirst() throws {
        var fleet = Small.simulated(Self.spec())
        try fleet.apply(.deleteData(Self.percent(50), of: Self.index))
        try fleet.apply(.restore(Self.index))
        _ = try fleet.run(to: 10)
        try fleet.apply(.deleteData(Self.percent(50), of: Self.index))
        try fleet.apply(.restore(Self.index))
        #expect(
            told(try fleet.run(to: 1_000)).suffix(3) == [
                "110.0 restored 500000, lost 18000 of 1h", "110.0 restoring 250000000 to 3m15s",
                "195.0 restored 250000, lost 9025 of 1h10s",
            ])
        #expect(try fleet.window(to: 1_100).answered > 0)
    }

    @Test func whatNobodyCountedIsNotKnown() throws {
        func lost(_ state: StateSpec) throws -> String? {
            var fleet = Small.simulated(Self.spec(state))
            try fleet.apply(.deleteData(.whole, of: Self.index))
            try fleet.apply(.restore(Self.index))
            return told(try fleet.run(to: 10_000)).last
        }
        #expect(try lost(Self.state(writes: nil)) == "160.0 restored 1000000, lost ? of 1h")
        // A million objects that double in a year of 8,760 hours gain 114 in one.
        let growth = Growth(perYear: .percent(100))
        #expect(
            try lost(Self.state(writes: nil, growth: growth))
                == "160.0 restored 1000000, lost 114 of 1h")
        // What is written again and again is lost once.
        #expect(
            try lost(Self.state(writes: 100_000)) == "160.0 restored 1000000, lost 1000000 of 1h")
    }

    @Test func deletedKeysAreWorkedOnWhereTheyAreMissed() throws {
        func answered(without deleted: Int) throws -> Double {
            let spec = Small.fleet(
                [
                    Small.subsystem("front", state: Self.state(), slots: 100),
                    Small.subsystem("back", state: Self.state()),
                ], [Small.group("all", 1, carries: [0, 1])], [Small.operation([0, 1], rate: 150)])
            var fleet = Small.simulated(spec)
            try fleet.apply(.deleteData(Self.percent(50), of: SubsystemID(deleted)))
            return try fleet.window(to: 10).answered / 10
        }
        // The back serves 100/s. What the front misses never comes there: all of the rest is served.
        #expect(try answered(without: 0).isNear(75, within: 1e-6))
        // What the back misses itself takes its time: of 150/s it serves 100, half of them in vain.
        #expect(try answered(without: 1).isNear(50, within: 1e-6))
    }

    @Test func withoutDataOrACopyNothingIsDone() throws {
        var bare = Small.simulated(
            Small.fleet([Small.subsystem("index")], [Small.group(1)]))
        #expect(throws: FleetError.didNothing("`index` keeps no data")) {
            try bare.apply(.deleteData(.whole, of: Self.index))
        }
        var copyless = Small.simulated(Self.spec(Self.state(copy: nil)))
        #expect(throws: FleetError.didNothing("there is no copy of `index`")) {
            try copyless.apply(.restore(Self.index))
        }
    }

    @Test func twoDeletionsAreTwoRuns() throws {
        func hash(_ percent: Double) throws -> UInt64 {
            var fleet = Small.simulated(Self.spec())
            try fleet.apply(.deleteData(Self.percent(percent), of: Self.index))
            _ = try fleet.run(to: 10)
            return fleet.eventCount().hash
        }
        #expect(try hash(30) == hash(30))
        #expect(try hash(30) != hash(31))
    }
}
