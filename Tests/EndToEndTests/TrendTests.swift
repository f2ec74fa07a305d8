import Foundation
import Testing

/// `fumble list` and `fumble trend`: runs over time, as the real command tells them.
@Suite(.timeLimit(.minutes(30))) struct TrendTests {
    private static let baseline = "s3-2017/baseline.yaml"
    private static let fleet = "s3-2017/fleets/as-in-2017.yaml"

    private struct Trend: Decodable {
        let schema: String
        let series: [Series]
        let rehearsals: [Age]

        struct Series: Decodable {
            let fleet: String
            let runs: [Run]
            let changes: [Change]
            let stretches: [Stretch]
        }

        struct Run: Decodable {
            let run: String
            let value: Double
            let censored: Bool
        }

        struct Change: Decodable {
            let run: String
            let newBuild: Bool
            let newFiles: Bool
            let text: String
            let p: Double
        }

        struct Stretch: Decodable {
            let runs: Int
            let median: Double?
        }

        struct Age: Decodable, Equatable {
            let subsystem: String
            let daysAgo: Int?
            let run: String?
            let fleet: String?
            let grown: Double?
            let overdue: Bool
        }
    }

    private static func trend(_ outcome: Outcome) throws -> Trend {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Trend.self, from: Data(outcome.stdout.utf8))
    }

    @Test func aChangeIsToldWithItsRunAndItsFiles() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        for (month, share) in [("01", "75%"), ("05", "85%")] {
            try scene.write(
                scene.text(Self.fleet).replacingOccurrences(
                    of: "serves-from: 75%", with: "serves-from: \(share)"), to: Self.fleet)
            for day in 1...6 {
                try await scene.fumble(
                    "run", Self.baseline, "--seed", "\(day)", "--id",
                    "2026\(month)0\(day)T000000Z-\(day)")
            }
        }
        let asked = [
            "trend", "s3-2017-baseline", "--operation", "get", "--metric",
            "time-to-first-success", "--today", "2026-12-01",
        ]
        let ended = try await scene.run(Checkout.binary, asked + ["--format", "json"])
        #expect(ended.status == 0)
        #expect(ended.stderr == "")
        let trend = try Self.trend(ended)
        #expect(trend.schema == "fumble.trend/1")
        let series = try #require(trend.series.first)
        #expect(series.fleet == "simulated")
        #expect(series.runs.count == 12)
        #expect(series.stretches.map(\.runs) == [6, 6])
        let change = try #require(series.changes.first)
        #expect(series.changes.count == 1)
        #expect(change.run == "20260501T000000Z-1")
        #expect(change.newFiles && !change.newBuild)
        let (before, after) = (
            series.runs.prefix(6).map(\.value), series.runs.suffix(6).map(\.value)
        )
        #expect((before.max() ?? 0) < (after.min() ?? 0))
        #expect(
            change.text.hasPrefix("Time to first success of get went from 169 min to "),
            "\(change.text)")
        #expect(change.text.hasSuffix("with run 20260501T000000Z-1, build 0.1.0, 2026-05-01"))
        // The fleet of the newest run was restarted in it, and grows by 60 % a year.
        let age = try #require(trend.rehearsals.first)
        #expect(age.subsystem == "index")
        #expect(age.daysAgo == 209)
        #expect(age.run == "20260506T000000Z-6")
        #expect(age.fleet == "simulated")
        #expect(((age.grown ?? 0) - 1.3089).magnitude < 0.0001, "\(age.grown ?? 0)")
        #expect(!age.overdue)
        // Gone, the index is made anew, and says the same to the byte.
        let index = "Reports/runs/.history.sqlite"
        #expect(scene.exists(index))
        let list = try await scene.fumble("list", "--format", "json")
        try FileManager.default.removeItem(at: scene.folder.appending(path: index))
        let again = try await scene.run(Checkout.binary, asked + ["--format", "json"])
        #expect(again == ended)
        try FileManager.default.removeItem(at: scene.folder.appending(path: index))
        #expect(try await scene.fumble("list", "--format", "json") == list)
        // Other forms, and one that cannot keep an index.
        let first = "20260501T000000Z-1"
        for (format, part) in [
            ("text", first), ("markdown", first), ("html", first), ("csv", first),
            ("junit", "trend of get.time-to-first-success"),
            ("prometheus", "fumble_trend_median{experiment=\"s3-2017-baseline\""),
        ] {
            let told = try await scene.run(Checkout.binary, asked + ["--format", format])
            #expect(told.status == 0)
            #expect(told.stdout.contains(part), "\(format)")
        }
        try FileManager.default.removeItem(at: scene.folder.appending(path: index))
        try scene.write("", to: index + "/in-the-way")
        let without = try await scene.run(Checkout.binary, asked + ["--format", "json"])
        #expect(without.status == 0)
        #expect(without.stdout == ended.stdout)
        #expect(without.stderr.hasPrefix("fumble: Reports/runs/.history.sqlite is not used: "))
        // Nor a disk that takes no byte more.
        try FileManager.default.removeItem(at: scene.folder.appending(path: index))
        let full = try await scene.run(
            "/bin/sh",
            ["-c", "trap '' XFSZ; ulimit -f 0; exec \(Checkout.binary) list --format json"])
        #expect(full.status == 0)
        #expect(full.stdout == list.stdout)
        #expect(full.stderr.hasPrefix("fumble: Reports/runs/.history.sqlite is not used: "))
    }

    private static let drilled = """
        fumble: fleet/v1
        name: small
        subsystems:
          index:
            minimum: 50%
            state: {size: 10 GB, objects: 1M, growth: 60% per year, rehearse-every: 90d}
            restart: {boot: 45s, load: 100 MB/s}
        servers:
          - {group: index, count: 4, carries: [index], restart-age: 30d}
        operations:
          get: {path: [index], rate: 100/s, service: 4ms, timeout: 1s}
        alarms:
          down: {probe: goodput, of: get, below: 95%, for: 1m, seen-by: on-call}
        promises:
          capacity: {each: subsystem, serving: at least minimum}

        """

    private static func drill(crashed: Int) -> String {
        """
        fumble: experiment/v1
        name: drill
        claim: All of the index comes back.
        fleet: fleet.yaml
        method:
          - {at: 5m, fault: {crash: {of: index, count: \(crashed) servers}}, for: 2h}
        response:
          - {when: down, after: 2m, does: {full-restart: {of: [index]}}}
        stop-when: none
        settle: 5m
        horizon: 3h
        expect:
          get: {time-to-recover: {at-most: 2h}}

        """
    }

    @Test func aRehearsalThatIsOverdueIsWarnedOf() async throws {
        let scene = try Scene()
        try scene.write(Self.drilled, to: "fleet.yaml")
        // Nobody has restarted it yet, and one server is not all.
        try scene.write(Self.drill(crashed: 1), to: "drill.yaml")
        let first = try await scene.fumble("run", "drill.yaml", "--id", "20260101T000000Z-1")
        let never = "fumble: warning: index of fleet.yaml was never fully restarted in a drill"
        #expect(first.stderr.contains(never), "\(first.stderr)")
        let quiet = try await scene.fumble(
            "run", "drill.yaml", "--id", "20260102T000000Z-1", "--quiet")
        #expect(quiet.stderr == "")
        // All of it goes down and comes back.
        try scene.write(Self.drill(crashed: 4), to: "drill.yaml")
        let whole = try await scene.fumble("run", "drill.yaml", "--id", "20260502T000000Z-1")
        #expect(whole.status == 1, "\(whole.stdout)")
        let early = try await scene.fumble("list", "--today", "2026-07-31")
        #expect(early.stderr == "")
        let late = try await scene.fumble("list", "--today", "2026-12-01")
        let warning = """
            fumble: warning: index of fleet.yaml was last fully restarted in a drill on the \
            simulated fleet (run 20260502T000000Z-1 of drill), 213 days ago; state since grown \
            1.32 times (its file says 60% per year); its file asks for it every 90d

            """
        #expect(late.stderr == warning)
        #expect(try await scene.fumble("trend", "drill", "--today", "2026-12-01").stderr == warning)
        let json = try await scene.fumble(
            "trend", "drill", "--format", "json", "--today", "2026-12-01")
        let age = try #require(try Self.trend(json).rehearsals.first)
        #expect(age.overdue && age.daysAgo == 213 && age.run == "20260502T000000Z-1")
        // The file of now counts: it says what the state has grown to.
        try scene.write(
            Self.drilled.replacingOccurrences(of: "size: 10 GB", with: "size: 14 GB"),
            to: "fleet.yaml")
        let grown = try await scene.fumble("list", "--today", "2026-12-01")
        #expect(grown.stderr.contains("grown 1.4 times (its file said 10 GB, and says 14 GB)"))
        // The restart of the unguarded or the meant arm would be none; a rehearsal of today is.
        let today = try await scene.fumble("run", "drill.yaml")
        #expect(!today.stderr.contains("warning"), "\(today.stderr)")
    }

    @Test func aListCanBeNarrowed() async throws {
        let scene = try Scene()
        for drill in [Drill.confirmed, .deviated] {
            let file = try drill.write(to: scene)
            for id in ["20260101T000000Z-1", "20260201T000000Z-1"] {
                try await scene.fumble("run", file, "--id", id)
            }
        }
        let one = try await scene.fumble("list", "confirmed", "--limit", "1")
        #expect(one.status == 0)
        #expect(one.stdout.contains("20260201T000000Z-1"))
        #expect(!one.stdout.contains("20260101T000000Z-1"))
        #expect(!one.stdout.contains("deviated"))
        #expect(one.stdout.hasSuffix("and 1 older run\n"))
        // Cut off, or of a newer fumble: listed, with the reason.
        let run = scene.folder.appending(path: "Reports/runs/confirmed/20260101T000000Z-1")
        let record = run.appending(path: "run.json")
        let newer = try String(contentsOf: record, encoding: .utf8)
            .replacingOccurrences(of: "fumble.run/1", with: "fumble.run/9")
        try Data(newer.utf8).write(to: record)
        let listed = try await scene.fumble("list", "--format", "json")
        #expect(listed.status == 0)
        #expect(
            listed.stdout.contains(
                "it is written as fumble.run/9, and this fumble reads up to fumble.run/1"))
        #expect(try await scene.fumble("trend", "confirmed").status == 0)
    }
}
