import FumbleControl
import FumbleModel
import Testing

@Suite struct LineTests {
    static let base = "fleetctl remove --env prod --subsystem billing --count 44"

    private func text(
        _ line: String, _ parsing: PlaybookEntry.Parsing, usage: String = TestFleet.usage
    ) throws -> String {
        let match = try Usage.parse(usage).match(line, parsing: parsing)
        return match.arguments.map { "\($0.name)=\($0.text ?? "nil")" }.joined(separator: " ")
    }

    static let strictlyAccepted = [
        base, "  fleetctl   remove --env prod --subsystem billing --count 44  ",
        "fleetctl --count 44 remove --subsystem billing --env prod",
        "--env=prod --count=44 fleetctl --subsystem=billing remove",
        "fleetctl remove --env 'prod' --subsystem \"billing\" --count '4'4",
        "fleetctl rem\\ove --env prod --subsystem bill\\ing --count 44",
        "fleetctl remove --env prod --subsystem billing --count 44 --",
    ]

    @Test(arguments: strictlyAccepted)
    func `a strict parser takes options in any order, quoted or not`(_ line: String) throws {
        #expect(
            try text(line, .strict) == "ENV=prod SUBSYSTEM=billing COUNT=44 --force=nil")
    }

    @Test func `a flag stands for itself`() throws {
        let match = try Usage.parse(TestFleet.usage).match(Self.base + " --force", parsing: .strict)
        #expect(match.has("--force"))
        #expect(match.arguments.last?.text == "--force")
        #expect(match.values[2].offset == 55)
        #expect(match.values[2].length == 2)
    }

    @Test func `what would act in a shell may be quoted`() throws {
        let line = "fleetctl remove --env 'p;r' --subsystem \"*\" --count \\$4"
        #expect(try text(line, .strict) == "ENV=p;r SUBSYSTEM=* COUNT=$4 --force=nil")
    }

    static let strictlyRefused: [(String, Int, String, String?)] = [
        (
            "fleetctl remove --env prod --subsytem billing --count 44", 27,
            "no option `--subsytem`", "did you mean `--subsystem`?"
        ),
        (
            "fleetctl remove --env prod --sub billing --count 44", 27, "no option `--sub`",
            "did you mean `--subsystem`?"
        ),
        (
            "fleetctl remove --env prod -count 44", 27, "no option `-count`",
            "did you mean `--count`?"
        ),
        (
            "fleetctl remove --env prod --zone a", 27, "no option `--zone`", nil
        ),
        (
            "fleetctl remove --env prod --subsystem billing", 46, "the option `--count` is missing",
            "add `--count COUNT`"
        ),
        (
            "fleetctl remove --env prod --count 44", 37, "the option `--subsystem` is missing",
            "add `--subsystem SUBSYSTEM`"
        ),
        (base + " --count 4", 66, "`--count` is typed twice", nil),
        (base + " --force --force", 66, "`--force` is typed twice", nil),
        (base + " --force=yes", 58, "`--force` takes no value", nil),
        (
            "fleetctl remove --env prod --subsystem '' --count 44", 39,
            "the value of `--subsystem` is blank", nil
        ),
        (
            "fleetctl remove --env prod --subsystem= --count 44", 27,
            "the value of `--subsystem` is blank", nil
        ),
        (
            "fleetctl remove --env prod --subsystem ' ' --count 44", 39,
            "the value of `--subsystem` is blank", nil
        ),
        (
            "fleetctl remove --env prod --subsystem --count 44", 27, "`--subsystem` has no value",
            nil
        ),
        ("fleetctl remove --env prod --count", 27, "`--count` has no value", nil),
        (
            base + " now", 58, "nothing more was expected, but `now`",
            "usage: \(TestFleet.usage)"
        ),
        ("fleetctl remove --env prod ''", 27, "a word is blank", nil),
        (
            "fleetctl rmove --env prod --subsystem billing --count 44", 9,
            "expected `remove`, not `rmove`", "did you mean `remove`?"
        ),
        ("flEETctl remove", 0, "expected `fleetctl`, not `flEETctl`", nil),
        ("", 0, "expected `fleetctl` here", "usage: \(TestFleet.usage)"),
        ("fleetctl", 8, "expected `remove` here", "usage: \(TestFleet.usage)"),
        (
            "fleetctl remove --subsystem *", 28, "a shell would act on `*` here",
            "put it between single quotes if it is meant as text"
        ),
        (
            base + "; reboot", 57, "a shell would act on `;` here",
            "put it between single quotes if it is meant as text"
        ),
        (
            base + " > out", 58, "a shell would act on `>` here",
            "put it between single quotes if it is meant as text"
        ),
        (
            "fleetctl remove --env \"$ENV\"", 23, "a shell would act on `$` here",
            "put it between single quotes if it is meant as text"
        ),
        (
            base + " # soon", 58, "a shell would act on `#` here",
            "put it between single quotes if it is meant as text"
        ),
        ("fleetctl remove --env 'prod", 22, "the quote is not closed", nil),
        ("fleetctl remove --env \"prod", 22, "the quote is not closed", nil),
        ("fleetctl remove \\", 16, "nothing follows the backslash", nil),
        ("fleetctl\nremove", 8, "a shell would act on the end of a line here", nil),
    ]

    @Test(arguments: strictlyRefused)
    func `a strict parser refuses`(
        _ line: String, _ offset: Int, _ message: String, _ help: String?
    ) throws {
        let usage = try Usage.parse(TestFleet.usage)
        let error = #expect(throws: LineError.self) { try usage.match(line, parsing: .strict) }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
        #expect(error?.help == help)
    }

    static let lenient: [(String, String)] = [
        (base, "ENV=prod SUBSYSTEM=billing COUNT=44 --force=nil"),
        ("fleetctl remove", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=nil"),
        ("fleetctl remove --count 44", "ENV=nil SUBSYSTEM=nil COUNT=44 --force=nil"),
        ("fleetctl remove --subsystem ''", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=nil"),
        ("fleetctl remove --subsystem= --f", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=--force"),
        ("fleetctl remove --count", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=nil"),
        ("fleetctl remove --count --force", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=--force"),
        ("fleetctl remove --sub bil*", "ENV=nil SUBSYSTEM=bil* COUNT=nil --force=nil"),
        ("fleetctl remove --subsytem index", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=nil"),
        ("fleetctl remove --count 4 --count 44", "ENV=nil SUBSYSTEM=nil COUNT=44 --force=nil"),
        ("fleetctl remove --env dev; ls > x", "ENV=dev; SUBSYSTEM=nil COUNT=nil --force=nil"),
        ("fleetctl remove now, please", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=nil"),
        ("fleetctl remove --force=no", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=--force"),
        ("fleetctl remove -- --count 4", "ENV=nil SUBSYSTEM=nil COUNT=nil --force=nil"),
    ]

    @Test(arguments: lenient)
    func `a lenient parser reads something into everything`(
        _ line: String, _ expected: String
    ) throws {
        #expect(try text(line, .lenient) == expected)
    }

    static let lenientlyRefused: [(String, String, String, String?)] = [
        (
            TestFleet.usage, "fleetctl rmove", "expected `remove`, not `rmove`",
            "did you mean `remove`?"
        ),
        (TestFleet.usage, "fleetctl remove --env 'p", "the quote is not closed", nil),
        (
            "ctl --server A --service B", "ctl --serv x",
            "`--serv` could be `--server` or `--service`", nil
        ),
    ]

    @Test(arguments: lenientlyRefused)
    func `a lenient parser still refuses`(
        _ usage: String, _ line: String, _ message: String, _ help: String?
    ) throws {
        let usage = try Usage.parse(usage)
        let error = #expect(throws: LineError.self) { try usage.match(line, parsing: .lenient) }
        #expect(error?.message == message)
        #expect(error?.help == help)
    }

    static let shapes: [(String, String, String)] = [
        ("ctl add NAME...", "ctl add a b c", "NAME=a NAME=b NAME=c"),
        ("ctl [(-t TAG)...] NAME", "ctl -t x here -t y", "TAG=x TAG=y NAME=here"),
        ("ctl [NAME] FILE", "ctl f", "NAME=nil FILE=f"),
        ("ctl [NAME] FILE", "ctl n f", "NAME=n FILE=f"),
        ("ctl (--all | --count COUNT)", "ctl --count 4", "--all=nil COUNT=4"),
        ("ctl (--all | --count COUNT)", "ctl --all", "--all=--all COUNT=nil"),
        ("ctl NAME... to PLACE", "ctl to to to x", "NAME=to NAME=to PLACE=x"),
        ("ctl [--a A --b B]", "ctl --b 2", "A=nil B=2"),
        ("ctl [now] NAME", "ctl now", "NAME=now"),
        ("ctl NAME", "ctl -- --odd", "NAME=--odd"),
        ("ctl NAME", "ctl -", "NAME=-"),
        ("ctl --count COUNT", "ctl --count -4", "COUNT=-4"),
    ]

    @Test(arguments: shapes)
    func `every shape of a usage is matched`(
        _ usage: String, _ line: String, _ expected: String
    ) throws {
        #expect(try text(line, .strict, usage: usage) == expected)
    }

    static let shapesRefused: [(String, String, String)] = [
        ("ctl (--all | --count COUNT)", "ctl", "the option `--all` or `--count` is missing"),
        ("ctl (--all | --count COUNT)", "ctl --all --count 4", "these options do not go together"),
        ("ctl [--force] --env ENV", "ctl", "the option `--env` is missing"),
        ("ctl [(--a A --b B)]", "ctl --a 1", "the option `--b` is missing"),
        ("ctl [NAME] FILE", "ctl", "the argument `FILE` is missing"),
        ("ctl (add | remove) NAME", "ctl delete x", "expected `add` or `remove`, not `delete`"),
        ("ctl NAME...", "ctl", "the argument `NAME` is missing"),
    ]

    @Test(arguments: shapesRefused)
    func `the way that got furthest is told`(
        _ usage: String, _ line: String, _ message: String
    ) throws {
        let usage = try Usage.parse(usage)
        let error = #expect(throws: LineError.self) { try usage.match(line, parsing: .strict) }
        #expect(error?.message == message)
    }

    @Test func `a line has a bound`() throws {
        let line = "ctl " + String(repeating: "x ", count: 256)
        let usage = try Usage.parse("ctl NAME...")
        let error = #expect(throws: LineError.self) { try usage.match(line, parsing: .strict) }
        #expect(error?.message == "the line has more than 256 words")
    }

    @Test func `a line that could be read in too many ways is given up`() throws {
        let usage = try Usage.parse("ctl ((A... B...)... C...)... end")
        let line = "ctl " + String(repeating: "x ", count: 40)
        let error = #expect(throws: LineError.self) { try usage.match(line, parsing: .strict) }
        #expect(error?.message == "there are too many ways to read the line")
    }
}
