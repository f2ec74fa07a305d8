import FumbleModel
import Testing

@testable import FumbleJudge

/// Runs in order of time: which of them count, where they changed, and how old rehearsals are.
@Suite struct TrendTests {
    private static func run(
        _ id: String, minutes: Int64?, kind: String = "simulated", build: String = "1",
        hash: String = "a", key: String = "k", status: RunStatus = .completed,
        restarted: [String] = [], trouble: String? = nil, began: Int64? = nil,
        inputs: [Plan.Input] = []
    ) -> KeptRun {
        let recovery = Recovery(
            injected: .start, reverted: nil, timeToSymptom: .seconds(10), timeToDetect: nil,
            isUndetected: false, timeToRespond: nil, timeToFirstSuccess: nil,
            timeToRecover: minutes.map { .minutes($0) }, timeToHeal: nil, rodeThrough: false,
            lostRequests: 5, depth: 0.5, isCensored: minutes == nil, observedFor: .hours(8),
            relapses: 0)
        return KeptRun(
            experiment: "drill", id: id,
            header: RunHeader(
                id: id, experiment: "drill", experimentHash: hash, fleetKind: kind, seed: 1,
                build: build, inputs: inputs),
            status: status, outcome: .confirmed, headline: nil, trouble: trouble,
            files: KeptRun.Files(experiment: "drill.yaml", fleet: "fleet.yaml", key: key),
            recoveries: trouble == nil
                ? [OperationRecovery(operation: "", recovery: recovery)] : [],
            restarted: restarted, began: began)
    }

    private static func source(
        _ key: String, method: String = "m", size: Int64 = 100, every: TimeSpan? = nil,
        rehearsed: TimeSpan? = nil, growth: Growth? = Growth(perYear: .percent(60))
    ) -> KeptSource {
        KeptSource(
            key: key, method: method,
            subsystems: [
                KeptSource.Subsystem(
                    name: "index", servers: 3, size: ByteCount(bytes: size), objects: 0,
                    growth: growth, rehearsed: rehearsed, rehearseEvery: every)
            ])
    }

    private static func trend(_ runs: [KeptRun], sources: [KeptSource] = [source("k")]) -> Trend {
        TrendJudge(Metric(.time(.recover))).judge(
            runs, sources: sources, rehearsals: [], of: "drill")
    }

    private static func day(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Seven before a change and six after it, all in one second.
    @Test func aChangeWithinOneSecondNamesTheFirstRunAfterIt() throws {
        let runs = (1...13).map { seed in
            Self.run(
                "20261129T181500Z-\(seed)", minutes: seed <= 7 ? 41 : 47,
                began: 1_795_976_100_000_000 + Int64(seed))
        }
        let series = try #require(Self.trend(runs.reversed()).series.first)
        #expect(series.stretches.map(\.places) == [0..<7, 7..<13])
        let change = try #require(series.changes.first)
        #expect(series.points[change.place].run == "20261129T181500Z-8")
    }

    /// As a comparison names them: between runs of one method, and of those that are left out for theirs.
    @Test func inputsThatDifferAreNamed() throws {
        func rate(_ value: String) -> [Plan.Input] { [Plan.Input(name: "rate", value: value)] }
        let runs = [
            Self.run("20260501T000000Z-1", minutes: 41, key: "old", inputs: rate("1")),
            Self.run("20260502T000000Z-1", minutes: 41, inputs: rate("2")),
            Self.run("20260503T000000Z-1", minutes: 41, inputs: rate("2")),
            Self.run("20260504T000000Z-1", minutes: 41, inputs: rate("4")),
        ]
        let found = Self.trend(
            runs, sources: [Self.source("k"), Self.source("old", method: "other")])
        let series = try #require(found.series.first)
        #expect(
            series.inputChanges == [.init(place: 2, texts: ["rate was 2, and is 4"])])
        #expect(
            found.leftOut.map(\.because) == [
                "of another method than the newest, inputs differ: rate was 1, and is 4"
            ])
    }

    @Test func aChangeNamesItsRunBuildAndDay() throws {
        let runs = (1...12).map { number in
            Self.run(
                "202605\(Self.day(number))T000000Z-1", minutes: number <= 6 ? 41 : 47,
                build: number <= 6 ? "1" : "2")
        }
        // In any order: it is the time that counts.
        let series = try #require(Self.trend(runs.reversed()).series.first)
        #expect(series.points.map(\.when.day.day) == Array(1...12))
        let change = try #require(series.changes.first)
        #expect(series.points[change.place].run == "20260507T000000Z-1")
        #expect(change.isNewBuild && !change.areNewFiles)
        #expect(change.ratio == 47.0 / 41)
        #expect(series.stretches.map(\.median) == [41 * 60, 47 * 60])
        #expect(series.stretches.map(\.places) == [0..<6, 6..<12])
    }

    @Test func fleetsAndMethodsAreNotMixed() {
        let simulated = (1...3).map { Self.run("2026050\($0)T000000Z-1", minutes: 41) }
        let real = (4...5).map {
            Self.run("2026050\($0)T000000Z-1", minutes: 3, kind: "processes", key: "p")
        }
        let other = Self.run("20260401T000000Z-1", minutes: 9, key: "o")
        let trend = Self.trend(
            simulated + real + [other],
            sources: [
                Self.source("k"), Self.source("p"), Self.source("o", method: "another"),
            ])
        #expect(trend.series.map(\.fleetKind) == ["processes", "simulated"])
        #expect(trend.series.map(\.points.count) == [2, 3])
        #expect(
            trend.leftOut == [
                .init(runs: ["20260401T000000Z-1"], because: "of another method than the newest")
            ])
    }

    @Test func whatDoesNotCountIsSaid() {
        let trend = Self.trend([
            Self.run("20260501T000000Z-1", minutes: 41),
            Self.run("20260502T000000Z-1", minutes: nil),
            Self.run("20260503T000000Z-1", minutes: 1, status: .stopped(reason: "x")),
            Self.run("one", minutes: 1),
            Self.run("20260504T000000Z-1", minutes: 1, trouble: "run.json is missing"),
        ])
        #expect(trend.series.first?.points.map(\.isCensored) == [false, true])
        #expect(trend.series.first?.points.map(\.value) == [41 * 60, 8 * 3_600])
        #expect(trend.series.first?.stretches.first?.censored == 1)
        #expect(
            trend.leftOut.map(\.because).sorted() == [
                "not to be read: run.json is missing", "stopped", "without a time in their name",
            ])
    }

    @Test func onlyDaysThatWereAskedForCount() {
        let runs = (1...9).map { Self.run("2026050\($0)T000000Z-1", minutes: 41) }
        let trend = TrendJudge(
            Metric(.time(.recover)), since: CalendarDay(year: 2_026, month: 5, day: 7)
        ).judge(runs, sources: [Self.source("k")], rehearsals: [], of: "drill")
        #expect(trend.series.first?.points.count == 3)
        #expect(trend.leftOut.isEmpty)
    }

    // MARK: Rehearsals

    private static let today = CalendarDay(year: 2_026, month: 12, day: 1)

    private static func age(
        _ runs: [KeptRun], then: KeptSource = source("k"), now: KeptSource
    ) -> RehearsalAge? {
        RehearsalJudge(today: today).ages(
            of: now, named: "fleet.yaml", runs: runs, sources: [then]
        ).first
    }

    @Test func theAgeIsThatOfTheNewestFullRestart() throws {
        let runs = [
            Self.run("20260101T000000Z-1", minutes: 1, restarted: ["index"]),
            Self.run("20260502T000000Z-1", minutes: 1, kind: "processes", restarted: ["index"]),
            Self.run("20260901T000000Z-1", minutes: 1),
            // Of a day that has not come.
            Self.run("20270101T000000Z-1", minutes: 1, restarted: ["index"]),
        ]
        let age = try #require(Self.age(runs, now: Self.source("now", every: .days(90))))
        #expect(age.last?.days == 213)
        #expect(age.isOverdue)
        guard case .run(let run, _, let day, let kind)? = age.last?.how else {
            Issue.record("no run")
            return
        }
        #expect(run == "20260502T000000Z-1")
        #expect("\(day)" == "2026-05-02")
        #expect(kind == "processes")
        // 1.6 to the power of 213 of 365 days.
        let grown = try #require(age.grown)
        #expect((grown.times - 1.3156).magnitude < 0.0001, "\(grown.times)")
        #expect(Self.age(runs, now: Self.source("now", every: .days(213)))?.isOverdue == false)
        #expect(Self.age(runs, now: Self.source("now"))?.isOverdue == false)
    }

    @Test func sizesThatWereWrittenAnewCountMoreThanGrowth() {
        let runs = [Self.run("20260502T000000Z-1", minutes: 1, restarted: ["index"])]
        let age = Self.age(runs, now: Self.source("now", size: 140))
        #expect(age?.grown?.times == 1.4)
        let still = Self.age(runs, now: Self.source("now", growth: nil))
        #expect(still?.grown == nil)
    }

    @Test func whatTheFileSaysCountsWhereItIsLater() {
        let runs = [Self.run("20260502T000000Z-1", minutes: 1, restarted: ["index"])]
        #expect(Self.age(runs, now: Self.source("now", rehearsed: .days(30)))?.last?.days == 30)
        #expect(Self.age(runs, now: Self.source("now", rehearsed: .years(4)))?.last?.days == 213)
        #expect(Self.age([], now: Self.source("now", rehearsed: .years(4)))?.last?.how == .declared)
        #expect(Self.age([], now: Self.source("now")) == nil)
        let never = Self.age([], now: Self.source("now", every: .days(90)))
        #expect(never?.last == nil)
        #expect(never?.isOverdue == true)
    }

    @Test func anotherFleetIsAnotherMatter() {
        let runs = [Self.run("20260502T000000Z-1", minutes: 1, restarted: ["index"])]
        let ages = RehearsalJudge(today: Self.today).ages(
            of: Self.source("now"), named: "other.yaml", runs: runs, sources: [])
        #expect(ages.isEmpty)
    }
}

/// What counts as a restart of all of a subsystem.
@Suite struct FullRestartTests {
    private static let index = SubsystemID(0)

    private static func restarted(
        _ what: [FleetEvent.What], arm: Arm = .guarded, after phase: RunPhase = .method
    ) -> [SubsystemID] {
        let events = ([.phase(phase)] + what.map(RunEvent.What.fleet)).map {
            RunEvent(at: .start, what: $0)
        }
        let run = Run(
            header: RunHeader(
                id: "1", experiment: "e", experimentHash: "", fleetKind: "simulated", seed: 1,
                build: "", inputs: []),
            status: .completed,
            arms: [Arm.meant, arm].map {
                ArmRun(
                    arm: $0, events: $0 == arm ? events : [], windows: [], end: .start,
                    counted: EventCount(events: 0, hash: 0, marks: []))
            })
        return FullRestarts.subsystems(of: run, servers: [3])
    }

    private static let down = FleetEvent.What.serving(subsystem: index, servers: 0)
    private static let up = FleetEvent.What.serving(subsystem: index, servers: 3)

    private static func boots(_ count: Int) -> FleetEvent.What {
        .phase(subsystem: index, phase: .boot, servers: count)
    }

    @Test func allDownAllBootedAllBack() {
        #expect(Self.restarted([Self.down, Self.boots(1), Self.boots(2), Self.up]) == [Self.index])
    }

    @Test func lessIsNone() {
        #expect(Self.restarted([Self.down, Self.boots(3)]).isEmpty)
        #expect(Self.restarted([Self.down, Self.boots(2), Self.up]).isEmpty)
        // One after the other, and never all down.
        let rolling = FleetEvent.What.serving(subsystem: Self.index, servers: 2)
        #expect(Self.restarted([rolling, Self.boots(3), Self.up]).isEmpty)
        // Cut off and back, and restarted one by one after that.
        #expect(Self.restarted([Self.down, Self.up, Self.boots(3), Self.up]).isEmpty)
        #expect(Self.restarted([.serving(subsystem: SubsystemID(7), servers: 0)]).isEmpty)
    }

    @Test func whatFumblePutsRightIsNone() {
        let all = [Self.down, Self.boots(3), Self.up]
        #expect(Self.restarted(all, after: .rollback).isEmpty)
        #expect(Self.restarted(all, arm: .unguarded).isEmpty)
    }
}
