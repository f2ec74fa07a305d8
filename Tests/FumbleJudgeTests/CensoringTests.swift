import FumbleJudge
import FumbleModel
import Testing

@Suite struct CensoringTests {
    private func crashed(lasting length: TimeSpan = .minutes(60)) -> ArmBuilder {
        var arm = ArmBuilder(.guarded, lasting: length)
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 3), at: 300)
        return arm
    }

    @Test func notRecoveredAtTheEndIsMoreThanNeverANumber() {
        var arm = crashed()
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 3600)
        let verdict = Judging.verdict([arm])
        #expect(verdict.main.byOperation[0].recovery.isCensored)
        #expect(verdict.main.byOperation[0].recovery.timeToRecover == nil)
        #expect(verdict.main.recovery.isCensored)
        #expect(verdict.main.recovery.timeToRecover == nil)
        #expect(verdict.headline == "GET not whole after 55 min.")
        #expect(verdict.outcome == .deviated)
    }

    /// Five minutes of settle: back at 55 min fits exactly, a window later does not.
    @Test(arguments: [(3300.0, true), (3310.0, false)])
    func settleMustFitBeforeTheEnd(back: Double, fits: Bool) {
        var arm = crashed()
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: back)
        let verdict = Judging.verdict([arm])
        #expect(verdict.main.recovery.isCensored == !fits)
        #expect(verdict.main.recovery.timeToRecover == (fits ? .seconds(3000) : nil))
        #expect(verdict.outcome == (fits ? .confirmed : .inconclusive))
        #expect(fits != verdict.findings.contains { $0.evidence.contains("settle did not fit") })
    }

    /// Well again at 55 min and 10 s, and not yet for five minutes at the end of the hour.
    @Test func wellAndNotSettledIsCensoredWhereItBecameWell() throws {
        var arm = crashed()
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 3310)
        let verdict = Judging.verdict([arm])
        let recovery = verdict.main.recovery
        #expect(recovery.isCensored && recovery.observedFor == .seconds(3300))
        #expect(recovery.unrecoveredFor == .seconds(3310 - 300))
        #expect(verdict.main.byOperation[0].recovery.unrecoveredFor == .seconds(3310 - 300))
        let observed = try #require(
            MilestoneJudge.observation(of: .recover, in: recovery, responds: false))
        #expect(observed.time == 3010 && observed.isCensored)
        #expect(verdict.headline == "GET not whole after 50 min.")
    }

    @Test func aRelapseThatDoesNotSettleIsCensored() {
        var arm = crashed()
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        arm.answered(0.5, of: SmallFleet.get, from: 3500, to: 3510)
        let recovery = Judging.recovery(arm)
        #expect(recovery.isCensored && recovery.timeToRecover == nil && recovery.relapses == 1)
    }

    @Test func windowsWithoutDataAreNeverInTolerance() {
        var arm = crashed()
        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        arm.answered(1, of: SmallFleet.get, from: 320, to: 1000, offered: 2)
        #expect(Judging.recovery(arm).timeToRecover == .seconds(700))
    }

    @Test func windowsWithoutDataNeitherDisturbNorUndoARecovery() {
        var arm = crashed()
        arm.answered(1, of: SmallFleet.get, from: 400, to: 500, offered: 0)
        #expect(!Judging.recovery(arm).isDisturbed)
        let verdict = Judging.verdict(
            [arm], of: Judging.plan(expect: [.undisturbed(SmallFleet.get)]))
        #expect(verdict.findings.first?.outcome == .inconclusive)
        #expect(verdict.findings.first?.evidence == "get: 10 windows had too few requests to say")

        arm.answered(0.5, of: SmallFleet.get, from: 310, to: 320)
        arm.answered(1, of: SmallFleet.get, from: 1000, to: 3600, offered: 0)
        arm.answered(1, of: SmallFleet.get, from: 400, to: 500)
        #expect(Judging.recovery(arm).timeToRecover == .seconds(20))
    }

    @Test func aLastWindowCutShortIsNotRead() {
        var arm = crashed(lasting: .seconds(3604))
        arm.answered(0, of: SmallFleet.get, from: 3600, to: 3604)
        let recovery = Judging.recovery(arm)
        #expect(!recovery.isDisturbed)
        #expect(recovery.lostRequests == 40)
    }

    @Test func aProbeOfTheSteadyStateDecidesForItsOperation() {
        let probe = SteadyStateProbe(
            name: "gets", position: SmallFleet.position(60),
            probe: ShareProbe(operation: SmallFleet.get, windows: 3),
            tolerance: AtLeast(limit: 0.9), operation: SmallFleet.get)
        var arm = crashed()
        arm.answered(0.95, of: SmallFleet.get, from: 300, to: 600)
        arm.answered(0.95, of: SmallFleet.put, from: 300, to: 600)
        arm.answered(0.4, of: SmallFleet.get, from: 1000, to: 1010)
        let verdict = Judging.verdict([arm], of: Judging.plan(probes: [probe]))
        #expect(verdict.main.byOperation[0].recovery.timeToSymptom == .seconds(700))
        #expect(verdict.main.byOperation[0].recovery.timeToRecover == .seconds(730))
        #expect(verdict.main.byOperation[1].recovery.timeToSymptom == .zero)
        #expect(verdict.findings.map(\.path).contains("steady-state.gets"))
    }
}
