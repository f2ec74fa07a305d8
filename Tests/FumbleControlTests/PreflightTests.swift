import FumbleModel
import Testing

@testable import FumbleControl

/// What a pre-flight knows of what was done before, and what it says of all that stops.
@Suite struct PreflightTests {
    /// Twenty servers: twelve carry billing and index, eight only index. Index has four cells of five,
    /// quorum three; billing needs it to serve; front needs billing.
    private static let fleet: FleetSpec = {
        let remove = TestFleet.entry(
            "remove", "ctl remove --of NAME --count COUNT",
            TestFleet.does(.removeServers, of: ["NAME"], count: "COUNT"), asks: ["floor", "cells"])
        let add = TestFleet.entry(
            "add", "ctl add --of NAME --count COUNT",
            TestFleet.does(.addServers, of: ["NAME"], count: "COUNT"), asks: [])
        return FleetSpec(
            name: "test", environment: "prod", zones: [],
            subsystems: [
                subsystem(
                    "index", 14, cells: CellSpec(count: 4, replicas: 5, quorum: .count(3))),
                subsystem("billing", 6, needs: [0]), subsystem("front", 1, needs: [1]),
            ],
            groups: [
                TestFleet.group("shared", 12, carries: [1, 0]),
                TestFleet.group("index", 8, carries: [0]), TestFleet.group("web", 2, carries: [2]),
            ],
            operations: [operation("get", [0]), operation("pay", [2])], dependents: [], alarms: [],
            promises: [], playbook: [remove, add],
            guards: [
                TestFleet.mechanism("floor", Fourteen()), TestFleet.mechanism("cells", Alive()),
            ], noticesAfter: .zero)
    }()

    private static func subsystem(
        _ name: String, _ minimum: Int, cells: CellSpec? = nil, needs: [Int] = []
    ) -> SubsystemSpec {
        SubsystemSpec(
            name: name, position: TestFleet.nowhere, minimum: .count(minimum), cells: cells,
            state: nil,
            restart: RestartSpec(
                boot: .seconds(1), load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
                slowedAbove: nil, fails: .none),
            servesFrom: .whole,
            needs: Needs(toServe: needs.map { SubsystemID($0) }, toStart: [], toOperate: []),
            slots: 1)
    }

    private static func operation(_ name: String, _ path: [Int]) -> OperationSpec {
        OperationSpec(
            name: name, position: TestFleet.nowhere,
            path: path.map { PathStep(subsystem: SubsystemID($0), service: .milliseconds(1)) },
            rate: Frequency(perSecond: 1), timeout: .seconds(1),
            retries: RetrySpec(atMost: 0, budget: nil))
    }

    private let topology = Topology(PreflightTests.fleet)

    private func ask(
        _ line: String, lives: [Life]? = nil, age: TimeSpan? = nil,
        after before: DoneBefore = .nothing
    ) async -> Preflight {
        await Preflight.of(
            line, fleet: Self.fleet, topology: topology, seed: 1, lives: lives, age: age,
            at: .start + .hours(1), after: before, conduct: .usual)
    }

    private let six = "ctl remove --of billing --count 6"

    /// Of two operators the second is told: what the first may do is taken to have been done.
    @Test func whatWasAllowedBeforeIsGone() async throws {
        let first = await ask(six)
        #expect(first.outcome == .allowed(now: 6))
        let became = try #require(first.became.first)
        #expect(became.life == .removed)
        let before = DoneBefore(ledger: [], changes: [.became(.removed, became.servers)])
        let second = await ask(six, after: before)
        #expect(second.outcome == .refused)
        #expect(second.serving == [14, 6, 2])
        #expect(Set(second.preview.servers).isDisjoint(with: became.servers))
        #expect(
            second.text(explains: false).contains { $0.contains("the log says that 6 servers") })
        // Back again, there is room for others.
        let back = DoneBefore(
            ledger: [], changes: before.changes + [.became(.serving, became.servers)])
        #expect(await ask(six, after: back).outcome == .allowed(now: 6))
    }

    /// Without the names of the servers, so many that carried the same are taken to be gone.
    @Test func aLogWithoutNamesCountsToo() async {
        let before = DoneBefore(ledger: [], changes: [.went(6, bySubsystem: [6, 6, 0])])
        let second = await ask(six, after: before)
        #expect(second.serving == [14, 6, 2])
        #expect(second.outcome == .refused)
    }

    /// A snapshot is as old as it is: what was allowed since is subtracted once, by each guard in its way.
    @Test func whatWasAllowedSinceASnapshotIsSubtractedOnce() async {
        let servers = (0..<3).map { ServerID($0) }
        let since = DoneBefore(
            ledger: [
                .init(at: .start + .minutes(50), servers: 3, bySubsystem: [3, 3, 0])
            ], changes: [.became(.removed, servers)])
        let lives = [Life](repeating: .serving, count: topology.serverCount)
        func count(_ count: Int) async -> Preflight.Outcome {
            await ask(
                "ctl remove --of index --count \(count)", lives: lives, age: .minutes(20),
                after: since
            ).outcome
        }
        #expect(await count(3) == .allowed(now: 3))
        #expect(await count(4) == .refused)
    }

    @Test func serversAreWrittenInRuns() {
        let servers = [0, 1, 2, 5, 12, 13, 21].map { ServerID($0) }
        let words = ServerRanges.words(servers.reversed(), in: Self.fleet)
        #expect(words == ["shared-0..2", "shared-5", "index-0..1", "web-1"])
        #expect(ServerRanges.servers(words, in: Self.fleet) == servers)
        for wrong in [
            "shared-12", "shard-1", "shared-3..1", "shared", "shared-1..2..3", "shared-x",
        ] {
            #expect(ServerRanges.servers([wrong], in: Self.fleet) == nil, "\(wrong)")
        }
    }

    // MARK: What stops

    private func stops(_ servers: [Int], dead: [Int] = []) -> Standstill {
        var lives = [Life](repeating: .serving, count: topology.serverCount)
        for server in dead { lives[server] = .crashed }
        return Standstill(of: servers.map { ServerID($0) }, Self.fleet, topology, lives: lives)
    }

    private func words(_ standstill: Standstill) -> [String] {
        LineReport(fleet: Self.fleet, topology: topology, book: ServerBook(Self.fleet))
            .words(of: standstill)
    }

    @Test func aCellBelowItsQuorumStops() {
        // The first, fifth and ninth server are of the same cell.
        #expect(stops([0, 4]) == .none)
        let one = stops([0, 4, 8])
        #expect(
            words(one) == [
                "  index stops in part: 1 of 4 cells is below the quorum of 3 of 5",
                "  stopped in part: get",
            ])
        // It was below before: nothing new.
        #expect(stops([1], dead: [0, 4, 8]) == .none)
    }

    /// Whatever needs it to serve stops with it, and what needs that.
    @Test func whatNeedsItStopsToo() {
        #expect(
            words(stops(Array(0..<12))) == [
                "  index stops: all 4 cells are below the quorum of 3 of 5",
                "  billing stops: no server of it is left",
                "  front stops: it needs `billing` to serve", "  stopped by it: get, pay",
            ])
        #expect(
            words(stops([20, 21])) == [
                "  front stops: no server of it is left", "  stopped by it: pay",
            ])
    }

    @Test func whatStopsIsInTheJSON() async {
        let json = await ask("ctl remove --of billing --count 12").json.compact
        #expect(
            json.contains(
                #""stops":[{"subsystem":"index","whole":true,"because":"quorum","cells":4,"needs":null}"#
            ))
        #expect(json.contains(#""because":"need","cells":null,"needs":"billing"}"#))
        #expect(
            json.contains(#""operations_stopped":["get","pay"],"operations_stopped_in_part":[]"#))
    }

    @Test func linesStayBelowEightyColumns() {
        let names = (0..<30).map { "operation-\($0)" }
        let fleet = FleetSpec(
            name: "wide", environment: "prod", zones: [],
            subsystems: [TestFleet.subsystem("cache")],
            groups: [TestFleet.group("all", 1, carries: [0])],
            operations: names.map { Self.operation($0, [0]) }, dependents: [], alarms: [],
            promises: [], playbook: [], guards: [], noticesAfter: .zero)
        let topology = Topology(fleet)
        let lines = LineReport(fleet: fleet, topology: topology, book: ServerBook(fleet)).words(
            of: Standstill(of: [ServerID(0)], fleet, topology, lives: [.serving]))
        #expect(lines.count > 2)
        #expect(lines.allSatisfy { $0.count < 80 }, "\(lines)")
    }
}

/// Fourteen servers of index must serve, by the view and what was let go since.
private struct Fourteen: Guard {
    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        let gone = view.ledger.filter { $0.at > view.tally.at }.reduce(0) { $0 + $1.bySubsystem[0] }
        let left = view.tally.serving[0] - gone - view.topology.tally(of: request.servers)[0]
        return left < 14 ? .refuse(reason: "\(left) left") : .allow
    }
}

/// The same by what each server does.
private struct Alive: Guard {
    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        let alive = view.topology.tally(of: .serving, in: view.lives)[0]
        let left = alive - view.topology.tally(of: request.servers)[0]
        return request.stage == .whole && left < 14 ? .refuse(reason: "\(left) alive") : .allow
    }
}
