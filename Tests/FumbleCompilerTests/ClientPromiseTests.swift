import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// Promises about clients and about data, which an outage breaks in which no server is lost.
@Suite struct ClientPromiseTests {
    private static let fleet = """
        fumble: fleet/v1
        name: small
        subsystems:
          index: {state: {size: 1 GB}}
          front: {}
        servers:
          - {group: all, count: 4, carries: [index, front], restart-age: 4y}
        operations:
          get: {path: [front], rate: 10/s, service: 4ms, timeout: 1s}
          put: {path: [front], rate: 10/s, service: 4ms, timeout: 1s}
        promises:
          clients: {of: get, answered: 90%, over: 30s}
          everybody: {goodput: {answered: 90%}}
          records: {there: 80%}
        """

    private func results(
        _ promise: String, answered: [Double] = [], data: [(TimeSpan, Double)] = []
    ) throws -> [PromiseResult] {
        let experiment = Texts.experiment(
            method: "  - {at: 5m, fault: {crash: {of: front, count: 1 server}}, for: 1m}")
        let plan = try Texts.compile(experiment, fleet: Self.fleet).get().plan
        let windows = answered.enumerated().map { place, share in
            let sample = OperationSample(offered: 100, answered: 100 * share, attempts: 100)
            return WindowSample(
                start: .start + .seconds(Int64(10 * place)), length: .seconds(10),
                operations: [sample, sample], subsystems: [], queued: [])
        }
        let steps = data.map {
            FleetHistory.DataStep(at: .start + $0.0, there: .percent($0.1))
        }
        let history = FleetHistory(
            fleet: plan.fleet, topology: Topology(plan.fleet), serving: [[], []], removals: [],
            data: [steps, []], windows: windows, end: .start + .minutes(60))
        let spec = try #require(plan.fleet.promises.first { $0.name == promise })
        return spec.promise.examine(history)
    }

    @Test func aStretchOfPoorAnswersBreaksIt() throws {
        let kept = try results("clients", answered: [1, 1, 0.7, 1, 1, 1])
        #expect(kept.map(\.operation) == ["get"])
        #expect(kept[0].isKept)
        #expect(kept[0].worst == 900_000)
        let broken = try results("clients", answered: [1, 1, 0.7, 0.9, 1, 1, 1])
        #expect(broken[0].isKept == false)
        #expect(broken[0].unit == .goodput)
        #expect(broken[0].limit == 900_000)
        #expect(broken[0].worst == 866_667)
        #expect(broken[0].brokenAt == .start + .seconds(40))
        #expect(broken[0].brokenFor == .seconds(20))
    }

    @Test func everyOperationIsMeantWhereNoneIsNamed() throws {
        let results = try results("everybody", answered: [0, 0, 0, 0, 0, 0, 0])
        #expect(results.map(\.operation) == ["get", "put"])
        #expect(results.allSatisfy { !$0.isKept && $0.brokenFor == .seconds(20) })
        #expect(try self.results("everybody", answered: [0, 0])[0].isKept)
    }

    @Test func dataThatIsGoneIsNotThere() throws {
        #expect(try results("records").map(\.subsystem) == ["index"])
        #expect(try results("records")[0].isKept)
        #expect(try results("records", data: [(.minutes(5), 85)])[0].isKept)
        let broken = try results(
            "records", data: [(.minutes(5), 70), (.minutes(8), 100), (.minutes(50), 0)])
        #expect(broken[0].brokenAt == .start + .minutes(5))
        #expect(broken[0].brokenFor == .minutes(13))
        #expect(broken[0].worst == 0)
        #expect(broken[0].unit == .data)
    }

    @Test func whatIsExpectedOfOtherArms() throws {
        let fleet = Texts.fleet
        let experiment = Texts.experiment(
            method: "  - {at: 5m, operator: {meant: ctl remove --subsystem index --count 1}}",
            more: """
                expect:
                  get: undisturbed
                  unguarded: {get: {depth: {at-least: 1%}}, promises: {capacity: broken}}
                  meant: {clients: undisturbed}
                """)
        let plan = try Texts.compile(experiment, fleet: fleet).get().plan
        #expect(plan.expectations.map(\.arm) == [nil, .unguarded, .unguarded, .meant])
        #expect(
            plan.expectations.map(\.path) == [
                "expect.get", "expect.unguarded.get.depth",
                "expect.unguarded.promises.capacity", "expect.meant.clients",
            ])
    }
}
