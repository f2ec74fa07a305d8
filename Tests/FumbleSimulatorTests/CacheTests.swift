import FumbleModel
import FumbleSimulator
import Testing

/// Caches that forget and warm, in both grains of traffic.
@Suite struct CacheTests {
    private static let cache = SubsystemID(0)
    private static let caches = Small.servers(0..<4)

    /// Four caches and some databases of ten milliseconds.
    private static func fleet(
        _ grain: TrafficGrain, rate: Double, hits: Share, warmsOver: Int64, databases: Int,
        _ queue: QueueSpec = .standard, retries: Int = 0, cells: CellSpec? = nil,
        seed: UInt64 = 1, measures: [MeasureSpec] = []
    ) -> SimulatedFleet {
        let restart = Small.restart(boot: .seconds(10))
        let front = SubsystemSpec(
            name: "cache", position: Small.position, minimum: .count(0), cells: nil, state: nil,
            restart: restart, servesFrom: .percent(1), needs: .none, slots: 100,
            cache: CacheSpec(protects: SubsystemID(1), hits: hits, warmsOver: warmsOver))
        let service = Distribution.exponential(mean: .milliseconds(10))
        let operation = OperationSpec(
            name: "get", position: Small.position,
            path: [
                PathStep(subsystem: cache, service: .milliseconds(1)),
                PathStep(subsystem: SubsystemID(1), service: service.mean, varies: service),
            ], rate: Frequency(perSecond: rate), timeout: .seconds(1),
            retries: RetrySpec(atMost: retries, budget: nil))
        let spec = Small.fleet(
            [front, Asked.subsystem(queue, name: "database", cells: cells)],
            [Small.group("a", 4, carries: [0]), Small.group("b", databases, carries: [1])],
            [operation])
        return SimulatedFleet(
            spec, topology: Topology(spec), seed: seed, traffic: grain, measures: measures)
    }

    /// When a cache was told to be cold, and warm again.
    private static func turns(_ events: [FleetEvent]) -> [(isCold: Bool, seconds: Double)] {
        events.compactMap { event in
            switch event.what {
            case .cacheCold: (true, event.at.sinceStart.seconds)
            case .cacheWarm: (false, event.at.sinceStart.seconds)
            default: nil
            }
        }
    }

    /// Each of four caches is asked r = 50 times a second, and all misses are answered:
    /// `df/dt = r (1 - h)` with `h = H (1 - exp(-f/s))`. With `v = exp(f/s)` that is linear, so that
    /// h comes from 0 to H (1 - 1/v) in `s / (r (1 - H)) ln((1 - H) v + H)`; warm is v = 10.
    @Test(arguments: TrafficGrain.allCases)
    func warmsAsTheEquationSays(_ grain: TrafficGrain) throws {
        let (hits, scale, rate) = (0.9, 1_600.0, 50.0)
        let expected = scale / (rate * (1 - hits)) * Elementary.log((1 - hits) * 10 + hits)
        let seeds: ClosedRange<UInt64> = grain == .flow ? 1...1 : 1...4
        var mean = 0.0
        for seed in seeds {
            var fleet = Self.fleet(
                grain, rate: 200, hits: .percent(90), warmsOver: 1_600, databases: 20, seed: seed)
            _ = try fleet.run(to: 5)
            try fleet.apply(.restart(Self.caches, aged: nil))
            let turns = Self.turns(try fleet.run(to: 400))
            #expect(turns.map(\.isCold) == [true, false])
            #expect(turns[0].seconds == 15)
            mean += (turns[1].seconds - 15) / Double(seeds.count)
        }
        #expect(mean.isNear(expected, within: grain == .flow ? 0.005 : 0.02), "\(mean) s")
    }

    /// A cache of four is cold: the hit ratio of all is three quarters of H and a quarter of its own.
    @Test(arguments: TrafficGrain.allCases)
    func oneColdCacheOfFourIsAQuarter(_ grain: TrafficGrain) throws {
        let measure = Asked.measure(.hitRatio(Self.cache), at: .seconds(100))
        var fleet = Self.fleet(
            grain, rate: 200, hits: .percent(90), warmsOver: 1_600, databases: 20,
            measures: [measure])
        _ = try fleet.run(to: 5)
        try fleet.apply(.restart(Small.servers(2..<3), aged: nil))
        #expect(Self.turns(try fleet.run(to: 200)).isEmpty)
        let spec = CacheSpec(protects: SubsystemID(1), hits: .percent(90), warmsOver: 1_600)
        let own = spec.hitRatio(fills: spec.fills(after: 0, asked: 50 * 85))
        let mean = try #require(fleet.readings()[0].mean)
        #expect(mean.isNear((3 * 0.9 + own) / 4, within: 0.01), "\(mean)")
    }

    /// 400 requests a second at a database that can do 200: what it answers fills the caches, and
    /// that goes as fast where each request is an event as where all are a flow.
    @Test func aDatabaseThatShedsWarmsItsCacheAlikeInBothGrains() throws {
        func course(_ grain: TrafficGrain, seed: UInt64) throws -> (warm: Double, share: Double) {
            var fleet = Self.fleet(
                grain, rate: 400, hits: .percent(95), warmsOver: 1_600, databases: 2,
                Asked.queue(.deadline), seed: seed)
            _ = try fleet.run(to: 5)
            try fleet.apply(.restart(Self.caches, aged: nil))
            _ = try fleet.run(to: 15)
            _ = fleet.closeWindow()
            var events = try fleet.run(to: 135)
            let window = fleet.closeWindow().operations[0]
            events += try fleet.run(to: 200)
            let turns = Self.turns(events)
            #expect(turns.map(\.isCold) == [false])
            return ((turns.first?.seconds ?? 0) - 15, window.answered / window.offered)
        }
        let flow = try course(.flow, seed: 1)
        var (warm, share) = (0.0, 0.0)
        for seed in 1...3 as ClosedRange<UInt64> {
            let requests = try course(.requests, seed: seed)
            warm += requests.warm / 3
            share += requests.share / 3
        }
        #expect(warm.isNear(flow.warm, within: 0.02), "flow \(flow.warm), requests \(warm)")
        #expect((share - flow.share).magnitude < 0.005, "flow \(flow.share), requests \(share)")
    }

    /// The same, first come first served without a bound: it only works for clients who have given
    /// up, nothing is filled, and the caches stay cold for as long as anybody looks.
    @Test func aDatabaseThatQueuesKeepsItsCacheCold() throws {
        let hits = Asked.measure(.hitRatio(Self.cache), at: .seconds(150))
        var fleet = Self.fleet(
            .requests, rate: 400, hits: .percent(95), warmsOver: 1_600, databases: 2,
            measures: [hits])
        _ = try fleet.run(to: 5)
        try fleet.apply(.restart(Self.caches, aged: nil))
        let turns = Self.turns(try fleet.run(to: 120))
        _ = fleet.closeWindow()
        let window = try fleet.window(to: 151)
        #expect(turns.map(\.isCold) == [true])
        #expect(window.answered < 0.1 * window.offered)
        #expect(try #require(fleet.readings()[0].mean) < 0.1)
    }

    @Test(arguments: TrafficGrain.allCases)
    func whoOnlyHangsForgetsNothing(_ grain: TrafficGrain) throws {
        var fleet = Self.fleet(
            grain, rate: 200, hits: .percent(90), warmsOver: 1_600, databases: 20)
        _ = try fleet.run(to: 5)
        try fleet.apply(.hang(Self.caches))
        _ = try fleet.run(to: 10)
        try fleet.apply(.resume(Self.caches))
        #expect(Self.turns(try fleet.run(to: 30)).isEmpty)
    }

    /// With the database gone, what hits is answered; a second attempt may hit too.
    @Test(arguments: TrafficGrain.allCases, [0, 1])
    func aHitNeedsNoDatabase(_ grain: TrafficGrain, retries: Int) throws {
        var fleet = Self.fleet(
            grain, rate: 400, hits: .percent(80), warmsOver: 1_600, databases: 3,
            retries: retries)
        _ = try fleet.run(to: 5)
        try fleet.apply(.remove(Small.servers(4..<7)))
        _ = try fleet.run(to: 10)
        _ = fleet.closeWindow()
        let window = try fleet.window(to: 110)
        let expected = retries == 0 ? 0.8 : 0.96
        let share = window.answered / window.offered
        #expect((share - expected).magnitude < (grain == .flow ? 1e-9 : 0.008), "\(share)")
    }

    /// One of two cells is dead: a half of all keys is answered by hits alone.
    @Test(arguments: TrafficGrain.allCases)
    func aHitAnswersForADeadCell(_ grain: TrafficGrain) throws {
        var fleet = Self.fleet(
            grain, rate: 400, hits: .percent(80), warmsOver: 1_600, databases: 40, retries: 1,
            cells: CellSpec(count: 2, replicas: 20, quorum: .count(20)))
        _ = try fleet.run(to: 5)
        try fleet.apply(.remove(Small.servers(4..<5)))
        _ = try fleet.run(to: 10)
        _ = fleet.closeWindow()
        let window = try fleet.window(to: 110)
        let share = window.answered / window.offered
        #expect((share - 0.98).magnitude < (grain == .flow ? 1e-9 : 0.008), "\(share)")
        // A half makes one attempt; of the other half a fifth makes a second one.
        let attempts = window.attempts / window.offered
        #expect((attempts - 1.1).magnitude < (grain == .flow ? 1e-9 : 0.008), "\(attempts)")
    }

    @Test func theSameSeedIsTheSameRun() throws {
        func run(_ grain: TrafficGrain) throws -> ([FleetEvent], EventCount) {
            var fleet = Self.fleet(
                grain, rate: 500, hits: .percent(90), warmsOver: 400, databases: 3,
                Asked.queue(.fifo, limit: 20), retries: 2)
            _ = try fleet.run(to: 5)
            try fleet.apply(.crash(Self.caches))
            try fleet.apply(.start(Self.caches))
            return (try fleet.run(to: 120), fleet.eventCount())
        }
        for grain in TrafficGrain.allCases {
            let (one, two) = (try run(grain), try run(grain))
            #expect(one.0 == two.0)
            #expect(one.1 == two.1)
        }
        // A warming is a few hundred solutions of the flows, each an event.
        #expect(try run(.flow).1.events < 2_000)
    }
}
