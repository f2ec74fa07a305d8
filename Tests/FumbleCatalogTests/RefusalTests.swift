import FumbleModel
import Testing

/// What guards say when they refuse is judged as anybody's message is: it names the field that was typed,
/// the number that it came to, and the limit.
@Suite struct RefusalTests {
    typealias Fleet = SmallFleet

    /// Guards, each with what it refuses of a line that says `10%` of what comes to these servers.
    private static let refusals: [String: (servers: [Int], testimony: Testimony)] = {
        let none = Fleet.testimony(hasSecondPerson: false)
        let other = Fleet.testimony(meant: [0], confirms: "index", dryRun: [0])
        let old = Fleet.testimony(dryRun: [0], age: .days(1))
        return [
            "{capacity-floor: {}}": ([0, 1, 2, 3, 4], none),
            "{dependency-floor: {at-least: 90%}}": ([0, 1, 2], none),
            "{cap: {at-most: 2 servers}}": ([0, 1, 2], none),
            "{cumulative-budget: {at-most: 2 servers, over: 1h}}": ([0, 1, 2], none),
            "{shrinkage-check: {at-most: 10%}}": ([0, 1, 2], none),
            "{quorum-safety: {spare: 2}}": ([0, 1, 2], none),
            "{restart-age: {at-most: 1y}}": ([0, 1, 2], none),
            "{removal-rate: {at-most: 2 per 5m}}": ([0, 1, 2], none),
            "{plausibility-range: {argument: COUNT, at-most: 2}}": ([0, 1, 2], none),
            "{expected-count: {argument: EXPECTED}}": ([0, 1, 2], none),
            "{blank-guard: {arguments: [SUBSYSTEM]}}": ([0, 1, 2], none),
            "{typed-identifiers: {number: COUNT}}": ([0, 1, 2], none),
            "{environment-lock: {windows: {w: test}, argument: ENV}}": ([0, 1, 2], none),
            "{type-the-name: {unattended: refuse}}": ([0, 1, 2], other),
            "{dry-run: {within: 10m}}": ([0, 1, 2], none),
            "{dry-run: {within: 11m}}": ([0, 1, 2], other),
            "{dry-run: {within: 12m}}": ([0, 1, 2], old),
            "{stale-plan: {within: 10m}}": ([0, 1, 2], none),
            "{stale-plan: {within: 12m}}": ([0, 1, 2], old),
            "{second-person: {dependence: low}}": ([0, 1, 2], none),
            "{freeze-window: {from: 0s, until: 8h}}": ([0, 1, 2], none),
        ]
    }()

    @Test(arguments: refusals.keys.sorted())
    func aRefusalNamesFieldNumberAndLimit(text: String) throws {
        let (servers, testimony) = try #require(Self.refusals[text])
        let request = Fleet.request(
            servers, stage: text.contains("removal-rate") ? .batch : .whole,
            arguments: [
                ("COUNT", "10%"), ("SUBSYSTEM", nil), ("EXPECTED", nil), ("ENV", "prod"),
            ], field: "COUNT", testimony: testimony)
        let decision = try Fleet.review(text, request, Fleet.view(of: Fleet.bound))
        guard case .refuse(let reason) = decision else {
            guard case .hold(_, let reason) = decision else {
                guard case .clamp(_, let reason) = decision else {
                    Issue.record("\(text) lets it through: \(decision)")
                    return
                }
                #expect(RefusalMessage(reason).lacks(resolved: servers.count) == nil, "\(reason)")
                return
            }
            #expect(RefusalMessage(reason).lacks(resolved: servers.count) == nil, "\(reason)")
            return
        }
        #expect(RefusalMessage(reason).lacks(resolved: servers.count) == nil, "\(reason)")
    }

    private func reason(_ text: String, _ request: GuardRequest) throws -> String? {
        switch try Fleet.review(text, request) {
        case .refuse(let reason), .hold(_, let reason), .clamp(_, let reason): reason
        case .allow, .warn: nil
        }
    }

    /// What was typed, whatever the usage line calls it, and how many servers that is.
    @Test func theFieldIsTheLinesOwn() throws {
        let five = [0, 1, 2, 3, 4]
        func floor(_ typed: String?, _ field: String?) throws -> String? {
            try reason(
                "{capacity-floor: {}}",
                Fleet.request(five, arguments: [("N", typed)], field: field))
        }
        #expect(
            try floor("50%", "N")?.hasPrefix("`N` 50% (5 servers) would leave `index` with 5 of 10")
                == true)
        #expect(try floor("5", "N")?.hasPrefix("`N` 5 would leave") == true)
        #expect(try floor(nil, "N")?.hasPrefix("`N` left blank (5 servers) would leave") == true)
        #expect(
            try reason(
                "{cap: {at-most: 2}}", Fleet.request(five, arguments: [("N", nil)], field: "N"))
                == "`N` left blank acts on 5 servers, and one command may act on at most 2")
    }

    /// Not all that takes servers away removes them.
    @Test func theWordIsTheVerbs() throws {
        let push = Fleet.request(
            [0, 1, 2], verb: .pushConfig, stage: .batch, arguments: [("COUNT", "3")],
            takesFromService: true)
        #expect(
            try reason("{removal-rate: {at-most: 2 per 5m}}", push)
                == "`COUNT` 3 would reconfigure 3 servers at once, and at most 2 per 5m may go")
    }
}
