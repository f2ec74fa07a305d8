import FumbleModel
import Testing

@Suite struct FindingTests {
    private func crashed(_ tell: (inout ArmBuilder) -> Void = { _ in }) -> ArmBuilder {
        var arm = ArmBuilder(.guarded)
        arm.add(.injected(path: "method[0]", kind: "crash", servers: 3), at: 300)
        tell(&arm)
        return arm
    }

    private func finding(_ what: Expected, _ arm: ArmBuilder) -> Finding? {
        Judging.verdict([arm], of: Judging.plan(expect: [what])).findings.first
    }

    private func outcome(
        _ measure: Measure, _ arm: ArmBuilder, atLeast: Double? = nil,
        atMost: Double? = nil
    ) -> Outcome? {
        finding(
            .measure(measure, of: SmallFleet.get, .init(atLeast: atLeast, atMost: atMost)), arm)?
            .outcome
    }

    @Test func aFaultThatNeverBitIsInconclusive() {
        let verdict = Judging.verdict(
            [ArmBuilder(.guarded)], of: Judging.plan(expect: [.promise("capacity", isKept: true)]))
        #expect(verdict.outcome == .inconclusive)
        #expect(verdict.findings.map(\.evidence) == ["nothing reached the fleet"])
        #expect(verdict.headline == "Nothing reached the fleet.")
    }

    @Test func aFaultThatStoodForNoTimeIsInconclusive() {
        let plan = Judging.plan(expect: [.undisturbed(SmallFleet.get)])
        let momentary = crashed {
            $0.add(.reverted(path: "method[0]", kind: "crash"), at: 300)
        }
        let verdict = Judging.verdict([momentary], of: plan)
        #expect(verdict.outcome == .inconclusive)
        let finding = verdict.findings.first { $0.path == "method[0]" }
        #expect(finding?.position == SmallFleet.position(39))
        #expect(
            finding?.evidence.hasPrefix("the crash fault was reverted as soon as it was injected")
                == true
        )
        #expect(verdict.headline == "The crash fault was reverted as soon as it was injected.")
        let lasting = crashed {
            $0.add(.reverted(path: "method[0]", kind: "crash"), at: 301)
        }
        #expect(Judging.verdict([lasting], of: plan).findings.map(\.path).last != "method[0]")
        #expect(Judging.verdict([lasting], of: plan).headline == "Clients noticed nothing.")
    }

    @Test func theWorstFindingSpeaks() {
        let arm = crashed {
            $0.add(fleet: .serving(subsystem: SmallFleet.index, servers: 69), at: 400)
        }
        let plan = Judging.plan(expect: [
            .promise("pace", isKept: true), .guardResult("no such", .held),
            .promise("capacity", isKept: true),
        ])
        let verdict = Judging.verdict([arm], of: plan)
        #expect(
            verdict.findings.prefix(3).map(\.outcome) == [.confirmed, .inconclusive, .deviated])
        #expect(verdict.outcome == .deviated)
    }

    @Test func evidenceTellsTheNumbersAndTheLine() {
        let arm = crashed {
            $0.add(fleet: .serving(subsystem: SmallFleet.index, servers: 56), at: 300)
            $0.add(fleet: .serving(subsystem: SmallFleet.index, servers: 100), at: 1500)
        }
        let finding = finding(.promise("capacity", isKept: true), arm)
        #expect(finding?.evidence == "index fell to 56 of 100, minimum 70, at 5m 0s for 20 min")
        #expect(finding?.position == SmallFleet.position(50))
        #expect(finding?.path == "expect[0]")
    }

    @Test func whatIsExpectedMayItselfBeBad() {
        let arm = crashed {
            $0.add(fleet: .serving(subsystem: SmallFleet.index, servers: 56), at: 400)
        }
        #expect(finding(.promise("capacity", isKept: false), arm)?.outcome == .confirmed)
        #expect(finding(.promise("capacity", isKept: false), crashed())?.outcome == .deviated)
        let verdict = Judging.verdict(
            [arm], of: Judging.plan(expect: [.guardResult("floor", .bypassed)]))
        #expect(verdict.outcome == .confirmed)
        #expect(!verdict.findings.map(\.path).contains("promises.capacity"))
    }

    @Test func promisesNobodyNamedAreToBeKept() {
        let arm = crashed {
            $0.add(fleet: .serving(subsystem: SmallFleet.index, servers: 56), at: 400)
        }
        let verdict = Judging.verdict([arm])
        let finding = verdict.findings.first { $0.path == "promises.capacity" }
        #expect(finding?.outcome == .deviated)
        #expect(finding?.position == SmallFleet.position(10))
        #expect(verdict.main.promises.map(\.promise) == ["capacity", "capacity", "pace"])
    }

    @Test func aProbeAboutNoOperationIsReadAtTheEnd() {
        let probe = SteadyStateProbe(
            name: "share", position: SmallFleet.position(61),
            probe: ShareProbe(operation: SmallFleet.get, windows: 2),
            tolerance: AtLeast(limit: 0.9), operation: nil)
        func last(_ arm: ArmBuilder) -> Finding? {
            Judging.verdict([arm], of: Judging.plan(probes: [probe])).findings.first {
                $0.path == "steady-state.share"
            }
        }
        #expect(last(crashed())?.outcome == .confirmed)
        let bad = last(crashed { $0.answered(0.5, of: SmallFleet.get, from: 3580, to: 3600) })
        #expect(bad?.outcome == .deviated)
        #expect(bad?.evidence == "goodput was 0.5 at the end, expected at least 0.9")
        let quiet = crashed {
            $0.answered(1, of: SmallFleet.get, from: 3580, to: 3600, offered: 0)
        }
        #expect(last(quiet)?.outcome == .inconclusive)
    }

    @Test func aGuardThatBrokeUnexpectedlyDeviates() {
        var arm = ArmBuilder(.guarded)
        arm.type()
        arm.decide("floor", .allow)
        arm.remove(44, leaving: 56)
        let named = Judging.verdict(
            [arm],
            of: Judging.plan(expect: [
                .guardResult("floor", .broke), .promise("capacity", isKept: false),
            ]))
        #expect(named.outcome == .confirmed)
        let unnamed = Judging.verdict(
            [arm], of: Judging.plan(expect: [.promise("capacity", isKept: false)]))
        #expect(unnamed.outcome == .deviated)
        #expect(unnamed.findings.map(\.path).contains("guards.floor"))
    }

    @Test func undisturbedIsExpectedOfOneOrAll() {
        let arm = crashed { $0.answered(0, of: SmallFleet.put, from: 400, to: 500) }
        #expect(finding(.undisturbed(SmallFleet.get), arm)?.outcome == .confirmed)
        #expect(finding(.undisturbed(SmallFleet.put), arm)?.outcome == .deviated)
        #expect(finding(.undisturbed(nil), arm)?.outcome == .deviated)
    }

    @Test func measuresAreHeldAgainstTheirRange() {
        let arm = crashed {
            $0.answered(0, of: SmallFleet.get, from: 310, to: 900)
            $0.add(.seen(alarm: "gets", by: "on-call"), at: 400)
        }
        #expect(outcome(.timeToRecover, arm, atMost: 600) == .confirmed)
        #expect(outcome(.timeToRecover, arm, atMost: 599) == .deviated)
        #expect(outcome(.timeToFirstSuccess, arm, atLeast: 600) == .confirmed)
        #expect(outcome(.timeToSymptom, arm, atLeast: 11) == .deviated)
        #expect(outcome(.timeToDetect, arm, atMost: 100) == .confirmed)
        #expect(outcome(.timeToRespond, arm, atMost: 100) == .deviated)
        #expect(outcome(.timeToHeal, arm, atMost: 100) == .inconclusive)
        #expect(outcome(.lostRequests, arm, atMost: 5900) == .confirmed)
        #expect(outcome(.depth, arm, atLeast: 0.1) == .deviated)
        #expect(outcome(.relapses, arm, atMost: 0) == .confirmed)
    }

    @Test func undisturbedMeetsAnyUpperBoundOfRecovery() {
        #expect(outcome(.timeToRecover, crashed(), atMost: 60) == .confirmed)
        #expect(outcome(.timeToRecover, crashed(), atLeast: 60) == .deviated)
        #expect(outcome(.timeToHeal, crashed(), atMost: 60) == .confirmed)
        #expect(outcome(.timeToFirstSuccess, crashed(), atMost: 60) == .confirmed)
        #expect(outcome(.timeToDetect, crashed(), atMost: 60) == .inconclusive)
        #expect(outcome(.timeToSymptom, crashed(), atLeast: 60) == .confirmed)
    }

    @Test func censoredDeviatesOnlyPastTheBound() {
        let arm = crashed { $0.answered(0.5, of: SmallFleet.get, from: 310, to: 3600) }
        #expect(outcome(.timeToRecover, arm, atMost: 3299) == .deviated)
        #expect(outcome(.timeToRecover, arm, atMost: 3301) == .inconclusive)
        #expect(outcome(.timeToRecover, arm, atLeast: 3000) == .confirmed)
        #expect(outcome(.timeToRecover, arm, atLeast: 4000) == .inconclusive)
    }

    @Test func aSpellThatDidNotSettleMayYetHaveBeenTheRecovery() {
        let arm = crashed { $0.answered(0.5, of: SmallFleet.get, from: 310, to: 3400) }
        #expect(outcome(.timeToRecover, arm, atMost: 3150) == .inconclusive)
        #expect(outcome(.timeToRecover, arm, atMost: 3050) == .deviated)
    }

    @Test func lostWritesAreCounted() {
        let arm = crashed {
            $0.add(fleet: .writesLost(subsystem: SmallFleet.index, objects: 3), at: 400)
        }
        #expect(finding(.writesLost(.init(atLeast: nil, atMost: 3)), arm)?.outcome == .confirmed)
        #expect(
            finding(.writesLost(.init(atLeast: nil, atMost: 2)), arm)?.evidence
                == "3 acknowledged writes were lost, expected at most 2")
    }

    private func load(late: Int) -> LoadRecord {
        let spread = LengthSpread(
            count: 1000, p50: .milliseconds(1), p99: .milliseconds(70), longest: .seconds(2))
        return LoadRecord(
            lateness: spread,
            operations: [
                LoadRecord.Asked(
                    operation: OperationID(0), requests: 1000, late: late,
                    bound: .milliseconds(50), latency: spread)
            ])
    }

    @Test func keysThatAreNotReadBackAreCountedAndNamed() {
        func arm(_ lost: [LostKey], unread: Int) -> ArmBuilder {
            crashed {
                $0.add(
                    fleet: .read(
                        WritesRead(acknowledged: 90, keys: 60, lost: lost, unread: unread)), at: 400
                )
            }
        }
        let none = Expectation.What.writesLost(.init(atLeast: nil, atMost: 0))
        #expect(finding(none, arm([], unread: 0))?.outcome == .confirmed)
        #expect(finding(none, arm([], unread: 2))?.outcome == .inconclusive)
        let lost = (0..<10).map { LostKey(key: "/k\($0)", found: .older) }
        let found = finding(none, arm(lost, unread: 2))
        #expect(found?.outcome == .deviated)
        #expect(
            found?.evidence.hasPrefix(
                "10 acknowledged writes were lost, expected at most 0; /k0 (an older one there), ")
                == true)
        #expect(
            found?.evidence.hasSuffix(" and 2 more; 2 of 60 keys could not be read back") == true)
        let silent = crashed { $0.add(fleet: .asked(load(late: 0)), at: 400) }
        #expect(finding(none, silent)?.outcome == .inconclusive)
    }

    /// Of a run that is stopped it is told in the rollback.
    @Test func howClientsAskedIsKnownOfAStoppedRunToo() {
        let arm = crashed {
            $0.add(.phase(.rollback), at: 400)
            $0.add(fleet: .asked(load(late: 0)), at: 400)
        }
        let verdict = Judging.verdict([arm], status: .stopped(reason: "gone"))
        #expect(verdict.main.load == load(late: 0))
    }

    @Test func aLateLoadIsInconclusiveAndBlamesNobody() {
        let kept = Judging.verdict([crashed { $0.add(fleet: .asked(load(late: 10)), at: 400) }])
        #expect(!kept.findings.contains { $0.evidence.contains("schedule") })
        let late = crashed { $0.add(fleet: .asked(load(late: 11)), at: 400) }
        let found = Judging.verdict([late]).findings.first { $0.evidence.contains("schedule") }
        #expect(found?.outcome == .inconclusive)
        #expect(
            found?.evidence.contains("11 of 1000 requests of get were sent more than 50 ms late")
                == true)
        let asked = Expectation.What.measure(
            .relapses, of: OperationID(0), .init(atLeast: 1, atMost: nil))
        let blamed = finding(asked, late)
        #expect(blamed?.outcome == .inconclusive)
        #expect(blamed?.evidence.hasSuffix("; but clients were late themselves") == true)
    }

    @Test func aRunCutShortIsNeverConfirmed() {
        let verdict = Judging.verdict([crashed()], status: .interrupted(signal: "SIGTERM"))
        #expect(verdict.outcome == .inconclusive)
        #expect(verdict.headline == "Interrupted by SIGTERM.")
    }

    @Test func aStartCircleIsToldWhereItDidNotComeBack() {
        let circle = SmallFleet.with(subsystems: [
            SmallFleet.subsystem("index", minimum: 70, toStart: [SmallFleet.billing]),
            SmallFleet.subsystem("billing", minimum: 50, toStart: [SmallFleet.index]),
        ])
        let arm = crashed {
            $0.add(fleet: .serving(subsystem: SmallFleet.index, servers: 0), at: 300)
            $0.answered(0, of: SmallFleet.get, from: 300, to: 3600)
        }
        let findings = Judging.verdict([arm], of: Judging.plan(fleet: circle)).findings
        #expect(findings.contains { $0.evidence.hasSuffix("; to start, index wait in a circle") })
    }
}
