import FumbleModel
import Testing

@testable import FumbleProcesses

/// What happens to servers becomes capacity, and commands become what is done to servers.
@Suite struct ProcessFleetTests {
    private static let nowhere = SourcePosition(file: "fleet.yaml", line: 1, column: 1)

    /// Servers 0 to 2 carry index and pages, 3 and 4 index alone; pages need index to start.
    static func spec(
        restartsAfter: TimeSpan? = nil, processes: ProcessesSpec? = nil, pagesNeed: Needs? = nil,
        indexCells: Int = 1
    ) -> FleetSpec {
        func subsystem(
            _ name: String, _ needs: Needs, atOnce: Int?, cells: Int = 1
        ) -> SubsystemSpec {
            SubsystemSpec(
                name: name, position: nowhere, minimum: .count(1),
                cells: cells > 1 ? CellSpec(count: cells, replicas: 2, quorum: .count(2)) : nil,
                state: nil,
                restart: RestartSpec(
                    boot: .zero, load: nil, verify: nil, replay: nil, warm: .zero,
                    atOnce: atOnce, slowedAbove: nil, fails: .none),
                servesFrom: .none, needs: needs, slots: 1)
        }
        func group(_ name: String, _ count: Int, _ carries: [Int]) -> GroupSpec {
            GroupSpec(
                name: name, position: nowhere, count: count,
                carries: carries.map { SubsystemID($0) },
                restartAge: .zero, zones: [], drain: .zero, restartsAfter: restartsAfter)
        }
        return FleetSpec(
            name: "small", environment: "prod", zones: [],
            subsystems: [
                subsystem(
                    "pages",
                    pagesNeed ?? Needs(toServe: [], toStart: [SubsystemID(1)], toOperate: []),
                    atOnce: nil),
                subsystem("index", .none, atOnce: 2, cells: indexCells),
            ],
            groups: [group("shared", 3, [0, 1]), group("index", 2, [1])], operations: [],
            dependents: [], alarms: [], promises: [], playbook: [], guards: [],
            noticesAfter: .zero, processes: processes)
    }

    static func make(
        _ host: ScriptedHost, restartsAfter: TimeSpan? = nil
    ) async throws -> ProcessFleet<ScriptedHost, ContentClients> {
        let spec = spec(restartsAfter: restartsAfter)
        var fleet = ProcessFleet(
            spec, topology: Topology(spec), host: host, clients: ContentClients())
        try await fleet.open()
        return fleet
    }

    private func ids(_ servers: Int...) -> [ServerID] { servers.map { ServerID($0) } }

    @Test func aDeathTakesCapacityAndAStartGivesItBack() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        host.will(3, 0, .ended("signal 9"))
        host.will(5, 0, .started)
        host.will(8, 0, .ready)
        let events = try await fleet.advance(to: .start + .seconds(10))
        let serving = events.compactMap { event -> String? in
            guard case .serving(let subsystem, let servers) = event.what else { return nil }
            return "\(event.at) \(subsystem.index): \(servers)"
        }
        #expect(serving == ["3s 0: 2", "3s 1: 4", "8s 0: 3", "8s 1: 5"])
        #expect(await fleet.tally().serving == [3, 5])
        let window = await fleet.closeWindow()
        #expect(window.subsystems == [.init(serving: 3, lowest: 2), .init(serving: 5, lowest: 4)])
    }

    @Test func aStartIsToldPhaseByPhase() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        host.will(3, 3, .ended("signal 9"))
        host.will(5, 3, .started)
        let index = SubsystemID(1)
        for (second, what) in [(6, MilestoneSpec.What.phase(.load)), (7, .named("ready"))] {
            let milestone = MilestoneSpec(subsystem: index, what: what, holds: "x")
            host.will(Int64(second), 3, .reached(milestone))
        }
        host.will(8, 3, .ready)
        let events = try await fleet.advance(to: .start + .seconds(10))
        #expect(
            events.map(\.what) == [
                .serving(subsystem: index, servers: 4),
                .phase(subsystem: index, phase: .boot, servers: 1),
                .phase(subsystem: index, phase: .load, servers: 1),
                .milestone(subsystem: index, name: "ready", servers: 1),
                .serving(subsystem: index, servers: 5), .whole(subsystem: index),
            ])
    }

    @Test func aRemovalIsOverWhenTheServerHasEnded() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        try await fleet.apply(.remove(ids(3, 4)))
        #expect(await fleet.tally().serving == [3, 3])
        #expect(await fleet.tally().leaving == [0, 2])
        host.will(2, 3, .ended("status 0"))
        let events = try await fleet.advance(to: .start + .seconds(5))
        #expect(events.contains { $0.what == .removed(servers: 1) })
        #expect(await fleet.lives()[3...] == [.removed, .draining])
        try await fleet.apply(.add(ids(3, 4)))
        #expect(host.deeds == ["open", "0s stop 3 4", "5s start 3"])
    }

    @Test func aHungServerStaysSoWhateverItSays() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        try await fleet.apply(.hang(ids(1)))
        host.will(1, 1, .serves(true))
        _ = try await fleet.advance(to: .start + .seconds(2))
        #expect(await fleet.lives()[1] == .hung)
        try await fleet.apply(.resume(ids(0, 1)))
        host.will(3, 1, .serves(true))
        _ = try await fleet.advance(to: .start + .seconds(4))
        #expect(await fleet.lives()[1] == .serving)
        #expect(host.deeds == ["open", "0s freeze 1", "2s thaw 1"])
    }

    @Test func aCrashedServerIsStartedAgainByItsOwnMachine() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host, restartsAfter: .seconds(7))
        host.will(2, 4, .ended("signal 11"))
        _ = try await fleet.advance(to: .start + .seconds(20))
        #expect(host.deeds == ["open", "9s start 4"])
    }

    /// Index starts before pages, which need it, and two at a time.
    @Test func aFullRestartGoesInTheOrderOfNeeds() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        try await fleet.apply(.fullRestart([SubsystemID(0), SubsystemID(1)]))
        #expect(host.deeds == ["open", "0s stop 0 1 2 3 4"])
        #expect(await fleet.tally().serving == [0, 0])
        for server in 0..<5 { host.will(1, server, .ended("status 0")) }
        for server in 0..<5 { host.will(Int64(3 + server), server, .ready) }
        _ = try await fleet.advance(to: .start + .seconds(10))
        #expect(
            host.deeds.dropFirst(2) == [
                "1s start 0 1", "3s start 2", "4s start 3", "5s start 4",
            ])
        #expect(await fleet.tally().serving == [3, 5])
    }

    /// Two people restart two servers; then all of it is restarted before either is up again.
    @Test func restartsGoOnSideBySideUntilALaterOneTakesThemOver() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        try await fleet.apply(.restart(ids(0), aged: nil))
        try await fleet.apply(.restart(ids(3), aged: nil))
        host.will(1, 3, .ended("status 0"))
        host.will(2, 0, .ended("status 0"))
        _ = try await fleet.advance(to: .start + .seconds(3))
        #expect(host.deeds == ["open", "0s stop 0", "0s stop 3", "1s start 3", "2s start 0"])
        try await fleet.apply(.restart(ids(4), aged: nil))
        try await fleet.apply(.fullRestart([SubsystemID(1)]))
        for server in 0..<5 { host.will(5, server, .ended("status 0")) }
        for server in 0..<5 { host.will(Int64(6 + server), server, .ready) }
        _ = try await fleet.advance(to: .start + .seconds(20))
        #expect(
            host.deeds.dropFirst(5) == [
                "3s stop 4", "3s stop 0 1 2 3", "5s start 0 1", "6s start 2", "7s start 3",
                "8s start 4",
            ])
        #expect(await fleet.tally().serving == [3, 5])
        #expect(fleet.restarts.isEmpty)
    }

    @Test func whatProgramsCannotDoIsRefused() async throws {
        var fleet = try await Self.make(ScriptedHost())
        await #expect(throws: FleetError.self) {
            try await fleet.apply(.restore(SubsystemID(0)))
        }
    }

    @Test func whoIsCutOffServesNobodyUntilItIsReconnected() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        try await fleet.apply(.cutOff(ids(4)))
        host.will(1, 4, .serves(true))
        _ = try await fleet.advance(to: .start + .seconds(2))
        #expect(await fleet.lives()[4] == .cutOff)
        #expect(await fleet.tally().serving == [3, 4])
        try await fleet.apply(.reconnect(ids(3, 4)))
        #expect(await fleet.tally().serving == [3, 5])
        #expect(host.deeds == ["open", "0s cut off 4", "2s reconnect 4"])
    }

    /// It serves the others, and counts; the health check stands where clients do, and leaves it out.
    @Test func whoIsCutOffFromClientsServesTheOthers() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        let ends = LinkEnds(["clients"], of: Self.spec())
        try await fleet.apply(.disturb(ids(4), .partition, from: ends))
        #expect(await fleet.lives()[4] == .serving)
        #expect(await fleet.tally().serving == [3, 5])
        host.will(1, 4, .ended("signal 9"))
        host.will(2, 4, .started)
        host.will(3, 4, .ready)
        _ = try await fleet.advance(to: .start + .seconds(4))
        try await fleet.apply(.soothe(ids(4), .partition, from: ends))
        #expect(await fleet.tally().serving == [3, 5])
        #expect(
            host.deeds == [
                "open", "0s disturb by partition from clients 4",
                "4s soothe partition from clients 4",
            ])
        #expect(
            fleet.clients.noted == [
                "4 does not serve", "4 does not serve", "4 does not serve", "4 serves",
            ])
    }

    @Test func whatClientsFoundIsToldInTheEnd() async throws {
        var fleet = try await Self.make(ScriptedHost())
        _ = try await fleet.advance(to: .start + .seconds(3))
        let events = await fleet.dismissClients()
        #expect(events.allSatisfy { $0.at == .start + .seconds(3) })
        let (asked, read) = (fleet.clients.record(), fleet.clients.readBack())
        #expect(events.map(\.what) == [asked.map { .asked($0) }, read.map { .read($0) }])
        #expect(await fleet.eventCount().events == 2)
    }

    @Test func howLateItIsGoesByTheHostsOwnClock() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        _ = try await fleet.advance(to: .start + .seconds(3))
        #expect(await fleet.lateness(since: .start + .seconds(1)) == .seconds(2))
        #expect(await fleet.lateness(since: .start + .seconds(4)) == .zero)
    }

    @Test func whatAFaultDidIsTold() async throws {
        let host = ScriptedHost()
        var fleet = try await Self.make(host)
        let trouble = LinkTrouble.latency(by: .milliseconds(5), jitter: .zero)
        try await fleet.apply(.disturb(ids(0, 1), trouble, from: .everybody))
        try await fleet.apply(.soothe(ids(0, 1), trouble, from: .everybody))
        let events = try await fleet.advance(to: .start + .seconds(1))
        #expect(events.map(\.what) == [.bit(fault: "latency", servers: 2, effect: "7 bytes")])
    }

    /// A fleet whose first subsystem has a primary that a program names.
    private func led(_ host: ScriptedHost) async throws -> ProcessFleet<
        ScriptedHost, ContentClients
    > {
        let role = RoleFinderSpec(
            subsystem: SubsystemID(0), position: Self.nowhere, run: [], within: .seconds(1),
            every: .seconds(1))
        let spec = Self.spec(processes: ProcessesSpec(programs: [], asks: [], roles: [role]))
        var fleet = ProcessFleet(
            spec, topology: Topology(spec), host: host, clients: ContentClients())
        try await fleet.open()
        return fleet
    }

    private func roles(_ events: [FleetEvent]) -> [String] {
        events.compactMap { event in
            switch event.what {
            case .primaryNamed(_, let server, let by): "\(event.at) \(server), says \(by)"
            case .primaryLost: "\(event.at) lost"
            case .promoted(_, _, let isFormer): "\(event.at) \(isFormer ? "back" : "promoted")"
            default: nil
            }
        }
    }

    @Test func aReplicaTakesThePlaceOfAPrimaryThatDied() async throws {
        let host = ScriptedHost()
        var fleet = try await led(host)
        host.willName(0, 0)
        host.willName(1, 0)
        #expect(
            roles(try await fleet.advance(to: .start + .seconds(2))) == [
                "0s shared-0, says oracle"
            ])
        host.will(3, 0, .ended("signal 9"))
        // It is still named for a while, and does not serve.
        host.willName(4, 0)
        host.willName(5, 1)
        host.willName(6, 1)
        #expect(
            roles(try await fleet.advance(to: .start + .seconds(10))) == [
                "3s lost", "5s shared-1, says oracle", "5s promoted",
            ])
        // The former one comes back as a replica.
        host.will(11, 0, .started)
        host.will(11, 0, .ready)
        host.willName(12, 1)
        #expect(roles(try await fleet.advance(to: .start + .seconds(20))) == [])
        #expect(await fleet.primaries() == [[ServerID(1)], []])
    }

    @Test func aPrimaryMayComeBackFirstOrHandOver() async throws {
        let host = ScriptedHost()
        var fleet = try await led(host)
        host.willName(0, 0)
        _ = try await fleet.advance(to: .start + .seconds(1))
        host.will(3, 0, .ended("signal 9"))
        host.will(4, 0, .started)
        host.will(4, 0, .ready)
        host.willName(5, 0)
        #expect(roles(try await fleet.advance(to: .start + .seconds(6))) == ["3s lost", "5s back"])
        host.willName(8, 1)
        #expect(
            roles(try await fleet.advance(to: .start + .seconds(9))) == [
                "8s shared-1, says oracle", "8s lost", "8s promoted",
            ])
    }
}
