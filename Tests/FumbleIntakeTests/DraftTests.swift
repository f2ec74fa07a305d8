import FumbleDocument
import FumbleIntake
import FumbleModel
import Testing

/// What a line does is guessed from the names of its arguments; where nobody can tell, it is asked.
@Suite struct DraftTests {
    private static func draft(
        _ usage: String, actsOn: String? = nil, howMany: String? = nil,
        known: [String] = ["web", "db"], zones: [String]? = nil
    ) throws -> Result<PlaybookDraft, IntakeMistakes> {
        PlaybookDraft.of(
            try ToolUsage.line(usage, at: "usage").get(), actsOn: actsOn, howMany: howMany,
            known: known, zones: zones)
    }

    private static func questions(
        _ result: Result<PlaybookDraft, IntakeMistakes>
    ) -> [String] {
        guard case .failure(let mistakes) = result else { return [] }
        return mistakes.diagnostics.sorted.map {
            "\($0.span.start.column) \($0.code.rawValue) \($0.message.prefix(40))"
        }
    }

    @Test(arguments: [
        ("opsctl drain SERVICE --count COUNT", "remove-servers: {of: SERVICE, count: COUNT}"),
        ("opsctl drain SERVICE --percent PERCENT", "{of: SERVICE, count: PERCENT%}"),
        ("opsctl drain SERVICE --max-pct MAX-PCT", "{of: SERVICE, count: MAX-PCT%}"),
        ("opsctl drain SERVICE_NAME --nodes NODE_COUNT", "{of: SERVICE_NAME, count: NODE_COUNT}"),
        ("opsctl drain SERVICE N --zone ZONE", "{of: SERVICE, count: N, zone: ZONE}"),
        ("opsctl drain SERVICE N [--az AZ]", "{of: SERVICE, count: N, zone: AZ}"),
        ("opsctl drain SERVICE --zone ZONE", "{of: SERVICE, count: 100%, zone: ZONE}"),
        ("opsctl restart SERVICE N", "restart-servers: {of: SERVICE, count: N}"),
        ("opsctl drain --count COUNT", "{of: web, count: COUNT}"),
        ("opsctl drain HOST...", "remove-servers: {servers: HOST}"),
        ("opsctl restart --hosts HOSTS", "restart-servers: {servers: HOSTS}"),
        ("opsctl undrain INSTANCE-ID", "add-servers: {servers: INSTANCE-ID}"),
        ("opsctl drain --node NODE [--env ENV]", "remove-servers: {servers: NODE}"),
    ])
    func whatItDoes(usage: String, does: String) throws {
        let lines = try Self.draft(usage, zones: ["a", "b"]).get().lines(asks: nil)
        #expect(lines.contains { $0.contains(does) && $0.contains("# guess") }, "\(lines)")
        #expect(!lines.contains { $0.contains("ignores") })
    }

    /// A file that said something of these would tell that all is well of a tool nobody understood.
    @Test(arguments: [
        ("opsctl drain [HOST...]", ["15 E0072 `HOST` names servers, and what a line do"]),
        ("opsctl drain HOST N", ["14 E0072 `HOST` names servers, and is not all tha"]),
        (
            "opsctl drain SERVICE [--instance-ids INSTANCE-IDS]",
            ["38 E0072 `INSTANCE-IDS` names servers, and what a"]
        ),
        ("opsctl drain SERVICE", ["1 E0072 nothing in the usage line says how many "]),
        (
            "opsctl drain SERVICE --share SHARE",
            ["30 E0072 `SHARE` may be a fraction or percent, an"]
        ),
        (
            "opsctl drain SERVICE N --zone ZONE",
            ["31 E0072 `ZONE` names a zone, and the list of hos"]
        ),
        (
            "opsctl drain SERVICE N [--all]",
            ["25 E0072 `--all` changes how many servers a line "]
        ),
        (
            "kubectl scale SERVICE --replicas REPLICAS",
            ["9 E0072 `scale` says how many servers are to be "]
        ),
        (
            "asgctl set-capacity SERVICE N",
            ["8 E0072 `set-capacity` says how many servers are"]
        ),
        ("capctl keep SERVICE COUNT", ["8 E0072 `keep` says how many servers are to be t"]),
        (
            "capctl trim SERVICE --replicas REPLICAS",
            ["21 E0072 `--replicas` mostly says how many server"]
        ),
        (
            "capctl (drain|add) SERVICE COUNT",
            ["15 E0072 of `drain`, `add` not all do the same to"]
        ),
        (
            "capctl (drain|resize) SERVICE COUNT",
            [
                "15 E0072 `resize` says how many servers are to be",
                "15 E0072 of `drain`, `resize` not all do the same",
            ]
        ),
    ])
    func whatNobodyCanTell(usage: String, expected: [String]) throws {
        #expect(Self.questions(try Self.draft(usage, zones: [])) == expected)
    }

    /// Somebody who knows says that it is not how many are to be left.
    @Test func whatIsNoTarget() throws {
        let lines = try Self.draft(
            "capctl trim SERVICE --replicas REPLICAS", howMany: "REPLICAS"
        ).get().lines(asks: nil)
        #expect(lines.contains { $0.contains("{of: SERVICE, count: REPLICAS}") })
        let help = "usage: capctl [-h] [--n N] {drain,add} service\n"
        let tool = try ToolUsage.helpText(Array(help.utf8), file: "help.txt").get()
        let asked = PlaybookDraft.of(tool, actsOn: nil, howMany: nil, known: ["web"])
        #expect(
            Self.questions(asked).map { $0.suffix(40) } == [
                "of `drain`, `add` not all do the same to"
            ])
    }

    @Test func whatIsGuessedIsSaid() throws {
        let usage =
            "ctl drain SERVICE N [--zone ZONE] [--host HOST] [--share SHARE] --reason TEXT "
            + "[--force] [--now]"
        let draft = try Self.draft(usage, zones: []).get()
        #expect(
            draft.guesses == [
                "`ZONE` and `HOST` may say which servers, and are taken for nothing",
                "`SHARE` may say how many servers, and is taken for nothing",
                "`TEXT`, `--force` and `--now` are taken to change nothing of what is done",
            ])
        let lines = draft.lines(asks: "floor")
        for guess in draft.guesses { #expect(lines.contains("    # guess: \(guess)")) }
        #expect(lines.contains("    ignores: [ZONE, HOST, SHARE, TEXT]   # guess"))
        #expect(lines.contains("    asks: [floor]"))
    }

    /// Whoever names servers names them all: what else the line says is told to be a guess.
    @Test func whatIsSaidBesideServers() throws {
        let draft = try Self.draft("ctl drain SERVICE --host HOST [--zone ZONE] --why TEXT").get()
        #expect(draft.namesServers)
        #expect(
            draft.guesses == [
                "`SERVICE` and `ZONE` may say which servers, and are taken for nothing",
                "`TEXT` is taken to change nothing of what is done",
            ])
        #expect(draft.lines(asks: nil).contains("    ignores: [SERVICE, ZONE, TEXT]   # guess"))
    }

    @Test func whatIsSaidOfIt() throws {
        let usage = "ctl kick WHAT --times TIMES"
        #expect(Self.questions(try Self.draft(usage, known: [])).count == 1)
        let unknown = try Self.draft(usage, actsOn: "WAHT", howMany: "0")
        guard case .failure(let mistakes) = unknown else {
            Issue.record("it is unknown")
            return
        }
        #expect(mistakes.diagnostics.sorted.first?.help == "did you mean `WHAT`?")
        #expect(mistakes.diagnostics.sorted.count == 2)
        for (howMany, count) in [
            ("TIMES", "TIMES"), ("2", "2"), ("50%", "50%"), ("all", "100%"),
        ] {
            let draft = try Self.draft(usage, actsOn: "WHAT", howMany: howMany).get()
            #expect(
                draft.lines(asks: nil).contains { $0.contains("{of: WHAT, count: \(count)}") })
        }
        let share = try Self.draft("ctl drain SERVICE SHARE", howMany: "SHARE").get()
        #expect(share.lines(asks: nil).contains { $0.contains("count: SHARE%}") })
    }

    /// A choice of words is the subsystem where they are names of some.
    @Test func choices() throws {
        let help = "Usage: capctl drain [OPTIONS] {web|db} {fast|slow} COUNT\n"
        let tool = try ToolUsage.helpText(Array(help.utf8), file: "help.txt").get()
        let draft = try PlaybookDraft.of(
            tool, actsOn: nil, howMany: nil, known: ["index", "db"]
        ).get()
        let lines = draft.lines(asks: nil)
        #expect(lines.contains { $0.contains("{of: CHOICE, count: COUNT}") })
        #expect(lines.contains("    # CHOICE is one of web, db"))
        #expect(draft.guesses.first?.hasPrefix("`CHOICE-2` is taken") == true)
    }

    @Test(arguments: [
        ("ctl drain [OPTIONS] SERVICE COUNT", "`[OPTIONS]`"),
        ("ctl drain SERVICE [flags]", "`[flags]`"),
    ])
    func optionsThatAreNotTold(usage: String, named: String) throws {
        guard case .failure(let mistakes) = ToolUsage.line(usage, at: "usage") else {
            Issue.record("\(usage) was read")
            return
        }
        #expect(mistakes.diagnostics.sorted.map(\.code) == [.usageSyntax])
        #expect(mistakes.diagnostics.sorted[0].message.hasPrefix(named))
    }
}
