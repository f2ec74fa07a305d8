import FumbleDocument
import FumbleIntake
import FumbleModel
import Testing

/// What tools print of themselves becomes usage lines of ours.
///
/// The texts in `Help` were printed by argparse of Python 3.11, click 8.4 and cobra 1.6.
@Suite struct HelpTests {
    @Test(arguments: [
        (
            "argparse",
            "capctl drain --env ENV --count COUNT [--dry_run] [(--force | --ask)] "
                + "[--reason REASON] SERVICE [HOST...]"
        ),
        (
            "click",
            "capctl drain --env ENV --count COUNT [(--force | --no-force)] [--reason REASON] "
                + "SERVICE [HOSTS...]"
        ),
        (
            "cobra",
            "capctl drain --count COUNT --env ENV [--force] [--grace-period GRACE-PERIOD] "
                + "[--config CONFIG] SERVICE [HOSTS...]"
        ),
    ])
    func recordedHelp(name: String, usage: String) throws {
        let tool = try ToolUsage.helpText(try Files.bytes("Help/\(name).txt"), file: name).get()
        #expect(tool.text == usage)
        let entry = try PlaybookDraft.of(tool, actsOn: nil, howMany: nil, known: []).get()
        let lines = entry.lines(asks: nil)
        #expect(lines[0] == "  drain:")
        #expect(lines.contains { $0.contains("{of: SERVICE, count: COUNT}") })
    }

    /// It stands in a fleet as it is: `fumble check` has nothing to say.
    @Test(arguments: ["argparse", "click", "cobra"])
    func itStandsInAFleet(name: String) throws {
        let tool = try ToolUsage.helpText(try Files.bytes("Help/\(name).txt"), file: name).get()
        let fleet = try Files.fleet(
            "host,subsystems,zone,started\nweb-1,index,a,2024-11-29\nweb-2,index,a,2024-11-29\n"
        ).get()
        let entry = try PlaybookDraft.of(
            tool, actsOn: nil, howMany: nil, known: fleet.largestFirst
        ).get()
        #expect(Files.mistakes(in: fleet.text(named: "fleet", playbook: entry)) == [])
    }

    @Test(arguments: [
        ("usage: t [-h] host", "t HOST"),
        ("usage: t run [-h] (--all | --only NAME)", "t run (--all | --only NAME)"),
        ("usage: t [-h] host [host ...]", "t HOST..."),
        ("usage: t [-h] [host ...]", "t [HOST...]"),
        ("usage: t [-h] [--level {low,high}] [-v]", "t [--level LEVEL] [-v]"),
        ("\u{1B}[1musage: \u{1B}[0mt sub [-h] [--x X]", "t sub [--x X]"),
        (
            "Usage: t sub [OPTIONS] [HOST]\n\nOptions:\n  --x TEXT  [required]\n",
            "t sub --x X [HOST]"
        ),
        ("Usage: t HOST\n", "t HOST"),
        (
            "Usage:\n  t sub <host-name> [flags]\n\nFlags:\n  -x, --xx   b\n",
            "t sub [--xx] HOST-NAME"
        ),
    ])
    func shortHelp(text: String, usage: String) throws {
        #expect(try ToolUsage.helpText(Array(text.utf8), file: "help").get().text == usage)
    }

    @Test func arguments() throws {
        let tool = try ToolUsage.line("ctl kick WHAT --times TIMES", at: "usage").get()
        let none = PlaybookDraft.of(tool, actsOn: nil, howMany: nil, known: [])
        #expect(throws: IntakeMistakes.self) { try none.get() }
        let unknown = PlaybookDraft.of(tool, actsOn: "WAHT", howMany: nil, known: ["index"])
        guard case .failure(let mistakes) = unknown else {
            Issue.record("it is unknown")
            return
        }
        #expect(mistakes.diagnostics.sorted.map(\.help) == ["did you mean `WHAT`?"])
        let named = try PlaybookDraft.of(tool, actsOn: "WHAT", howMany: "TIMES", known: []).get()
        #expect(named.lines(asks: "floor").contains("    asks: [floor]"))
        #expect(named.lines(asks: nil).contains { $0.contains("{of: WHAT, count: TIMES}") })
        #expect(named.lines(asks: nil).contains { $0.contains("remove-servers") })
        let restart = try Files.entry("ctl restart SERVICE")
        #expect(restart.lines(asks: nil).contains { $0.contains("restart-servers: {of: SERVICE") })
    }
}
