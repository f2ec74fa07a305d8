import FumbleModel
import Testing

/// Each guard at its boundary, one past it, and through its known hole.
@Suite struct GuardTests {
    typealias Fleet = SmallFleet

    private func review(
        _ text: String, _ request: GuardRequest, _ view: FleetView = Fleet.view()
    ) throws -> GuardDecision {
        var mechanism = try Fleet.guarding(text)
        return mechanism.review(request, in: view, at: Fleet.now)
    }

    private let floor = "{capacity-floor: {over: every subsystem carried}}"

    @Test func floorAllowsExactlyTheMinimumAndRefusesOneBelow() throws {
        #expect(try review(floor, Fleet.request([0, 1, 2])) == .allow)
        let refused = try review(floor, Fleet.request([0, 1, 2, 3]))
        #expect(
            refused
                == .refuse(
                    reason: "4 servers would leave `index` with 6 of 10 servers, below its minimum "
                        + "of 7"))
    }

    @Test func floorOnTheNamedSubsystemIsBlindToWhatSharedServersCarry() throws {
        let named = "{capacity-floor: {over: named subsystem}}"
        #expect(try review(named, Fleet.request([0, 1, 2, 3])) == .allow)
        #expect(try isRefused(named, Fleet.request([0, 1, 2, 3, 4])))
    }

    @Test func floorCountsOnlyServersThatServe() throws {
        let view = Fleet.view(serving: [8, 6], dead: [8, 9])
        #expect(try review(floor, Fleet.request([0]), view) == .allow)
        #expect(try isRefused(floor, Fleet.request([0, 1]), view))
        #expect(try review(floor, Fleet.request([8, 9]), view) == .allow)
        let listed = "{capacity-floor: {counts: listed}}"
        #expect(try review(listed, Fleet.request([0, 1]), view) == .allow)
    }

    @Test func floorTakesOffWhatLeftSinceItsViewWasTrue() throws {
        let before = Fleet.now - .seconds(10)
        let ledger = [Fleet.removal([0, 1], at: Fleet.now - .seconds(5))]
        let view = Fleet.view(serving: [10, 6], at: before, ledger: ledger)
        #expect(try review(floor, Fleet.request([2]), view) == .allow)
        #expect(try isRefused(floor, Fleet.request([2, 3]), view))
    }

    @Test func floorClampsToWhatIsLeftAboveTheMinimum() throws {
        let request = Fleet.request([0, 1, 2, 3, 4], onBreach: .clamp)
        guard case .clamp(let allowed, _) = try review(floor, request) else {
            Issue.record("not clamped")
            return
        }
        #expect(allowed == 3)
        let spent = Fleet.view(serving: [7, 6])
        #expect(try isRefused(floor, Fleet.request([0], onBreach: .clamp), spent))
    }

    /// Billing is below its minimum of 2 already: none of its servers may go, those of index may.
    @Test func floorRefusesOnlyWhatTouchesTheSubsystemThatIsTooSmall() throws {
        let view = Fleet.view(serving: [10, 1])
        #expect(try review(floor, Fleet.request([6, 7, 8]), view) == .allow)
        #expect(try isRefused(floor, Fleet.request([0]), view))
        let clamped = try review(floor, Fleet.request([6, 0], onBreach: .clamp), view)
        guard case .clamp(1, _) = clamped else {
            Issue.record("not clamped to one: \(clamped)")
            return
        }
    }

    @Test func floorLetsServersBeAdded() throws {
        #expect(try review(floor, Fleet.request([0, 1, 2, 3, 4], verb: .addServers)) == .allow)
    }

    private let rate = "{removal-rate: {at-most: 2 per 5m}}"

    @Test func ratePacesTheBatchesAndNotTheCommand() throws {
        let whole = Fleet.request([0, 1, 2, 3], onBreach: .pace)
        #expect(try review(rate, whole) == .allow)
        let batch = Fleet.request([0, 1, 2, 3], stage: .batch, onBreach: .pace)
        guard case .clamp(to: 2, _) = try review(rate, batch) else {
            Issue.record("not clamped to two")
            return
        }
    }

    @Test func rateHoldsUntilTheOldestRemovalIsOldEnough() throws {
        let first = Fleet.now - .minutes(2)
        let view = Fleet.view(ledger: [Fleet.removal([0, 1], at: first)])
        let batch = Fleet.request([2], stage: .batch, onBreach: .pace)
        guard case .hold(let until, _) = try review(rate, batch, view) else {
            Issue.record("not held")
            return
        }
        #expect(until == first + .minutes(5))
        let later = Fleet.view(ledger: [Fleet.removal([0, 1], at: Fleet.now - .minutes(5))])
        #expect(try review(rate, batch, later) == .allow)
    }

    @Test func capRefusesOneMore() throws {
        let cap = "{cap: {at-most: 3 servers}}"
        #expect(try review(cap, Fleet.request([0, 1, 2])) == .allow)
        #expect(try isRefused(cap, Fleet.request([0, 1, 2, 3])))
        let half = "{cap: {at-most: 50%}}"
        #expect(try review(half, Fleet.request([0, 1, 2])) == .allow)
        #expect(try isRefused(half, Fleet.request([0, 1, 2, 3])))
    }

    @Test func expectedCountRefusesWhatWasNotStated() throws {
        let text = "{expected-count: {argument: EXPECTED}}"
        let stated = Fleet.request([0, 1], arguments: [("EXPECTED", "2")])
        #expect(try review(text, stated) == .allow)
        #expect(try isRefused(text, Fleet.request([0, 1], arguments: [("EXPECTED", "4")])))
        #expect(try isRefused(text, Fleet.request([0, 1], arguments: [("EXPECTED", nil)])))
    }

    /// What a line may leave out and nothing is done with is no blank, unless the guard names it.
    @Test(arguments: [("{blank-guard: {}}", true), ("{blank-guard: {arguments: [WHY]}}", false)])
    func blankGuardMindsNothingSpare(text: String, isAllowed: Bool) throws {
        let arguments = [
            GuardRequest.Argument(name: "COUNT", text: "2"),
            GuardRequest.Argument(name: "WHY", text: nil, isSpare: true),
        ]
        let request = GuardRequest(
            stage: .whole, verb: .removeServers, named: [], servers: [ServerID(0)], line: "remove",
            arguments: arguments, window: nil, onBreach: .refuse)
        #expect((try Fleet.review(text, request) == .allow) == isAllowed)
    }

    @Test func blankGuardRefusesABlankValueAndMindsNoFlag() throws {
        let text = "{blank-guard: {}}"
        let full = Fleet.request([0], arguments: [("COUNT", "1"), ("--force", nil)])
        #expect(try review(text, full) == .allow)
        #expect(try isRefused(text, Fleet.request([0], arguments: [("COUNT", "")])))
        #expect(try isRefused(text, Fleet.request([0], arguments: [("COUNT", nil)])))
        let other = "{blank-guard: {arguments: [SUBSYSTEM]}}"
        #expect(try review(other, Fleet.request([0], arguments: [("COUNT", nil)])) == .allow)
    }

    @Test func environmentLockRefusesTheWrongWindow() throws {
        let text = "{environment-lock: {windows: {blue: prod, green: test}, argument: ENV}}"
        let prod = [("ENV", Optional("prod"))]
        #expect(try review(text, Fleet.request([0], arguments: prod, window: "blue")) == .allow)
        #expect(try isRefused(text, Fleet.request([0], arguments: prod, window: "green")))
        #expect(try isRefused(text, Fleet.request([0], arguments: prod, window: "red")))
        #expect(try isRefused(text, Fleet.request([0], arguments: [("ENV", nil)], window: "green")))
    }

    /// A lock that has nothing to go by is no open door.
    @Test func environmentLockRefusesWhatIsTypedNobodyKnowsWhere() throws {
        let text = "{environment-lock: {windows: {blue: prod}, argument: ENV}}"
        let nowhere = Fleet.request([0], arguments: [("ENV", "prod")])
        #expect(
            try review(text, nowhere)
                == .refuse(
                    reason: "`ENV` is prod, and nobody says in which window it was typed: 1 server "
                        + "would be acted on, and 0 may be"))
        #expect(try review(text, Fleet.request([0], verb: .addServers)) == .allow)
        let open = "{environment-lock: {windows: {blue: prod}, argument: ENV, unplaced: allow}}"
        #expect(try review(open, nowhere) == .allow)
        #expect(
            try isRefused(open, Fleet.request([0], arguments: [("ENV", "test")], window: "blue")))
        let holes = { (text: String) in
            try Fleet.guarding(text).holes.filter { $0.probe == .noTerminal }.count
        }
        #expect(try holes(text) == 0)
        #expect(try holes(open) == 1)
    }

    @Test func restartAgeRefusesServersNobodyHasRestarted() throws {
        let text = "{restart-age: {at-most: 1y}}"
        #expect(try review(text, Fleet.request([6, 7])) == .allow)
        let refused = try review(text, Fleet.request([0, 6]))
        #expect(
            refused
                == .refuse(
                    reason:
                        "the line acts on 2 servers, and 1 of the 2 last started more than 1y ago, "
                        + "the oldest 4y ago: their start has not been timed since"))
    }

    @Test func aConfigurationCountsAsFarAsItTakesServersAway() throws {
        func four(_ takes: Bool) -> GuardRequest {
            Fleet.request([0, 1, 2, 3], verb: .pushConfig, takesFromService: takes)
        }
        // What one does to servers nobody knows before: the cap counts them all.
        #expect(try isRefused("{cap: {at-most: 3}}", four(false)))
        for text in [floor, "{restart-age: {at-most: 1y}}"] {
            #expect(try isRefused(text, four(true)), "\(text)")
            #expect(try review(text, four(false)) == .allow, "\(text)")
        }
    }

    @Test func theRateCountsConfigurationsThatTakeServersAway() throws {
        let request = { (takes: Bool, verb: VerbName) in
            Fleet.request([0, 1, 2], verb: verb, stage: .batch, takesFromService: takes)
        }
        #expect(try isRefused(rate, request(true, .pushConfig)))
        #expect(try review(rate, request(false, .pushConfig)) == .allow)
        #expect(try review(rate, request(true, .rollbackConfig)) == .allow)
    }

    @Test func aGuardThatOnlyWarnsLetsItThrough() throws {
        for text in [floor, rate, "{cap: {at-most: 1}}", "{restart-age: {at-most: 1y}}"] {
            let request = Fleet.request([0, 1, 2, 3], onBreach: .warn)
            guard case .warn = try review(text, request) else {
                Issue.record("\(text) does not warn")
                continue
            }
        }
    }

    private func isRefused(
        _ text: String, _ request: GuardRequest, _ view: FleetView = Fleet.view()
    ) throws -> Bool {
        if case .refuse = try review(text, request, view) { true } else { false }
    }
}
