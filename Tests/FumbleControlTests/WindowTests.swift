import FumbleModel
import Testing

@testable import FumbleControl

/// Lines that leave something to the window in which they are typed.
@Suite struct WindowTests {
    private static func window(
        _ name: String, environment: String? = nil, _ supplies: [(String, String)] = []
    ) -> WindowSpec {
        WindowSpec(
            name: name, position: TestFleet.nowhere, environment: environment,
            supplies: supplies.map { WindowSpec.Supply(argument: $0, text: $1) })
    }

    private static func fleet(parsing: PlaybookEntry.Parsing = .strict) -> FleetSpec {
        let tool = ToolSpec(words: ["./tool"], within: .seconds(5))
        return TestFleet.fleet(
            ["cache", "index"],
            [TestFleet.group("a", 3, carries: [0]), TestFleet.group("b", 5, carries: [1])],
            [
                TestFleet.entry(
                    "stop", "ctl stop [--of SUBSYSTEM] [--env ENV] COUNT",
                    TestFleet.does(.removeServers, of: ["SUBSYSTEM"], count: "COUNT"),
                    parsing: parsing, asks: ["scripted"]),
                TestFleet.entry(
                    "drop", "ctl drop COUNT",
                    TestFleet.does(.removeServers, of: ["index"], count: "COUNT")),
                PlaybookEntry(
                    name: "tool", position: TestFleet.nowhere, usage: "tool COUNT",
                    usagePosition: TestFleet.nowhere, parsing: .strict,
                    does: TestFleet.does(.removeServers, of: ["index"], count: "COUNT"), asks: [],
                    skips: [], tool: tool),
            ],
            windows: [
                window("cache-shell", environment: "prod", [("SUBSYSTEM", "cache")]),
                window("index-shell", environment: "prod", [("SUBSYSTEM", "index")]),
                window("test-pane", environment: "test", [("SUBSYSTEM", "index")]),
                window("laptop"),
            ], guards: [TestFleet.mechanism("scripted", Scripted(answers: []))])
    }

    private static func preview(
        _ line: String, in window: String?, parsing: PlaybookEntry.Parsing = .strict
    ) -> Preview {
        let fleet = fleet(parsing: parsing)
        return Preview.of(
            line, in: window, fleet: fleet, topology: Topology(fleet), seed: 1, path: "method[0]")
    }

    private static func words(_ preview: Preview) -> String {
        switch preview.outcome {
        case .deed: "cache \(preview.bySubsystem[0]), index \(preview.bySubsystem[1])"
        case .elsewhere(_, let environment): "for \(environment)"
        case .notUnderstood(let error): error.message
        }
    }

    @Test(arguments: [
        ("ctl stop 2", "cache-shell", "cache 2, index 0"),
        ("ctl stop 2", "index-shell", "cache 0, index 2"),
        ("ctl stop 2", "test-pane", "for test"),
        // What a line says itself goes before.
        ("ctl stop --of index 2", "cache-shell", "cache 0, index 2"),
        ("ctl stop --env prod 2", "test-pane", "cache 0, index 2"),
        ("ctl stop --env dev 2", "index-shell", "for dev"),
        // A window that gives nothing, one of which nothing is known, and none.
        (
            "ctl stop 2", "laptop",
            "`ENV` was left out, and a strict parser reads nothing into that"
        ),
        (
            "ctl stop 2", "elsewhere",
            "`ENV` was left out, and a strict parser reads nothing into that"
        ),
        ("ctl stop 2", nil, "`ENV` was left out, and a strict parser reads nothing into that"),
        // A command that cannot name an environment is for that of its window.
        ("ctl drop 2", "test-pane", "for test"), ("ctl drop 2", "cache-shell", "cache 0, index 2"),
        ("ctl drop 2", "laptop", "cache 0, index 2"), ("ctl drop 2", nil, "cache 0, index 2"),
    ])
    func whatIsLeftOutTheWindowSays(line: String, window: String?, comesTo: String) {
        #expect(Self.words(Self.preview(line, in: window)) == comesTo)
    }

    /// A blank that was typed is one: the window has no say in it.
    @Test func aBlankIsNotLeftOut() {
        let blank = Self.preview("ctl stop --of '' 2", in: "cache-shell", parsing: .lenient)
        #expect(blank.bySubsystem[0] + blank.bySubsystem[1] == 2)
        #expect(blank.arguments.first { $0.name == "SUBSYSTEM" }?.text == nil)
        let left = Self.preview("ctl stop 2", in: "cache-shell", parsing: .lenient)
        #expect(left.bySubsystem == [2, 0])
        #expect(left.arguments.first { $0.name == "SUBSYSTEM" }?.text == "cache")
    }

    @Test func whatTheWindowGaveIsTold() {
        let preview = Self.preview("ctl stop --env prod 2", in: "cache-shell")
        #expect(preview.supplied == [WindowSpec.Supply(argument: "SUBSYSTEM", text: "cache")])
        let fleet = Self.fleet()
        let report = LineReport(
            fleet: fleet, topology: Topology(fleet), book: ServerBook(fleet))
        let told = report.opening(preview, serving: [3, 5]).lines
        #expect(told.contains("as its window says: SUBSYSTEM is cache"), "\(told)")
        let away = report.opening(
            Self.preview("ctl drop 2", in: "test-pane"), serving: [3, 5])
        #expect(
            away.lines == [
                "the line is for `test`, as its window says, and this is `prod`: nothing was done"
            ])
    }

    /// What the operator meant is what the line does in the window it was meant for.
    @Test func theMeantLineIsReadInItsOwnWindow() {
        let telling = Telling(viewLag: .zero) { request, _ in
            let meant = (request.testimony.meant ?? []).map(\.index)
            return "\(request.argument("SUBSYSTEM") ?? "-"), in the place of \(meant)"
        }
        let guards = [TestFleet.mechanism("scripted", telling)]
        let fleet = Self.fleet().with(guards: guards)
        let topology = Topology(fleet)
        var plane = ControlPlane(fleet: fleet, topology: topology, asksGuards: true, seed: 1)
        let effects = plane.type(
            "ctl stop 2", meant: "ctl stop 2", window: "index-shell", meantWindow: "cache-shell",
            path: "method[0]", at: .start, seeing: TestWorld(fleet).sight)
        let told = effects.compactMap { effect -> String? in
            guard case .record(.decided(let answer)) = effect,
                case .warn(let reason) = answer.decision
            else { return nil }
            return reason
        }
        let cache = LineReader(fleet: fleet, topology: topology, seed: 1, path: "method[0]")
            .preview("ctl stop 2", in: "cache-shell").servers.map(\.index)
        #expect(told.first == "index, in the place of \(cache)")
    }

    /// The team's own tool has it in its environment.
    @Test func aToolHasItTooAsVariables() {
        let fleet = Self.fleet()
        let reader = LineReader(
            fleet: fleet, topology: Topology(fleet), seed: 1, path: "method[0]")
        let there = reader.removal(byToolOn: "tool 2", in: "test-pane")
        #expect(
            there?.given.map { "\($0.argument)=\($0.text)" } == ["ENV=test", "SUBSYSTEM=index"])
        #expect(reader.removal(byToolOn: "tool 2", in: nil)?.given == [])
    }
}
