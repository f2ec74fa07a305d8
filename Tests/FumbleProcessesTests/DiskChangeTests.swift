import FumbleModel
import Testing

@testable import FumbleProcesses

/// What is done to servers that are down, between their end and their next start.
@Suite struct DiskChangeTests {
    private func ids(_ servers: Int...) -> [ServerID] { servers.map { ServerID($0) } }

    @Test func aStoppedServerEndsAndIsStartedAgain() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.apply(.stop(ids(3, 4)))
        #expect(await fleet.tally().serving == [3, 3])
        host.will(2, 3, .ended("status 0"))
        let events = try await fleet.advance(to: .start + .seconds(3))
        let bitten = events.filter { if case .bit = $0.what { true } else { false } }
        #expect(
            bitten.map(\.what) == [
                .bit(fault: "stop", servers: 1, effect: "status 0, 2s after it was asked to")
            ])
        // One has ended, and starts at once; the other does so when it has ended.
        try await fleet.apply(.start(ids(3, 4)))
        host.will(5, 4, .ended("status 0"))
        _ = try await fleet.advance(to: .start + .seconds(6))
        #expect(host.deeds == ["open", "0s stop 3 4", "3s start 3", "5s start 4"])
    }

    @Test func whoIsAgedEndsIsMadeOlderAndStarts() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.apply(.restart(ids(3, 4), aged: .days(2)))
        for server in [3, 4] { host.will(1, server, .ended("status 0")) }
        let events = try await fleet.advance(to: .start + .seconds(2))
        #expect(
            host.deeds == [
                "open", "0s stop 3 4", "1s age by 2d 3", "1s age by 2d 4", "1s start 3 4",
            ])
        #expect(events.count { if case .bit = $0.what { true } else { false } } == 2)
        // It is older once.
        try await fleet.apply(.restart(ids(3), aged: nil))
        host.will(3, 3, .ended("status 0"))
        _ = try await fleet.advance(to: .start + .seconds(4))
        #expect(host.deeds.dropFirst(5) == ["2s stop 3", "3s start 3"])
    }

    /// A server that runs is killed first; one that is down lies still, and is started by nobody.
    @Test func whoIsSpoiltMeetsItAtItsNextStart() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.apply(.crash(ids(2)))
        host.will(1, 2, .ended("signal 9"))
        _ = try await fleet.advance(to: .start + .seconds(2))
        try await fleet.apply(.corrupt(ids(2, 3), of: SubsystemID(1)))
        host.will(3, 3, .ended("signal 9"))
        _ = try await fleet.advance(to: .start + .seconds(4))
        #expect(
            host.deeds == [
                "open", "0s kill 2", "2s corrupt-state 2", "2s kill 3", "3s corrupt-state 3",
                "3s start 3",
            ])
        #expect(await fleet.lives()[2...3] == [.crashed, .starting])
    }

    /// A restart that begins while another is under way takes its servers over, and leaves the rest.
    @Test func twoRestartsDoNotForgetEachOther() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.apply(.restart(ids(0, 1), aged: nil))
        try await fleet.apply(.restart(ids(1, 3), aged: nil))
        for server in [0, 1, 3] { host.will(1, server, .ended("status 0")) }
        _ = try await fleet.advance(to: .start + .seconds(2))
        #expect(host.deeds == ["open", "0s stop 0 1", "0s stop 3", "1s start 0", "1s start 1 3"])
    }

    @Test func whatMachinesAreBurdenedWithIsTold() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        let drift = MachineTrouble.configDrift(file: "a.conf", from: "1", to: "2")
        try await fleet.apply(.burden(ids(0, 1), drift))
        try await fleet.apply(.relieve(ids(0, 1), drift))
        let events = try await fleet.advance(to: .start + .seconds(1))
        #expect(
            events.map(\.what) == [.bit(fault: "config-drift", servers: 2, effect: "3 files")])
        #expect(host.deeds.last == "0s relieve of config-drift 0 1")
    }

    @Test func aTextIsReplacedWhereverItStands() {
        let bytes = Array("a=1 b=1 a=1".utf8)
        let found = ConfigDrifts.replacing("a=1", by: "a=22", in: bytes)
        #expect(found?.places == 2)
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == "a=22 b=1 a=22")
        #expect(ConfigDrifts.replacing("c", by: "d", in: bytes) == nil)
    }
}
