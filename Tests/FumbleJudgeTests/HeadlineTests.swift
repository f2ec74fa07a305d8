import FumbleModel
import Testing

@Suite struct HeadlineTests {
    private static let long = TimeSpan.hours(8)
    private static let injected = 300.0

    /// 44 servers go at 5 min; both operations are down, and back at their published minutes.
    private func outage(_ arm: Arm) -> ArmBuilder {
        var outage = ArmBuilder(arm, lasting: Self.long)
        outage.type()
        outage.remove(44, leaving: 56)
        func minutes(_ count: Double) -> Double { Self.injected + count * 60 }
        outage.answered(0, of: SmallFleet.get, from: Self.injected, to: minutes(169))
        outage.answered(0.7, of: SmallFleet.get, from: minutes(169), to: minutes(221))
        outage.answered(0, of: SmallFleet.put, from: Self.injected, to: minutes(257))
        return outage
    }

    private func guarded(
        servers: Int = 44, _ tell: (inout ArmBuilder) -> Void
    ) -> ArmBuilder {
        var arm = ArmBuilder(.guarded, lasting: Self.long)
        arm.type(count: servers)
        tell(&arm)
        return arm
    }

    private func refused() -> ArmBuilder {
        guarded {
            $0.decide("rate", .hold(until: ArmBuilder.instant(600), reason: "2 per 5m"), in: 15)
            $0.decide("floor", .refuse(reason: "index would fall to 56"))
            $0.add(.ended(command: 0, servers: 0, how: .refused), at: Self.injected)
        }
    }

    @Test func theOneThatTheProjectIsKnownFor() {
        var meant = ArmBuilder(.meant, lasting: Self.long)
        meant.type(count: 4)
        meant.remove(4, leaving: 96)
        let verdict = Judging.verdict([meant, refused(), outage(.unguarded)])
        #expect(
            verdict.headline
                == "Refused in 40 ms. Without the floor: GET down 169 min, PUT whole after 257 min."
        )
        #expect(verdict.outcome == .confirmed)
    }

    @Test func oneArmTellsEveryOperation() {
        #expect(
            Judging.verdict([outage(.unguarded)]).headline
                == "GET down 169 min, whole after 221 min. PUT whole after 257 min.")
    }

    @Test func oneOperationAlone() {
        var arm = ArmBuilder(.unguarded)
        arm.type()
        arm.answered(0, of: SmallFleet.get, from: 300, to: 480)
        arm.answered(0.5, of: SmallFleet.get, from: 480, to: 600)
        #expect(
            Judging.verdict([refused(), arm]).headline
                == "Refused in 40 ms. Without the floor: GET down 3 min, whole after 5 min.")
        #expect(Judging.verdict([arm]).headline == "GET down 3 min, whole after 5 min.")
    }

    @Test func neverDownIsBelowTolerance() {
        var arm = ArmBuilder(.unguarded)
        arm.type()
        arm.answered(0.5, of: SmallFleet.get, from: 330, to: 530)
        #expect(Judging.verdict([arm]).headline == "GET below tolerance for 3 min 20 s.")
    }

    @Test func severalThatRefusedAreTheGuards() {
        var arm = refused()
        arm.decide("rate", .refuse(reason: "no"), in: 70)
        #expect(
            Judging.verdict([arm, outage(.unguarded)]).headline
                == "Refused in 70 ms. Without the guards: GET down 169 min, PUT whole after 257 min."
        )
    }

    @Test func nothingWouldHaveBroken() {
        var harmless = ArmBuilder(.unguarded)
        harmless.type()
        #expect(
            Judging.verdict([refused(), harmless]).headline
                == "Refused in 40 ms. Without the guards: nothing would have broken.")
    }

    @Test func onlyAPromiseWouldHaveBroken() {
        var quiet = ArmBuilder(.unguarded)
        quiet.type()
        quiet.remove(44, leaving: 56)
        #expect(
            Judging.verdict([refused(), quiet]).headline
                == "Refused in 40 ms. Without the floor: index fell to 56 of 100, minimum 70, "
                + "and clients noticed nothing.")
    }

    @Test func clampedAndPaced() {
        let clamped = guarded {
            $0.decide("floor", .clamp(to: 30, reason: "30 at most"))
            $0.remove(30, leaving: 70)
        }
        #expect(
            Judging.verdict([clamped, outage(.unguarded)]).headline
                == "Clamped to 30 of 44 in 40 ms. Without the floor: GET down 169 min, "
                + "PUT whole after 257 min.")
        let paced = guarded {
            $0.decide("rate", .hold(until: ArmBuilder.instant(900), reason: ""), stage: .batch)
            $0.remove(22, at: 600, leaving: 78, ending: nil)
            $0.remove(22, at: 1200, leaving: 78)
        }
        #expect(
            Judging.verdict([paced, outage(.unguarded)]).headline
                == "Paced: 44 servers in 15 min. Without the rate: GET down 169 min, "
                + "PUT whole after 257 min.")
    }

    @Test func letThroughWithAndWithoutHarm() {
        let harmless = guarded { $0.decide("floor", .allow) }
        #expect(
            Judging.verdict([harmless, outage(.unguarded)]).headline
                == "Let through. Clients noticed nothing.")
        var harmful = outage(.guarded)
        harmful.decide("floor", .allow)
        #expect(
            Judging.verdict([harmful, outage(.unguarded)]).headline
                == "Guard broke: floor let it through, and index fell to 56 of 100, minimum 70. "
                + "GET down 169 min, whole after 221 min. PUT whole after 257 min.")
    }

    @Test func pacedAndCancelled() {
        let arm = guarded {
            $0.decide("rate", .hold(until: ArmBuilder.instant(900), reason: ""), stage: .batch)
            $0.remove(4, at: 600, leaving: 96, ending: nil)
            $0.add(.ended(command: 0, servers: 4, how: .cancelled), at: 900)
        }
        #expect(
            Judging.verdict([arm]).headline == "Paced to 4 of 44 in 5 min, then cancelled.")
    }

    /// A command about data is about no servers, and nothing of it is paced.
    @Test func putOff() {
        let held = guarded(servers: 0) {
            $0.decide("rate", .hold(until: ArmBuilder.instant(3900), reason: ""))
            $0.add(.ended(command: 0, servers: 0, how: .cancelled), at: 900)
        }
        #expect(Judging.verdict([held]).headline == "Put off for 60 min, then cancelled.")
    }

    @Test func onlyAPaceWouldHaveBeenBroken() {
        let paced = guarded {
            $0.decide("rate", .hold(until: ArmBuilder.instant(900), reason: ""), stage: .batch)
            $0.remove(44, at: 600, leaving: 100)
        }
        var quiet = ArmBuilder(.unguarded)
        quiet.type()
        quiet.remove(44, leaving: 100)
        #expect(
            Judging.verdict([paced, quiet]).headline
                == "Paced: 44 servers in 5 min. Without the rate: pace reached 44 servers, "
                + "at most 2, and clients noticed nothing.")
    }

    @Test func whereThereIsNoGuardNothingIsLetThrough() {
        let arm = outage(.guarded)
        #expect(
            Judging.verdict([arm], of: Judging.plan(fleet: SmallFleet.unguarded)).headline
                == "GET down 169 min, whole after 221 min. PUT whole after 257 min.")
        #expect(Judging.verdict([arm]).headline.hasPrefix("No guard was asked. GET down 169 min"))
        let slow = guarded {
            $0.decide("rate", .allow)
            $0.answered(0.5, of: SmallFleet.get, from: 330, to: 530)
        }
        #expect(
            Judging.verdict([slow]).headline
                == "Let through. GET below tolerance for 3 min 20 s.")
    }

    @Test func theParserAndTheOtherEnvironment() {
        var parser = ArmBuilder(.guarded)
        parser.add(
            .typed(
                command: 0, path: "method[0]", line: "remove", window: nil,
                resolved: .notUnderstood(reason: "no count")), at: 300)
        #expect(Judging.verdict([parser]).headline == "Refused by the parser.")
        #expect(Judging.verdict([parser]).main.hasBitten)
        var elsewhere = ArmBuilder(.guarded)
        elsewhere.add(
            .typed(
                command: 0, path: "method[0]", line: "remove", window: nil,
                resolved: .elsewhere(environment: "staging")), at: 300)
        #expect(
            Judging.verdict([elsewhere]).headline
                == "It went to staging: nothing reached this fleet.")
        #expect(!Judging.verdict([elsewhere]).main.hasBitten)
    }

    @Test func aRunThatWasNotCarriedOutSaysSo() {
        let stopped = Judging.verdict([], status: .stopped(reason: "gets-answered was 90%"))
        #expect(stopped.headline == "Stopped: gets-answered was 90%.")
        #expect(stopped.outcome == .inconclusive)
        #expect(stopped.findings.map(\.path) == ["steady-state"])
    }
}
