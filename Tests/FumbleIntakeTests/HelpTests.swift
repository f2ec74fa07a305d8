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
            "capctl drain (--env ENV | -e ENV) (--count COUNT | -n COUNT) [(--force | --ask)] "
                + "[--reason REASON] SERVICE [HOST...]"
        ),
        (
            "click",
            "capctl drain --env ENV (--count COUNT | -n COUNT) [(--force | --no-force)] "
                + "[--reason REASON] SERVICE [HOSTS...]"
        ),
        (
            "cobra",
            "capctl drain (--count COUNT | -n COUNT) (--env ENV | -e ENV) [--force] "
                + "[--grace-period GRACE-PERIOD] [--config CONFIG] SERVICE [HOSTS...]"
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
        ("usage: t sub [-h] [--x X] {a,b} [{a,b} ...]", "t sub [--x X] CHOICE..."),
        ("usage: t sub [-h] [-f | --dry_run]\n\n  -f, --force\n", "t sub [--force]"),
        ("\u{1B}[1musage: \u{1B}[0mt sub [-h] [--x X]", "t sub [--x X]"),
        (
            "Usage: t sub [OPTIONS] [HOST]\n\nOptions:\n  --x TEXT  [required]\n",
            "t sub --x X [HOST]"
        ),
        ("Usage: t HOST\n", "t HOST"),
        ("Usage: t {a|b} [{c|d}]\n", "t CHOICE [CHOICE-2]"),
        ("Usage: t [a|b] [[c|d]]\n", "t CHOICE [CHOICE-2]"),
        (
            "Usage: t sub [OPTIONS]\n\nOptions:\n  -l, --level INTEGER RANGE  [0<=x<=3]\n",
            "t sub [(--level LEVEL | -l LEVEL)]"
        ),
        (
            "Usage:\n  t sub <host-name> [flags]\n\nFlags:\n  -x, --xx   b\n",
            "t sub [--xx] HOST-NAME"
        ),
        (
            "Usage:\n  t sub [flags]\n\nFlags:\n  -v, --verbose count   b\n",
            "t sub [--verbose]..."
        ),
    ])
    func shortHelp(text: String, usage: String) throws {
        #expect(try ToolUsage.helpText(Array(text.utf8), file: "help").get().text == usage)
    }
}
