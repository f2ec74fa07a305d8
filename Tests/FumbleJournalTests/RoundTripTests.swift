import FumbleJournal
import FumbleModel
import Testing

@Suite final class RoundTripTests {
    /// This suite is a class so that the folder lives as long as the test.
    private let scratch = Scratch()

    @Test func everythingIsReadBack() throws {
        let journal = Journal(root: scratch.path + "/runs")
        let run = Sample.run()
        let folder = try journal.write(run, from: Sample.sources, verdict: Sample.verdict)

        let stored = try Journal.read(folder)
        #expect(stored.missing == nil)
        #expect(stored.sources == Sample.sources)
        #expect(stored.run.header == run.header)
        #expect(stored.run.status == run.status)
        #expect(stored.run.arms == run.arms)
        #expect(try Journal.verdict(of: folder) == Sample.verdict)
        #expect(folder.text == scratch.path + "/runs/one/20261122T074148Z-1")
        #expect(
            Scratch.names(in: folder.text)
                == ["experiment.yaml", "fleet.yaml", "run.json", "run.jsonl", "verdict.json"])
    }

    @Test(arguments: [
        RunStatus.stopped(reason: "gets-answered: 12%"), .interrupted(signal: "SIGINT"),
        .failed(reason: "the fleet\nis gone"),
    ])
    func everyStatusIsReadBack(status: RunStatus) throws {
        let journal = Journal(root: scratch.path)
        let folder = try journal.write(
            Sample.run(status: status), from: Sample.sources, verdict: [])
        #expect(try Journal.read(folder).run.status == status)
    }

    @Test func linesAreInOrderOfTimeAndLikeWindowsAreOneLine() throws {
        let folder = try Journal(root: scratch.path).write(
            Sample.run(), from: Sample.sources, verdict: [])
        let text = String(decoding: Scratch.read(folder.text + "/run.jsonl"), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[1] == #"{"arm":"meant"}"#)
        #expect(lines[2] == #"{"at":0,"what":{"phase":{"_0":"preflight"}}}"#)
        #expect(
            lines[3] == #"{"window":[0,10000000,6],"operations":[[900,900,1e+21]],"#
                + #""subsystems":[[100,99]],"queued":[0.1]}"#)
        #expect(
            lines[4] == #"{"end":{"at":60000000,"events":4,"hash":"ffffffffffffffff","#
                + #""marks":["0000000000000001","ffffffffffffffff"]}}"#)
        #expect(lines[7].hasPrefix(#"{"window":[0,10000000,1]"#), "ends at 10 s, before 15 s")
        #expect(lines[8].hasPrefix(#"{"at":15000000"#))
        #expect(lines.count == 31)
    }

    /// Written by hand, it must be what any other event of the fleet looks like, and read back.
    @Test func aChangeOfCapacityIsALineLikeAnyOther() throws {
        let arm = ArmRun(
            arm: .meant,
            events: [
                RunEvent(
                    at: Sample.at(-3),
                    what: .fleet(.serving(subsystem: SubsystemID(2), servers: 70))),
                RunEvent(
                    at: Sample.at(4), what: .fleet(.cellStopped(subsystem: .init(2), cell: 7))),
            ], windows: [], end: Sample.at(4), counted: EventCount(events: 0, hash: 0, marks: []))
        let folder = try Journal(root: scratch.path).write(
            Sample.run(arms: [arm]), from: Sample.sources, verdict: [])
        let text = String(decoding: Scratch.read(folder.text + "/run.jsonl"), as: UTF8.self)
        #expect(
            text.split(separator: "\n")[2...3] == [
                #"{"at":-3000000,"what":{"fleet":{"_0":{"serving":"#
                    + #"{"servers":70,"subsystem":{"index":2}}}}}}"#,
                #"{"at":4000000,"what":{"fleet":{"_0":{"cellStopped":"#
                    + #"{"cell":7,"subsystem":{"index":2}}}}}}"#,
            ])
        #expect(try Journal.read(folder).run.arms == [arm])
    }

    @Test(arguments: [Double.nan, .infinity])
    func whatIsNoNumberIsRefused(value: Double) {
        let arm = ArmRun(
            arm: .meant, events: [], windows: [Sample.window(0, answered: value)],
            end: Sample.at(10), counted: EventCount(events: 0, hash: 0, marks: []))
        let error = #expect(throws: JournalError.self) {
            try Journal(root: scratch.path).write(
                Sample.run(arms: [arm]), from: Sample.sources, verdict: [])
        }
        #expect(error?.what == .notWritten)
        #expect(Scratch.names(in: scratch.path + "/one") == [])
    }

    /// Each of these windows differs from the first in one thing: none may pass for it.
    @Test func windowsThatDifferInAnythingAreKeptApart() throws {
        let first = Sample.window(0, answered: 1)
        func next(
            at start: Int64 = 10, length: Int64 = 10, answered: Double = 1, serving: Int = 100,
            queued: [Double] = [0.1]
        ) -> WindowSample {
            WindowSample(
                start: Sample.at(start), length: .seconds(length),
                operations: [OperationSample(offered: 900, answered: answered, attempts: 1e21)],
                subsystems: [SubsystemSample(serving: serving, lowest: 99)], queued: queued)
        }
        for other in [
            next(), next(at: 11), next(length: 9), next(answered: 2), next(serving: 99),
            next(queued: [0]), next(queued: []),
        ] {
            let arm = ArmRun(
                arm: .meant, events: [], windows: [first, other], end: other.end,
                counted: EventCount(events: 0, hash: 0, marks: []))
            let folder = try Journal(root: scratch.path).write(
                Sample.run(arms: [arm]), from: Sample.sources, verdict: [])
            #expect(try Journal.read(folder).run.arms == [arm])
        }
    }

    @Test func aSteadyDayIsShort() throws {
        let arm = ArmRun(
            arm: .meant, events: [], windows: (0..<8640).map { Sample.window($0, answered: 1) },
            end: Sample.at(86_400), counted: EventCount(events: 0, hash: 0, marks: []))
        let folder = try Journal(root: scratch.path).write(
            Sample.run(arms: [arm]), from: Sample.sources, verdict: [])
        #expect(Scratch.read(folder.text + "/run.jsonl").count < 1_000)
        #expect(try Journal.read(folder).run.arms == [arm])
    }

    @Test func twoRunsOfOneNameStandSideBySide() throws {
        let journal = Journal(root: scratch.path)
        let first = try journal.write(Sample.run(), from: Sample.sources, verdict: [1])
        let second = try journal.write(Sample.run(), from: Sample.sources, verdict: [2])
        #expect(second.text == first.text + "-2")
        #expect(try Journal.verdict(of: first) == [1])
    }

    @Test func aNameFromAFileCannotLeaveTheFolder() throws {
        let folder = try Journal(root: scratch.path + "/runs").write(
            Sample.run(id: "../../x", experiment: "../é/.."), from: Sample.sources, verdict: [])
        #expect(folder.text == scratch.path + "/runs/--é-../--..-x")
        #expect(Scratch.names(in: scratch.path) == ["runs"])
    }
}
