import FumbleModel
import Testing

@testable import FumbleProcesses

/// A fault is done to the servers to which it can be done, and says of how many that is.
@Suite struct FaultMissTests {
    private func ids(_ servers: Int...) -> [ServerID] { servers.map { ServerID($0) } }

    private func told(_ events: [FleetEvent]) -> [String] {
        events.compactMap { event in
            switch event.what {
            case .bit(let fault, let servers, let effect): "\(fault) \(servers): \(effect)"
            case .missed(let fault, let servers, let effect):
                "\(fault) \(servers) missed: \(effect)"
            default: nil
            }
        }
    }

    @Test func whoIsDeadCannotBeHungStoppedOrKilled() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.inject(.crash(ids(0, 1)), as: "crash")
        for server in 0...1 { host.will(1, server, .ended("signal 9")) }
        _ = try await fleet.advance(to: .start + .seconds(2))
        try await fleet.inject(.hang(ids(0, 1)), as: "hang")
        try await fleet.inject(.stop(ids(0, 1)), as: "stop")
        try await fleet.inject(.crash(ids(0, 1)), as: "zone-loss")
        try await fleet.inject(.cutOff(ids(0, 1)), as: "partition")
        #expect(
            told(try await fleet.advance(to: .start + .seconds(3))) == [
                "hang 2 missed: 0 of 2 stopped; 2 did not run or hung already",
                "stop 2 missed: 0 of 2 asked to end; 2 did not run",
                "zone-loss 2 missed: 0 of 2 killed; 2 did not run",
                "partition 2 missed: 0 of 2 cut off; 2 did not run or were cut off already",
            ])
        #expect(host.deeds == ["open", "0s kill 0 1"])
    }

    /// What people do may find nobody without a word: only a fault must bite.
    @Test func whatIsNoFaultNeverMisses() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.apply(.remove(ids(3, 4)))
        try await fleet.apply(.remove(ids(3, 4)))
        #expect(told(try await fleet.advance(to: .start + .seconds(1))) == [])
    }

    @Test func ofHowManyItWasDoneIsTold() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.inject(.crash(ids(0)), as: "crash")
        try await fleet.inject(.hang(ids(0, 1, 2)), as: "hang")
        try await fleet.inject(.crash(ids(0, 1, 2)), as: "crash")
        host.will(1, 0, .ended("signal 9"))
        host.will(2, 1, .ended("signal 9"))
        host.will(3, 2, .ended("signal 9"))
        #expect(
            told(try await fleet.advance(to: .start + .seconds(4))) == [
                "hang 3: 2 of 3 stopped; 1 did not run or hung already",
                "crash 3: 2 of 3 killed; 1 did not run",
                "crash 1: ended by signal 9, the last 1s after it was sent",
                "crash 2: ended by signal 9, the last 3s after it was sent",
            ])
        #expect(host.deeds == ["open", "0s kill 0", "0s freeze 1 2", "0s kill 1 2"])
    }

    @Test func aRemovalIsMeasured() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        host.will(1, 0, .ended("signal 9"))
        _ = try await fleet.advance(to: .start + .seconds(1))
        try await fleet.inject(.remove(ids(0, 3, 4)), as: "over-removal")
        host.will(2, 3, .ended("status 0"))
        host.will(4, 4, .ended("status 0"))
        #expect(
            told(try await fleet.advance(to: .start + .seconds(5))) == [
                "over-removal 2: 3 of 3 gone, the last 3s after it was told to go"
            ])
        try await fleet.inject(.remove(ids(3, 4)), as: "over-removal")
        #expect(
            told(try await fleet.advance(to: .start + .seconds(6))) == [
                "over-removal 2 missed: 0 of 2 taken away; 2 were gone already"
            ])
    }

    /// A server that is cut off and hangs comes back when both are over, whichever is first.
    @Test(arguments: [true, false]) func oneCanBeCutOffAndHang(_ hangsFirst: Bool) async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.inject(.cutOff(ids(4)), as: "partition")
        try await fleet.inject(.hang(ids(4)), as: "hang")
        #expect(await fleet.lives()[4] == .hung)
        #expect(host.deeds == ["open", "0s cut off 4", "0s freeze 4"])
        try await fleet.apply(hangsFirst ? .resume(ids(4)) : .reconnect(ids(4)))
        #expect(await fleet.lives()[4] == (hangsFirst ? .cutOff : .hung))
        if hangsFirst { host.will(1, 4, .serves(true)) }
        _ = try await fleet.advance(to: .start + .seconds(2))
        #expect(await fleet.tally().serving == [3, 4])
        try await fleet.apply(hangsFirst ? .reconnect(ids(4)) : .resume(ids(4)))
        if !hangsFirst { host.will(3, 4, .serves(true)) }
        _ = try await fleet.advance(to: .start + .seconds(4))
        #expect(await fleet.lives()[4] == .serving)
        #expect(await fleet.tally().serving == [3, 5])
    }

    /// What was done to its ways stands, whatever becomes of the server; it was never undone once.
    @Test func aServerThatStartsWhileItIsCutOffIsNotReached() async throws {
        let host = ScriptedHost()
        var fleet = try await ProcessFleetTests.make(host)
        try await fleet.inject(.cutOff(ids(4)), as: "partition")
        try await fleet.inject(.crash(ids(4)), as: "crash")
        host.will(1, 4, .ended("signal 9"))
        _ = try await fleet.advance(to: .start + .seconds(2))
        #expect(await fleet.lives()[4] == .crashed)
        try await fleet.apply(.start(ids(4)))
        host.will(3, 4, .started)
        host.will(4, 4, .ready)
        _ = try await fleet.advance(to: .start + .seconds(5))
        #expect(await fleet.lives()[4] == .cutOff)
        try await fleet.apply(.reconnect(ids(4)))
        #expect(await fleet.lives()[4] == .serving)
        #expect(host.deeds.last == "5s reconnect 4")
    }

    @Test func whatClientsAskIsMeasuredAgainstWhatTheyAskedBefore() {
        func course(_ factor: Double, before: Int) -> OfferCourse {
            OfferCourse(
                fault: "overload", factor: factor,
                after: .init(since: nil, until: .start + .seconds(10), before))
        }
        func effect(_ course: OfferCourse, _ total: Int) -> BittenFault? {
            course.effect(
                of: "get", in: .init(since: course, until: .start + .seconds(15), total))
        }
        let bitten = effect(course(3, before: 200), 503)
        #expect(bitten?.effect == "get: 20 requests a second before, 60.6 during")
        #expect(bitten?.isMiss == false)
        #expect(effect(course(3, before: 200), 300)?.isMiss == true)
        // So little more that chance hides it.
        #expect(effect(course(1.1, before: 200), 290)?.isMiss == false)
        #expect(
            OfferCourse(
                fault: nil, factor: 1,
                after: .init(since: nil, until: .start + .seconds(10), 200)
            ).effect(of: "get", in: .init(since: nil, until: .start + .seconds(20), 400)) == nil)
    }
}
