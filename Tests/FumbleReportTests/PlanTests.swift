import Foundation
import FumbleModel
import Testing

@testable import FumbleReport

struct PlanTests {
    private let view = PlanView(
        experiment: "s3-2017-mistyped-removal", claim: "One wrong digit breaks nothing.",
        fleet: "object-store", servers: 1_000, arms: [.meant, .guarded, .unguarded],
        settle: .minutes(5), horizon: .hours(8),
        steps: [
            PlanView.Step(
                path: "method[0]", position: SampleVerdicts.place(line: 18),
                start: .at(.minutes(5)),
                text: "fleetctl remove --env prod --subsystem billing --count 44", servers: 44,
                bySubsystem: [
                    PlanView.Count(subsystem: "index", servers: 44),
                    PlanView.Count(subsystem: "billing", servers: 44),
                ],
                guards: ["floor", "rate"], error: nil,
                after: [
                    PlanView.Capacity(subsystem: "index", serving: 56, full: 100, minimum: 70),
                    PlanView.Capacity(subsystem: "storage", serving: 900, full: 900, minimum: 720),
                ]),
            PlanView.Step(
                path: "method[1]", position: SampleVerdicts.place(line: 22),
                start: .after(.seconds(90)), text: "fleetctl remvoe", servers: nil,
                bySubsystem: [], guards: [], error: "the playbook does not know it", after: []),
        ],
        restarts: [
            PlanView.Restart(
                subsystem: "index", servers: 100, atOnce: 40, waves: 3,
                phases: [
                    PlanView.Phase(name: "boot", length: .seconds(45)),
                    PlanView.Phase(name: "load", length: .minutes(12)),
                ],
                full: .minutes(216), rehearsalRatio: 6.5536,
                forecasts: [
                    PlanView.Forecast(
                        inYears: 0, full: .minutes(216), mostly: "load", rehearsalRatio: 6.5536),
                    PlanView.Forecast(
                        inYears: 4, full: .hours(20), mostly: "verify", rehearsalRatio: 42.9),
                ],
                like: PlanView.Source(name: "scuba-disk", url: "https://example.org/scuba")),
            PlanView.Restart(
                subsystem: "storage", servers: 900, atOnce: nil, waves: 1, phases: [],
                full: .minutes(1), rehearsalRatio: nil,
                forecasts: [
                    PlanView.Forecast(
                        inYears: 0, full: .minutes(1), mostly: nil, rehearsalRatio: nil)
                ]),
        ],
        startCircles: [["index", "placement"]],
        caches: [
            PlanView.Cache(
                cache: "cache", protects: "index", warm: Frequency(perSecond: 7.125),
                cold: Frequency(perSecond: 2_142.5), capacity: Frequency(perSecond: 900)),
            PlanView.Cache(
                cache: "hints", protects: "placement", warm: Frequency(perSecond: 10),
                cold: Frequency(perSecond: 25), capacity: Frequency(perSecond: 400)),
        ],
        warnings: [
            PlanView.Warning(
                position: SampleVerdicts.place(line: 9), text: "nothing stops it on processes")
        ], automation: ["reaper, every 10m from 2m: add-servers of index"])

    @Test func aPlanIsAsRecorded() throws {
        try Golden(name: "plan.text").expect(PlanReport(view).text(style: .plain))
        try Golden(name: "plan.json").expect(PlanReport(view).json)
    }

    @Test func aPlanHasAllItsKeys() throws {
        let read = try JSONSerialization.jsonObject(with: Data(PlanReport(view).json.utf8))
        let plan = try #require(read as? [String: Any])
        #expect(
            plan.keys.sorted() == [
                "arms", "automation", "caches", "claim", "experiment", "fleet", "horizon_s",
                "measures", "processes", "restarts", "schema", "servers", "settle_s",
                "start_circles", "steps", "traffic", "warnings",
            ])
    }

    @Test func theRunsOnDiskAreListed() {
        let header = RunHeader(
            id: "20261122T074148Z-1", experiment: "mistyped-removal", experimentHash: "abc",
            fleetKind: "simulated", seed: 1, build: "0.1.0", inputs: [])
        let list = RunListReport([
            KeptRun(
                experiment: "mistyped-removal", id: "20261122T074148Z-1", header: header,
                status: .completed, outcome: .confirmed, headline: "Refused in 40 ms.",
                trouble: nil, files: nil),
            KeptRun(
                experiment: "crash", id: "20261122T080000Z-2", header: nil, status: nil,
                outcome: nil, headline: nil, trouble: "run.json is missing", files: nil),
            KeptRun(
                experiment: "crash", id: "20261122T090000Z-3", header: nil, status: .completed,
                outcome: nil, headline: nil, trouble: KeptRun.notJudged, files: nil),
        ])
        #expect(
            list.text(style: .plain) == """
                  confirmed     mistyped-removal
                                20261122T074148Z-1, 2026-11-22 07:41:48, seed 1
                                Refused in 40 ms.
                  cut off       crash
                                20261122T080000Z-2, 2026-11-22 08:00:00
                                not whole: run.json is missing
                  not judged    crash
                                20261122T090000Z-3, 2026-11-22 09:00:00

                """)
        #expect(
            list.json.hasPrefix(
                """
                {
                  "schema": "fumble.runs/1",
                  "runs": [
                    {
                      "run": "20261122T074148Z-1",
                """))
        #expect(RunListReport([]).text(style: .plain) == "No runs yet.\n")
    }

    @Test func theSummaryCountsWhatDidNotComplete() {
        let summary = SummaryReport([
            .init(experiment: "a", outcome: .confirmed, status: nil, headline: "Held."),
            .init(experiment: "b", outcome: .inconclusive, status: "stopped", headline: "No."),
            .init(experiment: "c", outcome: nil, status: nil, headline: "2 mistakes"),
        ])
        #expect(summary.counts == "3 experiments: 1 confirmed, 1 stopped, 1 not run")
    }
}
