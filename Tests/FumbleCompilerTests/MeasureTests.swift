import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// What an experiment measures, and the grain of its traffic.
@Suite struct MeasureTests {
    private typealias Quantity = MeasureSpec.Quantity

    private static func text(
        rate: String = "10/s", more: String = "", measures: [String] = [], horizon: String = "1h"
    ) -> String {
        """
        fumble: experiment/v1
        name: measured
        fleet:
          name: stations
          subsystems: {index: {}}
          servers:
            - {group: all, count: 5, carries: [index], restart-age: 1d}
          operations:
            get: {path: [index], rate: \(rate), service: 4ms, timeout: 1s}
          dependents:
            - {name: chats, sends: get, rate: 1/s, queue: 10k requests, drains-at: 1/s}
        \(more)
        measure:
        \(measures.isEmpty ? "  down: {down: {of: index}}" : measures.joined(separator: "\n"))
        horizon: \(horizon)
        """
    }

    @Test func everyQuantityIsRead() throws {
        let (index, get) = (SubsystemID(0), OperationID(0))
        let wanted: [(String, Quantity)] = [
            ("latency: {of: get}", .latency(get)), ("wait: {of: get}", .wait(get)),
            ("attempts: {of: get}", .attempts(get)), ("success: {of: get}", .success(get)),
            ("refused: {of: get}", .refused(get)), ("in-system: {of: index}", .inSystem(index)),
            ("queued: {of: index}", .queued(index)), ("busy: {of: index}", .busy(index)),
            ("serving: {of: index}", .serving(index)), ("down: {of: index}", .down(index)),
            ("stopped-cells: {of: index}", .stoppedCells(index)), ("removed: {}", .removed),
            ("restart-age: {of: index}", .restartAge(index)),
            ("failures-per-hour: {of: index}", .failuresPerHour(index)), ("in-fleet: {}", .inFleet),
            ("backlog: {of: chats}", .backlog(0)), ("time-to-drain: {of: chats}", .timeToDrain(0)),
            ("time-to-whole: {of: index}", .timeToWhole(index)),
            ("time-to-serving: {of: index, servers: 4 servers}", .timeToServing(index, 4)),
            ("time-to-down-at-most: {of: index, servers: 2}", .timeToDownAtMost(index, 2)),
        ]
        let measures = wanted.enumerated().map { "  m\($0): {\($1.0)}" }
        let plan = try Texts.compile(Self.text(measures: measures)).get().plan
        #expect(plan.measures.map(\.quantity) == wanted.map(\.1))
        #expect(plan.measures.map(\.name) == wanted.indices.map { "m\($0)" })
    }

    @Test func whatIsAskedOfAQuantityIsRead() throws {
        let measures = [
            "  wait: {wait: {of: get}, warm-up: 10m, quantiles: [50%, 99.9%]}",
            "  down: {down: {of: index}, at: 30m, probability: {at-least: 2 servers}}",
            "  slow: {latency: {of: get}, probability: {at-most: 250ms}}",
        ]
        let plan = try Texts.compile(Self.text(measures: measures)).get().plan
        #expect(plan.measures[0].warmUp == .minutes(10))
        #expect(plan.measures[0].quantiles == [0.5, 0.999])
        #expect(plan.measures[1].at == .minutes(30))
        #expect(plan.measures[1].probability == .init(atLeast: 2, atMost: nil))
        #expect(plan.measures[2].probability == .init(atLeast: nil, atMost: 0.25))
    }

    /// A million intents are 277.77/s for an hour.
    @Test(arguments: [
        ("277/s", TrafficGrain.requests), ("278/s", .flow), ("0/s", .flow),
    ])
    func theSizeOfARunChoosesItsGrain(rate: String, traffic: TrafficGrain) throws {
        #expect(try Texts.compile(Self.text(rate: rate)).get().plan.traffic == traffic)
    }

    @Test func whatOnlyRequestsKnowMakesThemEvents() throws {
        let text = Self.text(rate: "900/s", measures: ["  wait: {wait: {of: get}}"])
        #expect(try Texts.compile(text).get().plan.traffic == .requests)
    }

    @Test func theFileDecidesItsGrain() throws {
        let text = Self.text(more: "traffic: flow")
        #expect(try Texts.compile(text).get().plan.traffic == .flow)
    }

    @Test func theExampleOfTheDesignStaysAFlow() throws {
        #expect(try Files.example().plan.traffic == .flow)
    }

    @Test func withoutAMethodNothingSettlesAndWindowsAreFew() throws {
        let plan = try Texts.compile(Self.text(horizon: "4m")).get().plan
        #expect(plan.method.isEmpty)
        #expect(plan.arms == [.guarded])
        #expect(plan.settle == .zero)
        #expect(plan.window == .milliseconds(2400))
    }

    /// Ten years are more windows of 10 s than there can be; nobody looks at them here.
    @Test func withNothingToWatchAMethodHasFewWindowsToo() throws {
        let text = """
            fumble: experiment/v1
            name: measured
            fleet:
              name: stations
              subsystems: {index: {}}
              servers:
                - {group: all, count: 5, carries: [index], restart-age: 1d}
            method:
              - {at: 0s, fault: {crash: {of: index, count: 2}}, for: 1s}
            measure:
              whole: {time-to-whole: {of: index}}
            horizon: 10y
            """
        let plan = try Texts.compile(text).get().plan
        #expect(plan.window.microseconds * 100 == plan.horizon.microseconds)
        #expect(plan.settle == .zero)
        let judged = text.replacing("horizon:", with: "expect: {clients: undisturbed}\nhorizon:")
        #expect(Texts.mistakes(Texts.compile(judged)).contains { $0.contains("windows of 10s") })
    }

    @Test func aThousandYearsOfFewFailuresAreFine() throws {
        let plan = try Texts.compile(Self.text(rate: "0/s", horizon: "1000y")).get().plan
        #expect(plan.horizon == .years(1_000))
    }

    @Test func aQueueThatCannotButGrowIsNoted() throws {
        let crowded = try Texts.compile(
            Self.text(rate: "1300/s", more: "traffic: requests", horizon: "4m")
        ).get()
        #expect(
            crowded.notes.map(\.message) == [
                "clients ask 104% of what `index` can do, and its queue has no limit: it grows for "
                    + "as long as the run lasts"
            ])
        let fine = try Texts.compile(
            Self.text(rate: "1200/s", more: "traffic: requests", horizon: "4m")
        ).get()
        #expect(fine.notes.isEmpty)
    }
}
