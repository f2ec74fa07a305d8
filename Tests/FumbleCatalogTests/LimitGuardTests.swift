import FumbleModel
import Testing

/// Guards that count: at the limit, one beyond, and what must never be stopped.
@Suite struct LimitGuardTests {
    typealias Fleet = SmallFleet

    @Test func theFloorOfWhatOthersNeedIsAboveItsOwn() throws {
        let text = "{dependency-floor: {at-least: 90%}}"
        let view = Fleet.view(of: Fleet.bound)
        #expect(try Fleet.review(text, Fleet.request([6]), view) == .allow)
        #expect(
            try Fleet.review(text, Fleet.request([6, 7]), view)
                == .refuse(
                    reason:
                        "2 servers would leave `index` with 8 of 10 servers, and `billing` need "
                        + "at least 9"))
        #expect(try Fleet.review(text, Fleet.request([6, 7, 8]), Fleet.view()) == .allow)
        let starts = "{dependency-floor: {at-least: 90%, needs: to-start}}"
        #expect(try Fleet.review(starts, Fleet.request([6, 7]), view) == .allow)
    }

    @Test func theBudgetCountsAllCommandsOfItsWindow() throws {
        let text = "{cumulative-budget: {at-most: 3 servers, over: 1h}}"
        let early = Fleet.removal([6, 7], at: Fleet.now - .minutes(5))
        let spent = Fleet.view(ledger: [early])
        #expect(try Fleet.review(text, Fleet.request([8]), spent) == .allow)
        #expect(
            try Fleet.review(text, Fleet.request([8, 9]), spent)
                == .refuse(
                    reason:
                        "2 servers would take 4 servers of `index` away within 1h, and at most 3 "
                        + "may go"))
        let old = Fleet.view(ledger: [Fleet.removal([6, 7], at: Fleet.now - .hours(1))])
        #expect(try Fleet.review(text, Fleet.request([8, 9]), old) == .allow)
        #expect(try Fleet.review(text, Fleet.request([0, 1, 2, 3], verb: .addServers)) == .allow)
    }

    @Test func aNumberIsPlausibleWithinItsRange() throws {
        let text = "{plausibility-range: {argument: COUNT, at-least: 2, at-most: 4}}"
        func typed(_ count: String?, _ servers: [Int] = [0]) -> GuardRequest {
            Fleet.request(servers, arguments: [("COUNT", count)])
        }
        for count in ["2", "4"] { #expect(try Fleet.review(text, typed(count)) == .allow) }
        #expect(
            try Fleet.review(text, typed("5"))
                == .refuse(reason: "`COUNT` is 5, and from 2 to 4 is plausible"))
        #expect(
            try Fleet.review(text, typed("50%", [0, 1, 2, 3, 4]))
                == .refuse(reason: "`COUNT` is 50%, which comes to 5, and from 2 to 4 is plausible")
        )
        #expect(try isRefused(text, typed("1")))
        #expect(try Fleet.review(text, Fleet.request([0, 1, 2, 3, 4])) == .allow)
    }

    @Test func aPatternMatchesNoMoreThanItMay() throws {
        let text = "{wildcard-breadth: {at-most: 1}}"
        func typed(_ name: String, _ named: [SubsystemID]) -> GuardRequest {
            Fleet.request([0, 1], named: named, arguments: [("SUBSYSTEM", name)])
        }
        #expect(try Fleet.review(text, typed("bill*", [Fleet.billing])) == .allow)
        #expect(
            try Fleet.review(text, typed("*", [Fleet.index, Fleet.billing]))
                == .refuse(
                    reason:
                        "`SUBSYSTEM` * matches 2 subsystems, 2 servers in all, and a pattern may "
                        + "match at most 1"))
        #expect(try Fleet.review(text, typed("index", [Fleet.index, Fleet.billing])) == .allow)
        let none = "{wildcard-breadth: {at-most: 0}}"
        #expect(try isRefused(none, typed("bill*", [Fleet.billing])))
    }

    @Test func anIdentifierIsExactlyOneThingOfItsKind() throws {
        let text = "{typed-identifiers: {subsystem: SUBSYSTEM, number: COUNT, environment: ENV}}"
        func typed(_ name: String?, _ count: String?, _ env: String? = "prod") -> GuardRequest {
            Fleet.request([0], arguments: [("SUBSYSTEM", name), ("COUNT", count), ("ENV", env)])
        }
        #expect(try Fleet.review(text, typed("billing", "4")) == .allow)
        for wrong in [
            typed("4", "billing"), typed("b*", "4"), typed("billing", "50%"), typed(nil, "4"),
            typed("billing", "all"), typed("billing", "4", "test"),
        ] {
            #expect(try isRefused(text, wrong))
        }
    }

    @Test func quorumIsLeftInEachCell() throws {
        let view = Fleet.view(of: Fleet.bound)
        let text = "{quorum-safety: {}}"
        // Servers 0, 2, 4, 6, 8 are cell 0.
        #expect(try Fleet.review(text, Fleet.request([0, 2, 1, 3]), view) == .allow)
        #expect(
            try Fleet.review(text, Fleet.request([0, 2, 4]), view)
                == .refuse(
                    reason:
                        "3 servers would leave cell 0 of `index` with 2 of 5 replicas, below the "
                        + "3 it must keep"))
        #expect(try isRefused("{quorum-safety: {spare: 1}}", Fleet.request([0, 2]), view))
        let sick = Fleet.view(dead: [6], of: Fleet.bound)
        #expect(try isRefused(text, Fleet.request([0, 2]), sick))
        #expect(try Fleet.review(text, Fleet.request([6, 0]), sick) == .allow)
        let progress = GuardRequest.Progress(
            typedAt: Fleet.now, done: [ServerID(0)], lastBatchAt: Fleet.now)
        #expect(try Fleet.review(text, Fleet.request([2], progress: progress), view) == .allow)
        #expect(try isRefused(text, Fleet.request([2, 4], progress: progress), view))
        #expect(try Fleet.review(text, Fleet.request([0, 2, 4])) == .allow)
    }

    @Test func nothingShrinksByMoreThanItsShare() throws {
        let text = "{shrinkage-check: {at-most: 20%}}"
        #expect(try Fleet.review(text, Fleet.request([6, 7])) == .allow)
        #expect(try isRefused(text, Fleet.request([6, 7, 8])))
        #expect(try Fleet.review(text, Fleet.request([0])) == .allow)
        #expect(try isRefused(text, Fleet.request([0, 1])))
        let delete = Fleet.request([], verb: .deleteData, share: .percent(20))
        #expect(try Fleet.review(text, delete) == .allow)
        #expect(try isRefused(text, Fleet.request([], verb: .deleteData, share: .percent(21))))
    }

    private func isRefused(
        _ text: String, _ request: GuardRequest, _ view: FleetView = Fleet.view()
    ) throws -> Bool {
        if case .refuse = try Fleet.review(text, request, view) { true } else { false }
    }
}
