import FumbleControl
import FumbleModel
import Testing

/// A line made of a usage, and names of options as other people write them.
@Suite struct ExampleLineTests {
    @Test(arguments: [
        (
            "ctl remove --env ENV --of SUBSYSTEM --count COUNT [--force]",
            "ctl remove --env x --of index --count 1"
        ),
        ("ctl drain SUBSYSTEM [--count COUNT] [--why TEXT]", "ctl drain index --count 1"),
        ("ctl (all | only SUBSYSTEM) [HOST...]", "ctl only index"),
        ("ctl (stop | start) SUBSYSTEM...", "ctl stop index"),
        ("ctl [(--all | --of SUBSYSTEM)]", "ctl --of index"),
    ])
    func example(usage: String, line: String) throws {
        let usage = try Usage.parse(usage)
        #expect(usage.example(["SUBSYSTEM": "index", "COUNT": "1"]) == line)
        _ = try usage.match(line, parsing: .strict)
    }

    @Test func optionsWithUnderscores() throws {
        let usage = try Usage.parse("ctl remove [--dry_run] [--maxCount COUNT]")
        #expect(usage.flags == ["--dry_run"])
        let match = try usage.match("ctl remove --dry_run --maxCount 4", parsing: .strict)
        #expect(match.values(of: "COUNT").map(\.text) == ["4"])
        #expect(throws: UsageError.self) { try Usage.parse("ctl --Force") }
        #expect(throws: UsageError.self) { try Usage.parse("ctl --_force") }
    }
}
