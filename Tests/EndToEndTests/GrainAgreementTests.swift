import Foundation
import Testing

/// The same experiment in both grains of traffic, from its file to its verdict, on thirty seeds: as
/// much is answered, and clients are whole again at the same time.
///
/// Each is run with a tolerance that no number of servers just meets: where the capacity that is left
/// is all but what is asked, queues and chance decide a window, and a flow knows neither.
@Suite(.timeLimit(.minutes(30))) struct GrainAgreementTests {
    /// Ten servers can each answer 20 requests a second, and 50 are asked: two are too few, three
    /// enough.
    enum Story: String, CaseIterable, Sendable {
        /// Nine are removed by a slip, and added again after people have seen the alarm.
        case removal
        /// All restart, four at a time, and more than two slow each other down.
        case restartWave
        /// Nine crash, one at a time comes back, and clients ask again with a budget.
        case crashWithRetries

        var restart: String {
            switch self {
            case .removal: "{boot: {lognormal: {mean: 40s, scv: 0.3}}, at-once: 2}"
            case .restartWave:
                "{boot: {lognormal: {mean: 150s, scv: 0.5}}, warm: 20s, at-once: 4, slowed-above: 2}"
            case .crashWithRetries: "{boot: {erlang: {mean: 150s, phases: 3}}, at-once: 1}"
            }
        }

        var retries: String {
            self == .crashWithRetries ? "{at-most: 2, budget: 20%}" : "none"
        }

        var method: String {
            let windows = "from: {meant: shell, typed: shell}"
            switch self {
            case .removal:
                let lines = "meant: fleetctl remove --count 2, typed: fleetctl remove --count 9"
                return "[{at: 1m, operator: {\(windows), \(lines)}}]"
            case .restartWave:
                let lines = "meant: fleetctl renew, typed: fleetctl renew"
                return "[{at: 1m, operator: {\(windows), \(lines)}}]"
            case .crashWithRetries:
                return "[{at: 1m, fault: {crash: {of: index, count: 9 servers}}, for: 30s}]"
            }
        }

        var response: String {
            let added = "{add-servers: {of: index, count: 9 servers}}"
            return self == .removal
                ? "response: [{when: failing, after: 6m, does: \(added)}]" : "# Nobody responds."
        }
    }

    private static let seeds = 30
    private static let seconds = 780.0
    private static let asked = 50.0
    /// The windows in which it is decided who is whole; no finer time can be told.
    private static let window = 10.0

    private static func file(_ story: Story, traffic: String) -> String {
        """
        fumble: experiment/v1
        name: agreement
        claim: Both grains of traffic say the same.
        fleet:
          name: ten
          subsystems:
            index: {queue: {discipline: deadline}, restart: \(story.restart)}
          servers:
            - {group: servers, count: 10, carries: [index], restart-age: 30d}
          operations:
            get:
              path: [index]
              rate: 50/s
              service: {exponential: 50ms}
              timeout: 3s
              retries: \(story.retries)
          alarms:
            failing: {probe: goodput, of: get, below: 90%, for: 1m, seen-by: on-call}
          health-check: {notices-after: 2s}
          playbook:
            remove:
              usage: fleetctl remove --count COUNT
              does: {remove-servers: {of: index, count: COUNT}}
              asks: none
            renew: {usage: fleetctl renew, does: {full-restart: {of: [index]}}, asks: none}
        arms: [guarded]
        steady-state:
          gets: {probe: {goodput: {of: get, over: 10s}}, tolerance: {at-least: 90%}}
        method: \(story.method)
        \(story.response)
        stop-when: none
        settle: 1m
        traffic: \(traffic)
        horizon: 13m

        """
    }

    private struct Course {
        let recovered: Double
        let availability: Double
    }

    private static func courses(_ story: Story, traffic: String) async throws -> [Course] {
        let scene = try Scene()
        try scene.write(file(story, traffic: traffic), to: "agreement.yaml")
        let ended = try await scene.fumble(
            "run", "agreement.yaml", "--seeds", "1..\(seeds)", "--format", "json")
        return try ended.stdout.split(separator: "\n").map { line in
            let read = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let verdict = try #require(read as? [String: Any])
            #expect(verdict["traffic"] as? String == traffic)
            let recovery = try #require(verdict["recovery"] as? [String: Any])
            let lost = try #require(recovery["lost_requests"] as? Double)
            return Course(
                recovered: try #require(recovery["time_to_recover_s"] as? Double),
                availability: 1 - lost / (asked * seconds))
        }
    }

    /// Seed by seed both are whole in the same window or in neighbours, and on average within 2 %;
    /// what is answered is on average within half a percentage point.
    @Test(arguments: Story.allCases) func theGrainsAgree(_ story: Story) async throws {
        let flow = try await Self.courses(story, traffic: "flow")
        let requests = try await Self.courses(story, traffic: "requests")
        #expect(flow.count == Self.seeds && requests.count == Self.seeds)
        for (seed, pair) in zip(flow, requests).enumerated() {
            let apart = (pair.0.recovered - pair.1.recovered).magnitude
            #expect(apart <= Self.window, "seed \(seed + 1): \(pair)")
        }
        let recovered = (Self.mean(flow, \.recovered), Self.mean(requests, \.recovered))
        #expect((recovered.1 / recovered.0 - 1).magnitude <= 0.02, "\(recovered)")
        let available = (Self.mean(flow, \.availability), Self.mean(requests, \.availability))
        #expect((available.0 - available.1).magnitude <= 0.005, "\(available)")
        #expect(available.0 < 0.95)
    }

    private static func mean(_ courses: [Course], _ value: (Course) -> Double) -> Double {
        courses.map(value).reduce(0, +) / Double(courses.count)
    }
}
