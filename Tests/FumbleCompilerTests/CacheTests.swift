import FumbleCompiler
import FumbleModel
import Testing

/// A cache as a file writes it, and what a plan says of it.
@Suite struct CacheTests {
    private static let text = """
        fumble: experiment/v1
        name: shop
        fleet:
          name: shop
          subsystems:
            cache: {cache: {protects: database, hits: 90%, warms-over: 200k requests}}
            database: {slots: 2}
          servers:
            - {group: caches, count: 4, carries: [cache], restart-age: 1d}
            - {group: databases, count: 5, carries: [database], restart-age: 1d}
          operations:
            get: {path: [cache, database], rate: 800/s, service: {cache: 1ms, database: 10ms}, timeout: 1s}
            put: {path: [database], rate: 200/s, service: 20ms, timeout: 1s}
          dependents:
            - {name: chats, sends: get, rate: 100/s, queue: 10k requests, drains-at: 1/s}
        measure:
          hits: {hit-ratio: {of: cache}, at: 10m}
        horizon: 1h
        """

    @Test func isRead() throws {
        let plan = try Texts.compile(Self.text).get().plan
        let cache = try #require(plan.fleet.subsystems[0].cache)
        #expect(
            cache
                == CacheSpec(protects: SubsystemID(1), hits: .percent(90), warmsOver: 200_000))
        #expect(plan.fleet.subsystems[1].cache == nil)
        #expect(plan.measures.map(\.quantity) == [.hitRatio(SubsystemID(0))])
        #expect(plan.fleet.cacheSteps(of: plan.fleet.operations[0]) == [true, false])
        #expect(plan.fleet.cacheSteps(of: plan.fleet.operations[1]) == [false])
    }

    /// 900 gets a second, of which a tenth goes on while the cache is warm, and 200 puts. Ten slots
    /// do ten seconds of work a second, and 900 gets and 200 puts are 13.
    @Test func aPlanSaysWhatAColdCacheLetsThrough() throws {
        let compiled = try Texts.compile(Self.text).get()
        let caches = PlanSketch(compiled.plan, topology: compiled.topology, seed: 1).caches
        #expect(caches.count == 1)
        #expect(caches[0].cache == "cache")
        #expect(caches[0].protects == "database")
        #expect((caches[0].warm.perSecond - 290).magnitude < 1e-9)
        #expect((caches[0].cold.perSecond - 1_100).magnitude < 1e-9)
        #expect((caches[0].capacity.perSecond - 1_100 * 10 / 13).magnitude < 1e-9)
    }

    /// A flow always warms its caches again; with them warm, 3.4 slots are busy, which queues nothing.
    @Test func aFlowIsNotedWhereACacheCouldStayCold() throws {
        let flow = try Texts.compile(Self.text + "\ntraffic: flow\n").get()
        #expect(
            flow.notes.map(\.message) == [
                "with `cache` cold clients ask 130% of what `database` can do: only "
                    + "`traffic: requests` shows whether it stays cold"
            ])
        let requests = try Texts.compile(Self.text + "\ntraffic: requests\n").get()
        #expect(requests.notes.isEmpty)
    }
}
