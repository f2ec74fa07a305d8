import FumbleModel
import Synchronization
import Testing

@testable import FumbleEngine

/// What undoes a fault is told before the fault is done, where there is something to be undone.
@Suite struct ForesightTests {
    private static let plan = Sample.plan(
        [
            Sample.step(0, .at(.seconds(12)), Sample.fault(.crash, 2, lasting: 20)),
            Sample.step(1, .at(.seconds(15)), Sample.fault(.forGood, 1)),
            Sample.step(2, .at(.seconds(17)), Sample.load(2, lasting: 30)),
        ], horizon: .seconds(60))

    @Test func itIsToldBeforeTheFirstCommandOfEach() async {
        let diary = FleetDiary()
        let seer = Seer(diary)
        let run = await run(Self.plan, diary: diary, observers: [seer], fleet: Self.real)
        #expect(run.status == .completed)
        #expect(
            seer.heard == [
                "begin guarded",
                "0 done, 12s: method[0]: crash comes next; what undoes it: start shared-3, index-0",
                "1 done, 15s: method[1]: for-good comes next; nothing undoes it but the end of the fleet",
                "2 done, 17s: method[2]: load comes next; what undoes it: ask get as often as before",
                "end guarded",
            ])
        #expect(!lines(run).contains { $0.contains("comes next") }, "it is no event of the run")
    }

    @Test func whatCannotBeRecordedIsNotDone() async {
        let diary = FleetDiary()
        let seer = Seer(diary, refusing: "the disk is full")
        let run = await run(Self.plan, diary: diary, observers: [seer], fleet: Self.real)
        #expect(
            run.status
                == .failed(
                    reason: "method[0]: crash was not done: what undoes it is not recorded: "
                        + "the disk is full"))
        #expect(diary.commands == [])
    }

    @Test func ofAFleetOfValuesNothingIsLeftThatCouldBeUndone() async {
        let diary = FleetDiary()
        let seer = Seer(diary, refusing: "the disk is full")
        let run = await run(Self.plan, diary: diary, observers: [seer])
        #expect(run.status == .completed)
        #expect(seer.heard == ["begin guarded", "end guarded"])
    }

    /// Nothing is said of what each of the faults would have needed.
    @Test(arguments: 1...4) func aFleetThatIsGoneIsToldOnce(commands: Int) async {
        let run = await run(Self.plan) { topology, diary in
            ScriptedFleet(topology, diary: diary, refusal: .goneFrom(commands))
        }
        #expect(run.status == .failed(reason: "the keeper died"))
        #expect(!lines(run).contains { $0.contains("was not undone") })
    }

    private static let real: @Sendable (Topology, FleetDiary) -> ScriptedFleet = {
        var fleet = ScriptedFleet($0, diary: $1)
        fleet.longestAdvance = .seconds(1)
        return fleet
    }
}

/// A class, because the engine is handed it and the test looks at it after.
private final class Seer: RunObserver {
    private let said = Mutex<[String]>([])
    private let diary: FleetDiary
    private let refusal: String?

    init(_ diary: FleetDiary, refusing refusal: String? = nil) {
        self.diary = diary
        self.refusal = refusal
    }

    var heard: [String] { said.withLock { $0 } }

    func begin(_ arm: Arm) async { said.withLock { $0.append("begin \(arm)") } }
    func end(_ arm: ArmRun) async { said.withLock { $0.append("end \(arm.arm)") } }
    func record(_ event: RunEvent, in arm: Arm) async {}
    func record(_ window: WindowSample, in arm: Arm) async {}

    func foresee(_ undo: RunEvent, in arm: Arm) async throws(Unforeseen) {
        if let refusal { throw Unforeseen(reason: refusal) }
        guard case .note(let text) = undo.what else { return }
        let done = diary.commands.count
        said.withLock { $0.append("\(done) done, \(undo.at): \(text)") }
    }
}
