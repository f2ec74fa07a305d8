import FumbleControl
import FumbleModel
import Testing

@Suite struct UsageTests {
    @Test func `a usage lists its arguments and flags in order`() throws {
        let usage = try Usage.parse(TestFleet.usage)
        #expect(usage.arguments == ["ENV", "SUBSYSTEM", "COUNT"])
        #expect(usage.flags == ["--force"])
        #expect(usage.text == TestFleet.usage)
    }

    @Test func `options are told from flags by what follows`() throws {
        let usage = try Usage.parse("ctl (add | remove) NAME... [-v --limit=LIMIT] [(--a A --b)]")
        #expect(usage.arguments == ["NAME", "LIMIT", "A"])
        #expect(usage.flags == ["-v", "--b"])
    }

    @Test func `branches of a choice may share names`() throws {
        let usage = try Usage.parse("ctl (add NAME --to TO | remove NAME --to TO)")
        #expect(usage.arguments == ["NAME", "TO"])
    }

    static let broken: [(String, Int, String, String?)] = [
        ("", 0, "the usage is blank", nil),
        ("  ", 2, "the usage is blank", nil),
        ("--env ENV", 0, "a usage begins with the name of its command, not with `--env`", nil),
        ("ctl [--env ENV", 4, "`[` is not closed", "close it with `]`"),
        ("ctl (add | remove", 4, "`(` is not closed", "close it with `)`"),
        ("ctl [add)", 4, "`[` is not closed", "close it with `]`"),
        ("ctl add)", 7, "`)` closes nothing", nil),
        ("ctl []", 5, "something is missing here", "`(`, `[` and `|` want an element"),
        ("ctl (a | )", 9, "something is missing here", "`(`, `[` and `|` want an element"),
        ("ctl (... a)", 5, "`...` repeats nothing", "put it after what is repeated"),
        (
            "ctl Count", 4, "`Count` is neither a word nor an argument",
            "write words in small letters, and arguments in capitals, such as `COUNT`"
        ),
        (
            "ctl <name>", 4, "`<name>` is neither a word nor an argument",
            "write words in small letters, and arguments in capitals, such as `COUNT`"
        ),
        (
            "ctl ---env ENV", 4, "`---env` is not an option's name",
            "write `--name` in small letters, or `-n` with one letter"
        ),
        (
            "ctl -env ENV", 4, "`-env` is not an option's name",
            "write `--name` in small letters, or `-n` with one letter"
        ),
        (
            "ctl --env=env", 4, "the value of `--env` is not an argument's name",
            "write it in capitals, such as `--env=COUNT`"
        ),
        (
            "ctl --env ENV --env ENV", 14, "`--env` is named twice",
            "each option and argument has a name of its own, save in branches of a choice"
        ),
        (
            "ctl NAME (NAME | all)", 10, "`NAME` is named twice",
            "each option and argument has a name of its own, save in branches of a choice"
        ),
        (
            "ctl (--a A | --a B)", 0, "`--a` is written both as `--a A` and as `--a B`",
            "an option has the same value wherever it stands"
        ),
    ]

    @Test(arguments: broken)
    func `a broken usage is refused`(
        _ usage: String, _ offset: Int, _ message: String, _ help: String?
    ) {
        let error = #expect(throws: UsageError.self) { try Usage.parse(usage) }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
        #expect(error?.help == help)
    }

    @Test func `a usage is neither deep nor long without bound`() {
        let deep = String(repeating: "(", count: 17) + "a" + String(repeating: ")", count: 17)
        #expect(
            #expect(throws: UsageError.self) { try Usage.parse("ctl " + deep) }?.message
                == "more than 16 brackets in one another")
        let long = (0..<128).map { " w\($0)" }.joined()
        #expect(
            #expect(throws: UsageError.self) { try Usage.parse("ctl" + long) }?.message
                == "the usage has 129 elements, and 128 is the most")
    }
}
