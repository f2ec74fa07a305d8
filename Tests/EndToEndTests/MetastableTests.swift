import Foundation
import Testing

/// An outage that outlives its cause ends at the horizon as "more than", never as a number: in the
/// text, in the JSON and over many seeds.
@Suite(.timeLimit(.minutes(30))) struct MetastableTests {
    private static let cold = "Experiments/collapse/cold-cache.yaml"

    /// Twenty servers of 10 ms hang for 10 s, and clients ask three times: above a load of a third
    /// they keep the outage up.
    private static func storm(rate: Int) -> String {
        """
        fumble: experiment/v1
        name: storm
        claim: The outage outlives its cause.
        fleet:
          name: storm
          subsystems: {store: {}}
          servers:
            - {group: servers, count: 20, carries: [store], restart-age: 0s}
          operations:
            get:
              path: [store]
              rate: \(rate)/s
              service: {exponential: 10ms}
              timeout: 1s
              retries: {at-most: 2}
        steady-state:
          gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 99%}}
        method: [{at: 10s, fault: {hang: {of: store, count: 20 servers}}, for: 10s}]
        stop-when: none
        settle: 20s
        traffic: requests
        horizon: 2m

        """
    }

    private static func recovery(_ text: some StringProtocol) throws -> [String: Any] {
        let read = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let verdict = try #require(read as? [String: Any])
        return try #require(verdict["recovery"] as? [String: Any])
    }

    @Test func aColdCacheIsCensoredAtTheHorizon() async throws {
        let scene = try Scene(copying: "Experiments")
        let text = try await scene.fumble("run", Self.cold, "--out", "cold")
        #expect(text.status == 0)
        #expect(text.stdout.hasPrefix("GET not whole after 18 min.\n"))
        #expect(text.stdout.contains("get recovered    more than 18 min"))
        #expect(text.stdout.contains("cache is cold: 0% hit, the rest goes to database"))
        #expect(!text.stdout.contains("warm again"))
        let json = try await scene.fumble("judge", "cold", "--format", "json")
        let recovery = try Self.recovery(json.stdout)
        #expect(recovery["censored"] as? Bool == true)
        #expect(recovery["time_to_recover_s"] is NSNull)
        #expect(recovery["time_to_heal_s"] is NSNull)
        #expect(recovery["observed_for_s"] as? Double == 1_080)
    }

    /// What cannot be done in time is turned away: then what is done fills the caches.
    @Test func aBoundedQueueLetsTheCacheWarm() async throws {
        let scene = try Scene(copying: "Experiments")
        let ended = try await scene.fumble(
            "run", Self.cold, "--set", "may-wait=50", "--format", "json")
        let recovery = try Self.recovery(ended.stdout)
        #expect(recovery["censored"] as? Bool == false)
        let time = try #require(recovery["time_to_recover_s"] as? Double)
        #expect(time > 60 && time < 300)
    }

    @Test(arguments: [(500, false), (900, true)])
    func aRetryStormIsCensoredAboveItsThreshold(rate: Int, isCensored: Bool) async throws {
        let scene = try Scene()
        try scene.write(Self.storm(rate: rate), to: "storm.yaml")
        let ended = try await scene.fumble("run", "storm.yaml", "--format", "json")
        let recovery = try Self.recovery(ended.stdout)
        #expect(recovery["censored"] as? Bool == isCensored)
        #expect((recovery["time_to_recover_s"] is NSNull) == isCensored)
        #expect(ended.status == (isCensored ? 1 : 0))
    }

    /// Near its threshold some seeds recover by the horizon and some do not: times are told of those
    /// that did alone, and the others are counted.
    @Test func noPercentileCountsACensoredRun() async throws {
        let scene = try Scene()
        try scene.write(Self.storm(rate: 605), to: "storm.yaml")
        let ended = try await scene.fumble(
            "sweep", "storm.yaml", "--seeds", "1..4", "--format", "json")
        let recovery = try Self.recovery(ended.stdout)
        let censored = try #require(recovery["censored"] as? Int)
        let times = try #require(recovery["time_to_recover_s"] as? [String: Any])
        let recovered = try #require(times["seeds"] as? Int)
        #expect(censored > 0 && recovered > 0 && censored + recovered == 4)
        #expect(try #require(times["max"] as? Double) <= 90)
    }
}
