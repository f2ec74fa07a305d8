import FumbleModel
import Testing

/// Guards that ask about the operator: a dry run, a name, a second person, a ticket, a plan.
@Suite struct OperatorGuardTests {
    typealias Fleet = SmallFleet

    @Test func whatIsAppliedIsWhatTheDryRunShowed() throws {
        let text = "{dry-run: {within: 10m}}"
        func review(_ dryRun: [Int]?, age: TimeSpan = .minutes(1)) throws -> GuardDecision {
            try Fleet.review(
                text, Fleet.request([0, 1], testimony: Fleet.testimony(dryRun: dryRun, age: age)))
        }
        #expect(try review([1, 0]) == .allow)
        #expect(
            try review([0])
                == .refuse(reason: "the line acts on 2 servers, and the dry run showed 1"))
        #expect(try isRefused(review([0, 2])))
        #expect(try isRefused(review(nil)))
        #expect(try review([0, 1], age: .minutes(10)) == .allow)
        #expect(try isRefused(review([0, 1], age: .minutes(11))))
    }

    @Test func theNameOfWhatIsActedOnIsTyped() throws {
        let text = "{type-the-name: {unattended: refuse}}"
        func review(_ text: String, _ testimony: Testimony) throws -> GuardDecision {
            try Fleet.review(text, Fleet.request([0], testimony: testimony))
        }
        #expect(try review(text, Fleet.testimony(confirms: "billing")) == .allow)
        #expect(
            try review(text, Fleet.testimony(confirms: "index"))
                == .refuse(
                    reason:
                        "`index` was typed where `billing` was asked for: 1 server would be acted "
                        + "on, and 0 may be"))
        #expect(try isRefused(review(text, Fleet.testimony())))
        let script = Fleet.testimony(confirms: nil, isAtTerminal: false)
        #expect(try isRefused(review(text, script)))
        #expect(try review("{type-the-name: {unattended: allow}}", script) == .allow)
        let repair = Fleet.request([0], verb: .addServers, testimony: script)
        #expect(try Fleet.review(text, repair) == .allow)
    }

    /// The share of mistakes that are missed is the one of the table, within four standard errors.
    @Test(arguments: [("low", 0.05285), ("moderate", 0.14543), ("high", 0.5015)])
    func aSecondPersonMissesSomeMistakes(dependence: String, misses: Double) throws {
        let text = "{second-person: {dependence: \(dependence)}}"
        let count = 4_000
        var missed = 0
        for seed in 0..<count {
            let request = Fleet.request(
                [0, 1], testimony: Fleet.testimony(meant: [0]), seed: UInt64(seed))
            if try Fleet.review(text, request) == .allow { missed += 1 }
        }
        let error = (misses * (1 - misses) / Double(count)).squareRoot()
        #expect(abs(Double(missed) / Double(count) - misses) < 4 * error, "\(missed) of \(count)")
    }

    @Test func aSecondPersonSaysTheSameAboutTheSameLine() throws {
        let text = "{second-person: {dependence: high}}"
        for seed in UInt64(0)..<50 {
            let request = Fleet.request([0, 1], testimony: Fleet.testimony(meant: [0]), seed: seed)
            #expect(try Fleet.review(text, request) == Fleet.review(text, request))
        }
    }

    @Test func aSecondPersonNeverStopsWhatIsMeant() throws {
        let text = "{second-person: {dependence: low}}"
        for seed in UInt64(0)..<200 {
            let meant = Fleet.request(
                [1, 0], testimony: Fleet.testimony(meant: [0, 1]), seed: seed)
            #expect(try Fleet.review(text, meant) == .allow)
        }
        let alone = Fleet.testimony(meant: [0], hasSecondPerson: false)
        #expect(try isRefused(Fleet.review(text, Fleet.request([0], testimony: alone))))
    }

    @Test func nothingIsDoneInAFreeze() throws {
        let text = "{freeze-window: {from: 10m, until: 20m, lifted-by: ticket}}"
        func at(_ minutes: Int64, _ ticket: String? = nil, verb: VerbName = .removeServers)
            -> GuardRequest
        {
            Fleet.request(
                [0], verb: verb, testimony: Fleet.testimony(ticket: ticket),
                progress: .init(typedAt: .start + .minutes(minutes), done: [], lastBatchAt: nil))
        }
        #expect(try Fleet.review(text, at(9)) == .allow)
        #expect(try isRefused(Fleet.review(text, at(10))))
        #expect(try isRefused(Fleet.review(text, at(19))))
        #expect(try Fleet.review(text, at(20)) == .allow)
        #expect(try Fleet.review(text, at(15, "CHG-4")) == .allow)
        #expect(try Fleet.review(text, at(15, verb: .addServers)) == .allow)
        let hard = "{freeze-window: {from: 10m, until: 20m}}"
        #expect(try isRefused(Fleet.review(hard, at(15, "CHG-4"))))
    }

    @Test func aPlanIsStaleWhenTheFleetHasChanged() throws {
        let text = "{stale-plan: {within: 15m}}"
        let request = Fleet.request([6], testimony: Fleet.testimony(dryRun: [6], age: .minutes(5)))
        let then = Fleet.tally([10, 6], at: Fleet.now - .minutes(6))
        #expect(try Fleet.review(text, request, Fleet.view(before: [then])) == .allow)
        let died = Fleet.view(serving: [9, 6], before: [then])
        #expect(
            try Fleet.review(text, request, died)
                == .refuse(
                    reason: "the line acts on 1 server, but `index` has 9 servers serving, and had "
                        + "10 when the plan was made"))
        let gone = Fleet.view(ledger: [Fleet.removal([7], at: Fleet.now - .minutes(4))])
        #expect(try isRefused(Fleet.review(text, request, gone)))
        let before = Fleet.view(ledger: [Fleet.removal([7], at: Fleet.now - .minutes(5))])
        #expect(try Fleet.review(text, request, before) == .allow)
        let old = Fleet.request([6], testimony: Fleet.testimony(dryRun: [6], age: .minutes(16)))
        #expect(try isRefused(Fleet.review(text, old)))
        #expect(try isRefused(Fleet.review(text, Fleet.request([6]))))
    }

    private static let wipe = "delete 100% of the data of `billing`"

    private static func wiping(
        _ testimony: Testimony = Fleet.testimony(), arguments: [(String, String?)] = []
    ) -> GuardRequest {
        Fleet.request(
            [], verb: .deleteData, arguments: arguments, window: "stage-shell", share: .whole,
            deed: wipe, testimony: testimony)
    }

    /// Data are not counted in servers: a refusal says what would be done to what.
    @Test(arguments: [
        "{dry-run: {within: 10m}}", "{type-the-name: {unattended: refuse}}",
        "{second-person: {dependence: low}}", "{freeze-window: {from: 0s, until: 8h}}",
        "{stale-plan: {within: 15m}}", "{typed-identifiers: {number: SHARE}}",
        "{wildcard-breadth: {at-most: 0}}", "{shrinkage-check: {at-most: 10%}}",
        "{blank-guard: {arguments: [WHAT]}}", "{soft-delete: {cooling: 24h}}",
        "{environment-lock: {windows: {stage-shell: stage}, argument: ENV}}",
    ])
    func aRefusalSaysWhatWouldBeDone(text: String) throws {
        let request = Self.wiping(
            Fleet.testimony(hasSecondPerson: false), arguments: [("SHARE", "1*"), ("WHAT", nil)])
        let reason: String? =
            switch try Fleet.review(text, request) {
            case .refuse(let reason), .hold(_, let reason): reason
            case .allow, .clamp, .warn: nil
            }
        let said = try #require(reason, "\(text)")
        #expect(said.contains("would \(Self.wipe)"), "\(said)")
        #expect(!said.contains("0 servers"), "\(said)")
    }

    /// Of data, what was meant and what was shown are told apart by what would be done to them.
    @Test func whatIsDoneToDataIsComparedToo() throws {
        let less = "delete 1% of the data of `billing`"
        let shown = "{dry-run: {within: 10m}}"
        #expect(
            try Fleet.review(shown, Self.wiping(Fleet.testimony(dryRun: [], shown: Self.wipe)))
                == .allow)
        #expect(
            try Fleet.review(shown, Self.wiping(Fleet.testimony(dryRun: [], shown: less)))
                == .refuse(
                    reason: "the line would \(Self.wipe), and the dry run showed that it would "
                        + less))
        let second = "{second-person: {dependence: low}}"
        let asMeant = Self.wiping(Fleet.testimony(meant: [], meantDeed: Self.wipe))
        #expect(try Fleet.review(second, asMeant) == .allow)
        let seen = try (UInt64(0)..<40).count { seed in
            let request = Fleet.request(
                [], verb: .deleteData, share: .whole, deed: Self.wipe,
                testimony: Fleet.testimony(meant: [], meantDeed: less), seed: seed)
            return try Fleet.review(second, request)
                == .refuse(
                    reason: "the second person saw that the line would \(Self.wipe), and that it "
                        + "was meant to \(less)")
        }
        #expect(seen > 30)
    }

    private func isRefused(_ decision: GuardDecision) -> Bool {
        if case .refuse = decision { true } else { false }
    }
}
