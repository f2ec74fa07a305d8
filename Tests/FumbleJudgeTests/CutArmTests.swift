import FumbleJudge
import FumbleModel
import Testing

/// What had not come when an arm ended before its time might have come: nobody says that it did not.
@Suite struct CutArmTests {
    private static let expectations: [Expected] = [
        .undisturbed(SmallFleet.get), .guardResult("floor", .neverAsked),
        .promise("capacity", isKept: true),
        .measure(.timeToDetect, of: SmallFleet.get, .init(atLeast: nil, atMost: 60)),
    ]

    private func verdict(
        _ length: TimeSpan, status: RunStatus = .completed, of arms: [Arm] = [.guarded]
    ) -> Verdict {
        let built = arms.map { arm in
            var built = ArmBuilder(arm, lasting: length)
            built.add(.injected(path: "method[0]", kind: "crash", servers: 1), at: 300)
            return built
        }
        return Judging.verdict(
            built, of: Judging.plan(expect: Self.expectations), status: status)
    }

    @Test func aWholeArmIsToldAsItWas() {
        let whole = verdict(.minutes(60))
        #expect(whole.main.cutAt == nil)
        #expect(whole.guards.allSatisfy { $0.outcome == .neverAsked && !$0.isCutOff })
        #expect(whole.headline == "Clients noticed nothing.")
        #expect(whole.findings[0].evidence == "get never left tolerance")
    }

    @Test(arguments: [RunStatus.completed, .interrupted(signal: "SIGINT")])
    func ofOneThatWasCutOffNothingIsClaimed(status: RunStatus) {
        let cut = verdict(.minutes(20), status: status)
        #expect(cut.main.cutAt == .start + .minutes(20))
        #expect(cut.guards.allSatisfy { $0.outcome == nil && $0.isCutOff })
        #expect(cut.outcome == .inconclusive)
        #expect(cut.findings.allSatisfy { $0.outcome == .inconclusive })
        let told = cut.findings.map(\.evidence)
        #expect(told[1] == "what floor did: not known (cut off)")
        #expect(told[0].hasSuffix("; the rest is not known (cut off)"))
        #expect(told.contains { $0.contains("cut short") || $0.contains("the end of the record") })
        if status == .completed { #expect(cut.headline == "Clients had noticed nothing.") }
    }

    /// What it did see stays: a promise that broke is broken.
    @Test func whatBrokeByThenIsBroken() {
        var arm = ArmBuilder(.guarded, lasting: .minutes(20))
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 60), at: 300)
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 10), at: 300)
        let plan = Judging.plan(expect: [
            .promise("capacity", isKept: true), .promise("capacity", isKept: false),
        ])
        let cut = Judging.verdict([arm], of: plan)
        #expect(cut.findings.prefix(2).map(\.outcome) == [.deviated, .confirmed])
        #expect(cut.guards.first { $0.keeps == "capacity" }?.outcome == .bypassed)
    }

    /// Without the guards nothing had broken by then, and something might have.
    @Test func anUnguardedArmThatWasCutOffSaysNothingOfTheGuards() {
        func floor(_ length: TimeSpan) -> (GuardVerdict?, String) {
            var guarded = ArmBuilder(.guarded)
            guarded.type()
            guarded.decide("floor", .refuse(reason: "too many"))
            let found = Judging.verdict([guarded, ArmBuilder(.unguarded, lasting: length)])
            return (found.guards.first { $0.name == "floor" }, found.headline)
        }
        let (whole, told) = floor(.minutes(60))
        #expect(whole?.outcome == .idle && whole?.isCutOff == false)
        #expect(told.hasSuffix("Without the guards: nothing would have broken."))
        let (cut, untold) = floor(.minutes(20))
        #expect(cut?.outcome == nil && cut?.isCutOff == true)
        #expect(untold.hasSuffix("Without the guards: not known (cut off)."))
    }
}
