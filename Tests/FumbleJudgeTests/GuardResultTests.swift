import FumbleModel
import Testing

@Suite struct GuardResultTests {
    /// 44 servers go, and the index is below its minimum for ten minutes.
    private func broken(_ arm: Arm) -> ArmBuilder {
        var broken = ArmBuilder(arm)
        broken.type()
        broken.remove(44, leaving: 56)
        broken.add(fleet: .serving(subsystem: SmallFleet.index, servers: 100), at: 900)
        return broken
    }

    private func refused(by name: String = "floor") -> ArmBuilder {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.decide(name, .refuse(reason: "44 is too many"))
        arm.add(.ended(command: 0, servers: 0, how: .refused), at: 300)
        return arm
    }

    private func floor(_ arms: [ArmBuilder], of plan: Plan = Judging.plan()) -> GuardVerdict? {
        Judging.verdict(arms, of: plan).guards.first { $0.name == "floor" }
    }

    @Test func heldWhenThePromiseBreaksOnlyWithoutIt() {
        let floor = floor([refused(), broken(.unguarded)])
        #expect(floor?.outcome == .held)
        #expect(floor?.asked == 1 && floor?.refused == 1 && floor?.allowed == 0)
        #expect(floor?.decidedIn == .milliseconds(40))
        #expect(floor?.message == "44 is too many")
    }

    @Test func idleWhenNothingWouldHaveBroken() {
        var harmless = ArmBuilder(.unguarded)
        harmless.type()
        #expect(floor([refused(), harmless])?.outcome == .idle)
    }

    @Test func withoutAnUnguardedArmNobodyCanSay() {
        let verdict = Judging.verdict(
            [refused()], of: Judging.plan(expect: [.guardResult("floor", .held)]))
        #expect(verdict.guards.first?.outcome == nil)
        #expect(verdict.findings.first?.outcome == .inconclusive)
        #expect(verdict.twin == nil)
    }

    /// On real processes the arm is not run unless it is asked for: what runs it elsewhere is named.
    @Test func theSimulatedTwinIsNamed() {
        let (plan, twin) = (
            Judging.plan(expect: [.guardResult("floor", .held)]), "fumble run a.yaml --seed 3"
        )
        let verdict = Judging.verdict([refused()], of: plan, twin: twin)
        #expect(verdict.twin == twin)
        #expect(
            verdict.findings.first?.evidence
                == "no unguarded arm was run, so nobody can say what floor did; its simulated twin: "
                + twin)
        // With that arm nothing is missing.
        let both = Judging.verdict([refused(), broken(.unguarded)], of: plan, twin: twin)
        #expect(both.twin == nil && both.findings.first?.outcome == .confirmed)
    }

    @Test func brokeByWhatItLetThrough() {
        var arm = broken(.guarded)
        arm.decide("floor", .allow)
        let floor = floor([arm])
        #expect(floor?.outcome == .broke)
        #expect(floor?.allowed == 1)
    }

    /// What is not counted in servers is done when its command is.
    @Test func brokeByADeedThatItLetThrough() {
        func arm(deedAt instant: Double, harmAt harm: Double) -> ArmBuilder {
            var arm = ArmBuilder(.guarded)
            arm.add(
                .typed(
                    command: 0, path: "method[0]", line: "wipe", window: nil,
                    resolved: .deed(summary: "delete 100% of the data of `index`")), at: instant)
            arm.decide("floor", .allow)
            arm.add(.ended(command: 0, servers: 0, how: .done), at: instant)
            arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 50), at: harm)
            return arm
        }
        #expect(floor([arm(deedAt: 300, harmAt: 400)])?.outcome == .broke)
        #expect(floor([arm(deedAt: 300, harmAt: 200)])?.outcome == .bypassed)
    }

    @Test func bypassedWhenAskedButTheHarmCameAnotherWay() {
        var arm = refused()
        arm.add(.injected(path: "method[1]", kind: "crash", servers: 50), at: 400)
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 50), at: 400)
        #expect(floor([arm, broken(.unguarded)])?.outcome == .bypassed)
    }

    @Test func bypassedWhenWhatItLetThroughCameAfterTheBreak() {
        var arm = ArmBuilder(.guarded)
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 50), at: 299)
        arm.type()
        arm.decide("floor", .allow)
        arm.remove(4, leaving: 46)
        #expect(floor([arm])?.outcome == .bypassed)
    }

    @Test func bypassedWhenWhatItLetThroughCarriesNothingOfWhatBroke() {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.decide("floor", .allow)
        arm.add(.applied(command: 0, servers: 44, bySubsystem: [0, 44]), at: 300)
        arm.add(fleet: .serving(subsystem: SmallFleet.index, servers: 50), at: 400)
        #expect(floor([arm])?.outcome == .bypassed)
    }

    @Test func bypassedWhenAFlagLeavesItOut() {
        #expect(floor([broken(.guarded), broken(.unguarded)])?.outcome == .bypassed)
    }

    @Test func neverAskedWhenThePromiseWasKeptWithoutAsking() {
        #expect(floor([refused(by: "rate"), broken(.unguarded)])?.outcome == .neverAsked)
    }

    @Test func inAnArmWithoutGuardsThereIsNothingToSay() {
        let plan = Judging.plan(expect: [.guardResult("floor", .held)])
        let verdict = Judging.verdict([broken(.unguarded)], of: plan)
        #expect(verdict.guards.isEmpty)
        #expect(verdict.findings.first?.outcome == .inconclusive)
    }

    @Test func holdsAndWarningsAreCounted() {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.decide("rate", .warn(reason: "that is many"))
        for second in [310.0, 320, 330] {
            let until = ArmBuilder.instant(second + 10)
            arm.decide("rate", .hold(until: until, reason: "2 per 5m"), at: second, stage: .batch)
        }
        arm.decide("rate", .clamp(to: 2, reason: "2 per 5m"), at: 340, stage: .batch)
        let rate = Judging.verdict([arm]).guards.first { $0.name == "rate" }
        #expect(rate?.asked == 5 && rate?.allowed == 1 && rate?.held == 3 && rate?.clamped == 1)
        #expect(rate?.message == "that is many")
        #expect(rate?.falseStops == 0)
    }

    @Test func beyondMeantIsWhatItLetGoOverWhatWasMeant() {
        var meant = ArmBuilder(.meant)
        meant.type(count: 4)
        meant.remove(4, leaving: 96)
        var arm = broken(.guarded)
        arm.decide("floor", .allow)
        arm.type(at: 400, command: 1, path: "response[0]", count: 3)
        arm.decide("floor", .allow, command: 1, at: 400)
        arm.remove(3, at: 400, command: 1, leaving: 53)
        #expect(floor([meant, arm])?.beyondMeant == 40)
        #expect(floor([meant, refused()])?.beyondMeant == 0)
        #expect(floor([arm])?.beyondMeant == 0)
    }

    @Test func aFalseStopHindersTheMeantCommandOrARepair() {
        var meant = ArmBuilder(.meant)
        meant.type(count: 4)
        meant.decide("floor", .clamp(to: 2, reason: "2 only"), asked: 4)
        var arm = refused()
        #expect(floor([meant, arm])?.falseStops == 1)
        arm.type(at: 400, command: 1, path: "response[0]", count: 9)
        arm.decide("floor", .refuse(reason: "no"), command: 1, at: 400)
        #expect(floor([meant, arm])?.falseStops == 2)
        let expectation = Expected.falseStops(.init(atLeast: nil, atMost: 0))
        let verdict = Judging.verdict([meant, arm], of: Judging.plan(expect: [expectation]))
        #expect(verdict.findings.first?.outcome == .deviated)
    }

    @Test func aClampToNoFewerThanAskedIsNoFalseStop() {
        var meant = ArmBuilder(.meant)
        meant.type(count: 4)
        meant.decide("floor", .clamp(to: 4, reason: "4 at most"), asked: 4)
        #expect(floor([meant, refused()])?.falseStops == 0)
    }

    @Test func withoutAMeantArmALineTypedAsMeantStandsForIt() {
        #expect(floor([refused()], of: Judging.plan(typedAsMeant: true))?.falseStops == 1)
        #expect(floor([refused()])?.falseStops == 0)
    }
}
