import FumbleModel
import Testing

@testable import FumbleControl

/// Lines and responses that delete data and bring it back.
@Suite struct DataDeedTests {
    private static let index = SubsystemID(0)

    private static func keeping(_ name: String, copy: CopySpec?) -> SubsystemSpec {
        let bare = TestFleet.subsystem(name)
        return SubsystemSpec(
            name: name, position: bare.position, minimum: bare.minimum, cells: nil,
            state: StateSpec(
                size: ByteCount(bytes: 10), objects: 10, growth: nil, rehearsed: nil, log: nil,
                copies: nil, writes: nil, copy: copy),
            restart: bare.restart, servesFrom: .whole, needs: .none, slots: 1)
    }

    private static func world(_ answers: [GuardDecision] = []) -> TestWorld {
        let copy = CopySpec(
            age: .hours(1), restoresAt: ByteRate(bytesPerSecond: 1), after: .zero)
        func does(_ verb: VerbName, share: String? = nil) -> VerbTemplate {
            VerbTemplate(
                verb: verb, position: TestFleet.nowhere, of: ["SUBSYSTEM"], count: nil, on: nil,
                line: nil, share: share)
        }
        let asks = answers.isEmpty ? [] : ["guard"]
        let playbook = [
            TestFleet.entry(
                "wipe", "ctl wipe [SUBSYSTEM] [SHARE]", does(.deleteData, share: "SHARE"),
                parsing: .lenient, asks: asks),
            TestFleet.entry("restore", "ctl restore SUBSYSTEM", does(.restore), asks: asks),
        ]
        return TestWorld(
            FleetSpec(
                name: "test", environment: "prod", zones: [],
                subsystems: [
                    keeping("index", copy: copy), keeping("logs", copy: nil),
                    TestFleet.subsystem("web"),
                ], groups: [TestFleet.group("all", 3, carries: [0, 1, 2])], operations: [],
                dependents: [], alarms: [], promises: [], playbook: playbook,
                guards: answers.isEmpty
                    ? [] : [TestFleet.mechanism("guard", Scripted(answers: answers))],
                noticesAfter: .zero))
    }

    @Test func `a blank means all that keeps data`() {
        var world = Self.world()
        world.type("ctl wipe index 30%", at: 0)
        world.type("ctl wipe", at: 1)
        #expect(
            world.commands == [
                .deleteData(.percent(30), of: Self.index), .deleteData(.whole, of: Self.index),
                .deleteData(.whole, of: SubsystemID(1)),
            ])
        #expect(world.endings == ["1 done 0", "2 done 0"])
        #expect(
            world.records.first
                == .typed(
                    command: 1, path: "method[0]", line: "ctl wipe index 30%", window: nil,
                    resolved: .deed(summary: "delete 30% of the data of `index`")))
    }

    @Test func `a guard refuses all of it or none`() {
        var refused = Self.world([.refuse(reason: "no")])
        refused.type("ctl wipe index 30%", at: 0)
        #expect(refused.commands.isEmpty)
        #expect(refused.endings == ["1 refused 0"])
        var allowed = Self.world([.allow])
        allowed.type("ctl restore index", at: 0)
        #expect(allowed.commands == [.restore(Self.index)])
    }

    @Test func `people are told that there is no copy`() {
        var world = Self.world()
        world.carryOut(TestFleet.does(.restore, of: ["logs"]), at: 0)
        world.carryOut(TestFleet.does(.restore, of: ["index"]), at: 0)
        #expect(world.commands == [.restore(Self.index)])
        #expect(
            world.notes == [
                "response[0] was not carried out: there is no copy of `logs` to restore it from"
            ])
    }
}
