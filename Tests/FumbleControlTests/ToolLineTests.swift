import FumbleModel
import Testing

@testable import FumbleControl

/// Lines that are for the team's own tool.
@Suite struct ToolLineTests {
    private static let tool = ToolSpec(words: ["./tool", "--now"], within: .seconds(5))

    private static func entry(
        _ name: String, _ usage: String, _ verb: VerbName, tool: ToolSpec? = tool
    ) -> PlaybookEntry {
        PlaybookEntry(
            name: name, position: TestFleet.nowhere, usage: usage,
            usagePosition: TestFleet.nowhere, parsing: .strict,
            does: TestFleet.does(verb, of: ["cache"], count: "COUNT"), asks: ["a"], skips: [],
            tool: tool)
    }

    private static let fleet = TestFleet.three(
        [
            entry("remove", "ctl remove COUNT", .removeServers),
            entry("add", "ctl add COUNT", .addServers),
            entry("drop", "ctl drop COUNT", .removeServers, tool: nil),
        ],
        guards: [TestFleet.mechanism("a", Scripted(answers: []))])

    /// What its own parser makes of the words is its own affair.
    @Test(arguments: [
        ("ctl remove 1", ["1"]), ("ctl remove 0x2", ["0x2"]), ("ctl remove \"2 \"", ["2 "]),
        ("  ctl   remove", []), ("ctl remove 1 2 ''", ["1", "2", ""]), ("ctl remove $N", ["$N"]),
    ])
    func theWordsAfterTheCommandsOwn(line: String, words: [String]) {
        let reader = LineReader(
            fleet: Self.fleet, topology: Topology(Self.fleet), seed: 1, path: "method[0]")
        let call = reader.removal(byToolOn: line, in: nil)
        #expect(
            call
                == ToolCall(tool: Self.tool.words, words: words, line: line, within: .seconds(5)))
    }

    @Test(arguments: [
        "ctl add 1", "ctl drop 1", "ctl removed 1", "ctlremove 1", "ctl remove \"1", "",
    ])
    func linesForNoToolThatRemoves(line: String) {
        let reader = LineReader(
            fleet: Self.fleet, topology: Topology(Self.fleet), seed: 1, path: "method[0]")
        #expect(reader.removal(byToolOn: line, in: nil) == nil)
    }

    /// No guard is asked, and neither is the playbook.
    @Test func whatTheToolWasSeenToDoIsDone() {
        var plane = ControlPlane(
            fleet: Self.fleet, topology: Topology(Self.fleet), asksGuards: true, seed: 1)
        let world = TestWorld(Self.fleet)
        let servers = [ServerID(0), ServerID(2)]
        let effects = plane.type(
            "ctl remove 0x2", window: nil, path: "method[0]", removing: servers, at: .start,
            seeing: world.sight)
        #expect(
            effects == [
                .record(
                    .typed(
                        command: 1, path: "method[0]", line: "ctl remove 0x2", window: nil,
                        resolved: .servers(count: 2, bySubsystem: [2]))),
                .apply(.remove(servers)),
                .record(.applied(command: 1, servers: 2, bySubsystem: [2])),
                .record(.ended(command: 1, servers: 2, how: .done)),
            ])
        let none = plane.type(
            "ctl remove 1", window: nil, path: "method[0]", removing: [], at: .start,
            seeing: world.sight)
        #expect(none.last == .record(.ended(command: 2, servers: 0, how: .refused)))
        #expect(none.count == 2)
    }
}
