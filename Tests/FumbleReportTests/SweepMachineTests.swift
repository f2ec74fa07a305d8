import FumbleJudge
import FumbleModel
import Testing

@testable import FumbleReport

/// What machines read of sweeps in which runs had not recovered when they ended.
@Suite struct SweepMachineTests {
    private func seed(
        _ seed: UInt64, recover: Int64?, varied: [Plan.Input] = [],
        status: RunStatus = .completed, deviating path: String? = nil
    ) -> SeedVerdict {
        let recovery = Recovery(
            injected: .start, reverted: nil, timeToSymptom: .seconds(10), timeToDetect: nil,
            isUndetected: true, timeToRespond: nil, timeToFirstSuccess: .seconds(7),
            timeToRecover: recover.map { .seconds($0) }, timeToHeal: nil, rodeThrough: false,
            lostRequests: 3, depth: 0, isCensored: recover == nil, observedFor: .seconds(900),
            unrecoveredFor: recover == nil ? .seconds(700) : nil, relapses: 0)
        return SeedVerdict(
            seed: seed, status: status, outcome: path == nil ? .confirmed : .deviated,
            headline: path == nil ? "" : "Seed \(seed) did.",
            deviations: path.map { [$0] } ?? [], recovery: recovery,
            byOperation: [OperationRecovery(operation: "put", recovery: recovery)], events: 1,
            eventsHash: 1, folder: nil, notAsked: [], varied: varied, promisesBroken: [],
            guards: [],
            places: path.map {
                [$0: SourcePosition(file: "drills/one.yaml", line: 12, column: 5)]
            } ?? [:])
    }

    private func report(_ seeds: [SeedVerdict], varied: [VariedInput] = []) -> SweepReport {
        let header = SweepHeader(
            experiment: "drill", experimentHash: "h", build: "0.1.0", fleetKind: "simulated",
            inputs: [], varied: varied, isSwarm: false, operations: ["put"], responds: false,
            method: [MethodPart(name: "method", digest: "m")])
        return SweepReport(SweepJudge(header).judge(seeds, asked: 1...10)) { _, _ in "again" }
    }

    private func values(_ metrics: [FumbleReport.Metric], _ name: String) -> [String] {
        metrics.filter { $0.name == name }.map { metric in
            (metric.labels.dropFirst().map { "\($0.name)=\($0.value)" } + ["\(metric.value)"])
                .joined(separator: " ")
        }
    }

    /// Four recover after 100 to 400 s and six do not: the median is beyond what was watched.
    @Test func quantilesCountRunsThatDidNotRecover() throws {
        let seeds = (1...10).map { seed(UInt64($0), recover: $0 <= 4 ? Int64($0) * 100 : nil) }
        let report = report(seeds)
        #expect(values(report.metrics, "sweep_time_to_recover_seconds") == [])
        #expect(
            values(report.metrics, "sweep_time_to_recover_censored_seeds")
                == ["operation=put 6.0"])
        let recover = #""time_to_recover_s":{"min":100,"median":null,"max":400,"seeds":4,"#
        let rest = #""p90":null,"p99":null,"worst":null,"censored":6}"#
        #expect(report.value.compact.contains(recover + rest))
        let most = self.report(
            (1...10).map { self.seed(UInt64($0), recover: $0 <= 6 ? Int64($0) * 100 : nil) })
        #expect(
            values(most.metrics, "sweep_time_to_recover_seconds")
                == ["operation=put at=median 500.0"])
    }

    @Test func variedInputsAreLabels() {
        let inputs = [VariedInput(name: "removal-rate", values: ["1", "2"])]
        let seeds = ["1", "2"].map {
            seed(
                1, recover: $0 == "1" ? 100 : 200,
                varied: [.init(name: "removal-rate", value: $0)])
        }
        let found = values(
            report(seeds, varied: inputs).metrics, "sweep_time_to_recover_seconds")
        #expect(found.contains("input_removal_rate=1 operation=put at=median 100.0"))
        #expect(found.contains("input_removal_rate=2 operation=put at=worst 200.0"))
        #expect(found.count == 8)
    }

    @Test func samplesHaveTheVariedInputsAndEveryMilestone() throws {
        let inputs = [VariedInput(name: "rate", values: ["1", "2"])]
        let seeds = ["1", "2"].map {
            seed(1, recover: $0 == "1" ? 100 : nil, varied: [.init(name: "rate", value: $0)])
        }
        let samples = report(seeds, varied: inputs).samples
        func cells(_ name: String) throws -> [String] {
            let place = try #require(samples.columns.firstIndex(of: name), "\(name)")
            return samples.rows.map { $0[place] }
        }
        #expect(try cells("input.rate") == ["1", "2"])
        #expect(try cells("time_to_recover_s") == ["100", ""])
        #expect(try cells("not_recovered_before_s") == ["", "700"])
        #expect(try cells("time_to_first_success_s") == ["7", "7"])
        for milestone in Milestone.allCases {
            let found = try cells("put.\(milestone.key)_s")
            #expect(try found == cells("\(milestone.key)_s"))
        }
    }

    /// One annotation for all seeds that deviated alike, on the line that asks for it.
    @Test func annotationsAreOfGroupsAndNameTheFile() {
        let path = "expect.promises.index"
        let seeds =
            (1...3).map { seed($0, recover: 9, deviating: path) }
            + [
                seed(4, recover: 9),
                seed(5, recover: nil, status: .failed(reason: "no room")),
                seed(6, recover: nil, status: .failed(reason: "no air")),
            ]
        let text = GitHubFormat().render(report(seeds).overview, style: .plain)
        #expect(
            text.split(separator: "\n").dropFirst() == [
                "::error file=drills/one.yaml,line=12,col=5,title=deviated%3A \(path)%2C 3 of 6 runs"
                    + "::seed 1: Seed 1 did.; again: again",
                "::warning title=inconclusive%3A 2 of 6 runs failed::seed 5: no room",
            ])
    }

    /// What a sweep keeps of a run is read again, with its places.
    @Test func placesOfDeviationsAreKept() {
        let line = SeedJSON.line(seed(1, recover: 9, deviating: "expect.promises.index"))
        #expect(
            line.contains(
                #""deviated_at":{"expect.promises.index":"drills/one.yaml:12:5"}"#))
        #expect(
            SourcePosition("a:b.yaml:12:5")
                == SourcePosition(file: "a:b.yaml", line: 12, column: 5))
        for text in ["", "a", "a:1", "a:0:1", "a:1:x"] { #expect(SourcePosition(text) == nil) }
    }
}
