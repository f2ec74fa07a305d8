import FumbleModel
import Testing

@testable import FumbleProcesses

/// Starts that go in waves, needs that are dropped, and what is answered of a fleet of real processes.
@Suite struct MeasuresAndWavesTests {
    private static let index = SubsystemID(1)

    private func ready(_ subsystem: SubsystemID) -> ServerHappening.What {
        .reached(MilestoneSpec(subsystem: subsystem, what: .named("ready"), holds: "whole"))
    }

    /// A cell of which too few are up serves nobody: whoever has its own part makes room for the next.
    @Test func theNextWaveStartsWhenThisOneHasItsOwnPart() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.apply(.fullRestart([Self.index]))
        for server in 0..<5 { host.will(1, server, .ended("status 0")) }
        for server in 0..<5 { host.will(Int64(3 + server), server, ready(Self.index)) }
        // What it carries beside is ready: that is another start.
        host.will(2, 0, ready(SubsystemID(0)))
        _ = try await fleet.advance(to: .start + .seconds(9))
        #expect(
            host.deeds.dropFirst(2) == [
                "1s start 0 1", "3s start 2", "4s start 3", "5s start 4",
            ])
        #expect(await fleet.tally().serving == [0, 0])
        #expect(fleet.restarts.isEmpty)
        // What a server said of an earlier start counts for nothing.
        try await fleet.apply(.fullRestart([Self.index]))
        for server in 0..<5 { host.will(10, server, .ended("status 0")) }
        _ = try await fleet.advance(to: .start + .seconds(20))
        #expect(host.deeds.suffix(1) == ["10s start 0 1"])
    }

    /// Of two cells one has stopped: the other goes on.
    @Test func aFullRestartLeavesCellsAloneThatDidNotStop() async throws {
        let host = ScriptedHost()
        let spec = ProcessFleetTests.spec(indexCells: 2)
        var fleet = ProcessFleet(
            spec, topology: Topology(spec), host: host, clients: ContentClients())
        try await fleet.open()
        host.will(1, 2, .serves(false))
        host.will(1, 4, .ended("signal 9"))
        _ = try await fleet.advance(to: .start + .seconds(2))
        try await fleet.apply(.fullRestart([SubsystemID(0), Self.index]))
        host.will(3, 2, .ended("status 0"))
        _ = try await fleet.advance(to: .start + .seconds(4))
        #expect(host.deeds == ["open", "2s stop 2", "3s start 2 4"])
        #expect(await fleet.lives()[0] == .serving)
    }

    private func operated() async throws -> ProcessFleet<ScriptedHost, ContentClients> {
        let needs = Needs(toServe: [], toStart: [], toOperate: [Self.index])
        let spec = ProcessFleetTests.spec(pagesNeed: needs)
        var fleet = ProcessFleet(
            spec, topology: Topology(spec), host: ScriptedHost(), clients: ContentClients())
        try await fleet.open()
        return fleet
    }

    @Test func whatPeopleOperateByCanBeDropped() async throws {
        var fleet = try await operated()
        try await fleet.apply(.crash((0..<5).map { ServerID($0) }))
        #expect(await fleet.tally().operable == [false, true])
        try await fleet.apply(.setNeed(SubsystemID(0), on: Self.index, isNeeded: false))
        #expect(await fleet.tally().operable == [true, true])
        try await fleet.apply(.setNeed(SubsystemID(0), on: Self.index, isNeeded: true))
        #expect(await fleet.tally().operable == [false, true])
    }

    @Test func whatAProgramNeedsCannotBeDropped() async throws {
        var fleet = try await ProcessFleetTests.make(ScriptedHost())
        await #expect(throws: FleetError.self) {
            try await fleet.apply(.setNeed(SubsystemID(0), on: Self.index, isNeeded: false))
        }
    }

    // MARK: Measures

    private func measure(
        _ quantity: MeasureSpec.Quantity, warmUp: TimeSpan = .zero, at: TimeSpan? = nil
    ) -> MeasureSpec {
        MeasureSpec(
            name: "m", position: SourcePosition(file: "x.yaml", line: 1, column: 1),
            quantity: quantity, warmUp: warmUp, at: at, quantiles: [0.5, 0.9],
            probability: Expectation.Range(atLeast: 5, atMost: nil))
    }

    /// Five serve for 2 s, four for 4 s, three for 2 s, all again for 2 s.
    private func answers(to measures: [MeasureSpec]) async throws -> [MeasureReading] {
        let host = ScriptedHost()
        let spec = ProcessFleetTests.spec()
        var fleet = ProcessFleet(
            spec, topology: Topology(spec), host: host, clients: ContentClients(),
            measures: measures)
        try await fleet.open()
        host.will(2, 3, .ended("signal 9"))
        host.will(6, 4, .ended("signal 9"))
        for server in [3, 4] {
            host.will(8, server, .started)
            host.will(8, server, .ready)
        }
        _ = try await fleet.advance(to: .start + .seconds(10))
        return await fleet.readings()
    }

    @Test func whoServesIsWeighedByTime() async throws {
        let readings = try await answers(to: [
            measure(.serving(Self.index)), measure(.down(Self.index), warmUp: .seconds(5)),
            measure(.serving(Self.index), at: .seconds(7)), measure(.removed),
        ])
        #expect(readings.map(\.mean) == [4.2, 0.8 + 0.2, 3, 0])
        #expect(readings[0].weight == 10)
        #expect(readings[0].probability == 0.4)
        #expect(readings[0].quantiles.map(\.value) == [4, 5])
        #expect(abs((readings[0].standardDeviation ?? 0) - 0.56.squareRoot()) < 1e-9)
        #expect(readings.allSatisfy { $0.lacks == nil })
    }

    @Test func timesToServeAgainAreMeasured() async throws {
        let readings = try await answers(to: [
            measure(.timeToWhole(Self.index)), measure(.timeToServing(Self.index, 4)),
            measure(.timeToDownAtMost(Self.index, 0), warmUp: .seconds(1)),
            measure(.timeToWhole(SubsystemID(0))),
        ])
        #expect(readings.map(\.mean) == [6, 6, 7, nil])
        #expect(readings.map(\.weight) == [1, 1, 1, 0])
    }

    @Test func clientsAnswerForWhatTheySaw() async throws {
        let readings = try await answers(to: [
            measure(.latency(OperationID(0))), measure(.success(OperationID(0))),
            measure(.attempts(OperationID(0))),
        ])
        #expect(abs((readings[0].mean ?? 0) - 0.02) < 0.000_02)
        #expect(readings[0].weight == 2)
        #expect(abs((readings[0].quantiles.last?.value ?? 0) - 0.03) < 0.000_03)
        #expect(abs((readings[1].mean ?? 0) - 2.0 / 3) < 1e-9)
        #expect(readings[2].mean == 2)
        #expect(readings[2].standardDeviation == nil)
    }

    @Test func whatNobodyKnowsIsNamed() async throws {
        let readings = try await answers(to: [
            measure(.wait(OperationID(0))), measure(.queued(Self.index)), measure(.backlog(0)),
            measure(.hitRatio(Self.index)), measure(.restartAge(Self.index)),
            measure(.latency(OperationID(1))),
            measure(.latency(OperationID(0)), warmUp: .seconds(1)),
        ])
        #expect(readings.allSatisfy { $0.mean == nil })
        let lacks = readings.map { $0.lacks ?? "" }
        #expect(lacks.allSatisfy { !$0.isEmpty })
        #expect(lacks[0] == lacks[1])
        #expect(lacks[0].hasPrefix("queues are inside of the programs"))
        #expect(lacks[5] == "nobody asks it on real processes")
        #expect(lacks[6].contains("leave `warm-up` out"))
    }
}
