import FumbleModel
import Testing

@Suite struct RecoveryTests {
    /// Crashed at 305 s; reverted at `reverted`.
    private func crashed(revertedAt reverted: Double? = nil) -> ArmBuilder {
        var arm = ArmBuilder(.guarded)
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 3), at: 305)
        if let reverted { arm.add(.reverted(path: "method[0]", kind: "crash"), at: reverted) }
        return arm
    }

    @Test func undisturbedIsNullAndNeverZero() {
        let recovery = Judging.recovery(crashed())
        #expect(recovery.injected == ArmBuilder.instant(305))
        #expect(recovery.timeToSymptom == nil)
        #expect(recovery.timeToRecover == nil)
        #expect(recovery.timeToFirstSuccess == nil)
        #expect(!recovery.isCensored && !recovery.isDisturbed && !recovery.isUndetected)
        #expect(recovery.lostRequests == 0)
        #expect(recovery.depth == 1)
        #expect(recovery.observedFor == .seconds(3600 - 305))
    }

    @Test func nothingInjectedMeasuresNothing() {
        var arm = ArmBuilder(.guarded)
        arm.answered(0, of: SmallFleet.get, from: 100, to: 200)
        let recovery = Judging.recovery(arm)
        #expect(recovery.injected == nil)
        #expect(recovery.timeToSymptom == nil && recovery.lostRequests == 0)
    }

    @Test func everyInstantIsMeasuredFromInjected() {
        var arm = crashed(revertedAt: 905)
        arm.add(.seen(alarm: "early", by: "on-call"), at: 200)
        arm.add(.seen(alarm: "gets", by: "on-call"), at: 405)
        arm.add(.responded(path: "response[0]", alarm: "gets", summary: "restart"), at: 505)
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        arm.answered(0, of: SmallFleet.get, from: 320, to: 1005)
        arm.answered(0.9, of: SmallFleet.get, from: 1010, to: 1200)
        let recovery = Judging.recovery(arm)
        #expect(recovery.timeToSymptom == .seconds(5))
        #expect(recovery.timeToDetect == .seconds(100))
        #expect(recovery.timeToRespond == .seconds(200))
        #expect(recovery.timeToFirstSuccess == .seconds(1010 - 305))
        #expect(recovery.timeToRecover == .seconds(1200 - 305))
        #expect(recovery.timeToHeal == .seconds(1200 - 905))
        #expect(!recovery.rodeThrough && !recovery.isUndetected && !recovery.isCensored)
        #expect(recovery.depth == 0)
        #expect(recovery.lostRequests == 50 + 69 * 100 + 19 * 10)
    }

    @Test func theWindowThatContainsInjectedCounts() {
        var arm = crashed()
        arm.answered(0.2, of: SmallFleet.get, from: 300, to: 310)
        #expect(Judging.recovery(arm).timeToSymptom == .zero)
        #expect(Judging.recovery(arm).timeToRecover == .seconds(5))
    }

    @Test func aDisturbanceBeforeInjectedIsNotOurs() {
        var arm = crashed()
        arm.answered(0.2, of: SmallFleet.get, from: 290, to: 300)
        #expect(!Judging.recovery(arm).isDisturbed)
    }

    @Test func withoutAnAlarmSeenItIsUndetected() {
        var arm = crashed()
        arm.answered(0.2, of: SmallFleet.get, from: 310, to: 320)
        arm.add(.alarm(name: "gets", isRaised: true, reading: "20%"), at: 330)
        let recovery = Judging.recovery(arm)
        #expect(recovery.isUndetected)
        #expect(recovery.timeToDetect == nil)
    }

    @Test func goodputAboveZeroHasNoFirstSuccess() {
        var arm = crashed()
        arm.answered(0.01, of: SmallFleet.get, from: 310, to: 320)
        #expect(Judging.recovery(arm).timeToFirstSuccess == nil)
    }

    @Test func depthIsAgainstWhatWasNormalBefore() {
        var arm = crashed()
        arm.answered(0.8, of: SmallFleet.get, from: 0, to: 300)
        arm.answered(0.4, of: SmallFleet.get, from: 310, to: 320)
        #expect(abs(Judging.recovery(arm).depth - 0.5) < 1e-9)
    }

    @Test func aShortSpellInToleranceIsPartOfTheDisturbance() {
        var arm = crashed()
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        arm.answered(0.5, of: SmallFleet.get, from: 610, to: 620)
        let recovery = Judging.recovery(arm)
        #expect(recovery.timeToRecover == .seconds(620 - 305))
        #expect(recovery.relapses == 0)
    }

    @Test func aSpellAsLongAsSettleIsARecoveryAndThenARelapse() {
        var arm = crashed()
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        arm.answered(0.5, of: SmallFleet.get, from: 620, to: 630)
        let recovery = Judging.recovery(arm)
        #expect(recovery.timeToRecover == .seconds(630 - 305))
        #expect(recovery.relapses == 1)
    }

    @Test func recoveredBeforeRevertedRodeThrough() {
        var arm = crashed(revertedAt: 1800)
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        let recovery = Judging.recovery(arm)
        #expect(recovery.rodeThrough)
        #expect(recovery.timeToHeal == nil)
        #expect(recovery.timeToRecover == .seconds(15))
    }

    @Test func theRevertIsADisturbanceOfItsOwn() {
        var arm = crashed(revertedAt: 1803)
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        arm.answered(0.5, of: SmallFleet.get, from: 1800, to: 1850)
        let recovery = Judging.recovery(arm)
        #expect(recovery.rodeThrough)
        #expect(recovery.timeToHeal == nil)
        #expect(recovery.relapses == 1)
        #expect(recovery.timeToRecover == .seconds(1850 - 305))
    }

    @Test func inAllTheEarliestSymptomAndElseTheWorst() {
        var arm = crashed(revertedAt: 400)
        arm.answered(0, of: SmallFleet.get, from: 310, to: 500)
        arm.answered(0, of: SmallFleet.put, from: 330, to: 700)
        let all = Judging.verdict([arm]).main.recovery
        #expect(all.timeToSymptom == .seconds(5))
        #expect(all.timeToFirstSuccess == .seconds(700 - 305))
        #expect(all.timeToRecover == .seconds(700 - 305))
        #expect(all.timeToHeal == .seconds(300))
        #expect(all.lostRequests == 1900 + 3700)
        #expect(all.depth == 0)
    }

    @Test func theRollbackIsNotTheFleetsDoing() {
        var arm = crashed()
        arm.answered(0, of: SmallFleet.get, from: 310, to: 3000)
        arm.add(.phase(.rollback), at: 2000)
        arm.add(.reverted(path: "method[0]", kind: "crash"), at: 2000)
        let recovery = Judging.recovery(arm)
        #expect(recovery.isCensored && recovery.reverted == nil)
        #expect(recovery.observedFor == .seconds(2000 - 305))
        #expect(recovery.lostRequests == 169 * 100)
    }
}
