import FumbleJudge
import FumbleModel
import Testing

/// What a run measured of starts and service, from its tallies alone.
@Suite struct CalibrationTests {
    /// Each of 100 servers holds 50 MB and 100 objects of the index; four years of log are 126 MB.
    private static let fleet = SmallFleet.with(subsystems: [
        SubsystemSpec(
            name: "index", position: SmallFleet.position(1), minimum: .count(70), cells: nil,
            state: StateSpec(
                size: ByteCount(bytes: 1_000_000_000), objects: 2_000, growth: nil, rehearsed: nil,
                log: ByteRate(bytesPerSecond: 20), copies: 5),
            restart: RestartSpec(
                boot: .seconds(40), load: ByteRate(bytesPerSecond: 1_000_000), verify: nil,
                replay: nil, warm: .zero, atOnce: nil, slowedAbove: 4, fails: .none),
            servesFrom: .percent(70), needs: .none, slots: 8),
        SmallFleet.subsystem("billing", minimum: 50, toStart: [SmallFleet.index]),
    ])

    private func calibrated(_ arms: [ArmBuilder]) -> Calibration {
        let header = RunHeader(
            id: "1", experiment: "small", experimentHash: "", fleetKind: "processes", seed: 1,
            build: "0", inputs: [])
        let run = Run(header: header, status: .completed, arms: arms.map(\.run))
        return Calibration(of: run, Judging.plan(fleet: Self.fleet))
    }

    private func fits(_ arm: ArmBuilder, of subsystem: SubsystemID = SmallFleet.index) -> [String] {
        let found = calibrated([arm]).subsystems.first { $0.subsystem == subsystem }
        return (found?.fits ?? []).map {
            "\($0.phase) \($0.value) n \($0.measured.count) mean \($0.measured.mean) "
                + "sd \($0.measured.standardDeviation)"
        }
    }

    private func entered(_ phase: StartPhase, _ servers: Int) -> FleetEvent.What {
        .phase(subsystem: SmallFleet.index, phase: phase, servers: servers)
    }

    private func serve(_ servers: Int) -> FleetEvent.What {
        .serving(subsystem: SmallFleet.index, servers: servers)
    }

    @Test func everyPhaseIsTimedFromOneTallyToTheNext() {
        var arm = ArmBuilder(.guarded)
        arm.add(fleet: serve(97), at: 100)
        arm.add(fleet: entered(.boot, 3), at: 110)
        arm.add(fleet: entered(.load, 1), at: 112)
        arm.add(fleet: entered(.load, 2), at: 115)
        arm.add(fleet: entered(.verify, 3), at: 119)
        arm.add(fleet: entered(.replay, 3), at: 129)
        arm.add(fleet: entered(.warm, 3), at: 139)
        arm.add(fleet: serve(100), at: 146)
        #expect(
            fits(arm) == [
                "boot time(4s) n 3 mean 4s sd 1.732051s",
                "load bytes(10 MB/s) n 3 mean 5s sd 1.732051s",
                "verify objects(10/s) n 3 mean 10s sd 0s",
                "replay bytes(12.614411 MB/s) n 3 mean 10s sd 0s",
                "warm time(7s) n 3 mean 7s sd 0s",
            ])
    }

    /// A crowd of eight is twice as slow as four by the file, and ten are slower still.
    @Test func aCrowdIsTakenOutAndSoAreThoseWhoWait() {
        var arm = ArmBuilder(.unguarded)
        arm.add(fleet: serve(0), at: 100)
        arm.add(fleet: entered(.boot, 8), at: 110)
        arm.add(fleet: entered(.boot, 2), at: 130)
        arm.add(fleet: serve(8), at: 190)
        arm.add(fleet: serve(10), at: 200)
        #expect(fits(arm) == ["boot time(37.6s) n 10 mean 37.6s sd 5.059644s"])
        var held = ArmBuilder(.unguarded)
        held.add(fleet: serve(0), at: 100)
        held.add(fleet: entered(.boot, 2), at: 110)
        held.add(fleet: entered(.boot, 2), at: 160)
        held.add(fleet: serve(4), at: 200)
        #expect(fits(held) == ["boot time(40s) n 2 mean 40s sd 0s"])
    }

    @Test func aBootThatWaitsForWhatItNeedsHasNotBegun() {
        var arm = ArmBuilder(.unguarded)
        let billing = SmallFleet.billing
        arm.add(fleet: .serving(subsystem: billing, servers: 58), at: 100)
        arm.add(fleet: .phase(subsystem: billing, phase: .boot, servers: 2), at: 110)
        arm.add(fleet: .began(subsystem: SmallFleet.index), at: 150)
        arm.add(fleet: .serving(subsystem: billing, servers: 60), at: 153)
        #expect(fits(arm, of: billing) == ["boot time(3s) n 2 mean 3s sd 0s"])
    }

    /// What else a server carries may keep it from serving.
    @Test func whoSaysThatItIsReadyIsTimedUntilThen() {
        var arm = ArmBuilder(.guarded)
        let ready = FleetEvent.What.milestone(
            subsystem: SmallFleet.index, name: MilestoneSpec.ready, servers: 1)
        arm.add(fleet: serve(98), at: 100)
        arm.add(fleet: entered(.boot, 2), at: 110)
        arm.add(fleet: ready, at: 115)
        arm.add(fleet: serve(99), at: 125)
        arm.add(fleet: serve(100), at: 117)
        #expect(fits(arm) == ["boot time(6s) n 2 mean 6s sd 1.414214s"])
    }

    @Test func whatHasNoAmountIsWarmingUp() {
        var arm = ArmBuilder(.guarded)
        let billing = SmallFleet.billing
        arm.add(fleet: .serving(subsystem: billing, servers: 59), at: 100)
        arm.add(fleet: .phase(subsystem: billing, phase: .boot, servers: 1), at: 110)
        arm.add(fleet: .phase(subsystem: billing, phase: .load, servers: 1), at: 113)
        arm.add(fleet: .phase(subsystem: billing, phase: .warm, servers: 1), at: 115)
        arm.add(fleet: .serving(subsystem: billing, servers: 60), at: 119)
        #expect(
            fits(arm, of: billing) == [
                "boot time(3s) n 1 mean 3s sd 0s", "warm time(6s) n 1 mean 6s sd 0s",
            ])
        #expect(calibrated([arm]).subsystems.first?.fits.last?.includes == [.load])
    }

    private func asked(
        _ p50: Int64, _ p84: Int64?, _ p99: Int64, count: Int = 900, late: Int = 0
    ) -> LoadRecord {
        let never = LengthSpread(count: 0, p50: .zero, p99: .zero, longest: .zero)
        let latency = LengthSpread(
            count: count, p50: .milliseconds(p50), p84: p84.map { .milliseconds($0) },
            p99: .milliseconds(p99), longest: .seconds(9))
        return LoadRecord(
            lateness: never,
            operations: [
                .init(
                    operation: OperationID(0), requests: 1_000, late: late, bound: .zero,
                    latency: latency)
            ])
    }

    private func service(_ records: LoadRecord...) -> [String] {
        let arms = records.enumerated().map { place, record in
            var arm = ArmBuilder(Arm.allCases[place])
            arm.add(fleet: .asked(record), at: 100)
            return arm
        }
        return calibrated(arms).operations.map {
            "\($0.operation.index) n \($0.measured.count) mean \($0.measured.mean) "
                + "sd \($0.measured.standardDeviation)"
        }
    }

    /// Lognormal with median 10 ms and sigma 0.5: 84 % lie below 16.44 ms, 99 % below 32 ms, the mean is
    /// 11.33 ms and the deviation 6.04 ms. What a fault did to the last of them changes nothing.
    @Test func serviceIsFittedToWhatRealClientsWaited() {
        #expect(service(asked(10, 10, 4_000)) == ["0 n 900 mean 10ms sd 0s"])
        let fitted = calibratedService(asked(1_000, 1_644, 60_000))
        #expect(abs(fitted.mean - 1.133) < 0.001)
        #expect(abs(fitted.deviation - 0.604) < 0.002)
        let byTail = calibratedService(asked(1_000, nil, 3_200))
        #expect(abs(byTail.mean - 1.133) < 0.002)
        #expect(service(asked(30, 30, 40), asked(10, 10, 40)) == ["0 n 900 mean 10ms sd 0s"])
        #expect(service(asked(0, 0, 0, count: 0)) == [])
    }

    /// The quantile at 84 % is a fault's, if it held up a fifth of all: the mean of what would be lognormal
    /// is then hours, or no number at all.
    @Test func answersTooFarApartHaveAMedianAndNoMean() {
        #expect(service(asked(1, 2_600, 4_000)) == ["0 n 900 mean 1ms sd 0s"])
        #expect(service(asked(0, 30_000, 30_000)) == ["0 n 900 mean 0s sd 0s"])
        #expect(service(asked(1, nil, 900_000_000)) == ["0 n 900 mean 1ms sd 0s"])
        #expect(calibrated([arm(asked(1, 2_600, 4_000))]).operations.map(\.isMedian) == [true])
        #expect(calibrated([arm(asked(1, 7, 4_000))]).operations.map(\.isMedian) == [false])
    }

    @Test func whatLateClientsWaitedIsNoService() {
        #expect(service(asked(10, 10, 40, late: 11)) == [])
        let other = service(asked(10, 10, 40, late: 11), asked(30, 30, 40))
        #expect(other == ["0 n 900 mean 30ms sd 0s"])
        let late = calibrated([arm(asked(10, 10, 40, late: 11))])
        #expect(late.isEmpty && late.late == [OperationID(0)])
        #expect(calibrated([arm(asked(10, 10, 40, late: 10))]).late == [])
    }

    private func arm(_ record: LoadRecord) -> ArmBuilder {
        var arm = ArmBuilder(.guarded)
        arm.add(fleet: .asked(record), at: 100)
        return arm
    }

    private func calibratedService(_ record: LoadRecord) -> (mean: Double, deviation: Double) {
        var arm = ArmBuilder(.guarded)
        arm.add(fleet: .asked(record), at: 100)
        let measured = calibrated([arm]).operations.first?.measured
        return (measured?.mean.seconds ?? 0, measured?.standardDeviation.seconds ?? 0)
    }

    @Test func aRunInWhichNothingStartedGivesNothing() {
        var arm = ArmBuilder(.guarded)
        arm.add(fleet: serve(97), at: 100)
        #expect(calibrated([arm]).isEmpty)
    }
}
