import FumbleJudge
import FumbleModel
import Testing

/// What must hold of any run whatever; the argument that is named is the seed to try again.
@Suite struct PropertyTests {
    private func random(_ seed: UInt64) -> [ArmBuilder] {
        Arm.allCases.map { arm in
            var stream = RandomStream(seed: seed, name: arm.rawValue)
            var builder = ArmBuilder(arm)
            if stream.unit() < 0.8 { builder.type(at: Double(stream.below(600))) }
            if stream.unit() < 0.5 { builder.decide("floor", .refuse(reason: "no")) }
            if stream.unit() < 0.5 { builder.decide("rate", .clamp(to: 3, reason: "3")) }
            for _ in 0..<stream.below(6) {
                builder.remove(
                    stream.below(5), at: Double(stream.below(3600)), leaving: stream.below(101))
            }
            if stream.unit() < 0.5 {
                let at = Double(stream.below(3600))
                builder.add(.injected(path: "method[1]", kind: "crash", servers: 1), at: at)
                builder.add(.reverted(path: "method[1]", kind: "crash"), at: min(at + 200, 3599))
            }
            for _ in 0..<stream.below(8) {
                let from = Double(stream.below(3600))
                builder.answered(
                    stream.unit() < 0.3 ? 0 : stream.unit(), of: OperationID(stream.below(2)),
                    from: from, to: from + Double(stream.below(900)),
                    offered: stream.unit() < 0.1 ? 0 : 100)
            }
            if stream.unit() < 0.3 {
                builder.add(.seen(alarm: "gets", by: "on-call"), at: Double(stream.below(3600)))
            }
            return builder
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func measuresAgreeWithEachOther(seed: UInt64) {
        let verdict = Judging.verdict(random(seed))
        for arm in verdict.arms {
            for recovery in arm.byOperation.map(\.recovery) + [arm.recovery] {
                #expect(recovery.lostRequests >= 0)
                #expect((0...1).contains(recovery.depth))
                let symptom = recovery.timeToSymptom ?? .zero
                #expect(symptom >= .zero)
                #expect(recovery.timeToRecover ?? symptom >= symptom)
                #expect(recovery.timeToHeal ?? .zero >= .zero)
                #expect(recovery.timeToRecover == nil || recovery.isDisturbed)
                #expect(
                    recovery.isDisturbed == (recovery.timeToRecover != nil || recovery.isCensored))
                #expect(!(recovery.isUndetected && recovery.timeToDetect != nil))
            }
            #expect(
                arm.recovery.lostRequests
                    == arm.byOperation.reduce(0) { $0 + $1.recovery.lostRequests })
        }
        for guardVerdict in verdict.guards {
            #expect(
                guardVerdict.asked == guardVerdict.allowed + guardVerdict.clamped
                    + guardVerdict.held + guardVerdict.refused)
            #expect(guardVerdict.beyondMeant >= 0 && guardVerdict.falseStops >= 0)
        }
        #expect(verdict.outcome == verdict.findings.map(\.outcome).max())
    }

    @Test(arguments: UInt64(0)..<50)
    func judgingTwiceIsTheSame(seed: UInt64) {
        let first = Judging.verdict(random(seed))
        let second = Judging.verdict(random(seed))
        #expect(first.headline == second.headline)
        #expect(first.findings == second.findings)
        #expect(first.guards.map(\.outcome) == second.guards.map(\.outcome))
        for (left, right) in zip(first.arms, second.arms) {
            #expect(left.byOperation == right.byOperation)
            #expect(left.recovery == right.recovery)
            #expect(left.promises == right.promises)
            #expect(left.timeline == right.timeline)
        }
    }
}
