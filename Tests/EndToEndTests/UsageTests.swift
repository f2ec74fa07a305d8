import Testing

/// What is said to those who type something that is no command, and to those who ask for help.
@Suite(.timeLimit(.minutes(30))) struct UsageTests {
    @Test(arguments: [
        "nope", "run", "run a.yaml b.yaml --out runs/one", "run a.yaml --seed one",
        "run a.yaml --seed -1", "run a.yaml --format pdf", "run a.yaml --events -",
        "run a.yaml --set removed",
        "run a.yaml --set =4", "run a.yaml --on clouds", "run a.yaml --nope", "check",
        "check a.yaml --format junit", "plan", "plan a.yaml b.yaml", "judge", "judge nowhere",
        "replay nowhere", "calibrate nowhere", "report nowhere", "report nowhere --format pdf",
        "list nobody", "list a b", "list --limit 0", "trend", "trend nobody",
        "trend a --metric speed", "trend a --metric get.time-to-recover",
        "trend a --since yesterday",
        "prune", "prune --keep -1", "prune --keep 1 --before 2026", "new", "new .yaml",
        "new Drill.yaml", "new a.yaml --name 'Two Words'",
        "new a.yaml --experiment b.yaml", "new a.yaml --today 2026-01-01",
        "new a.yaml --usage 'ctl a B' --help-text help.txt", "new a.yaml --command run",
        "new a.yaml --acts-on B", "new - --inventory hosts.csv --experiment b.yaml",
        "schema game-day",
        "reference nope", "explain nope", "run a.yaml --color sometimes",
        "run a.yaml --verify-determinism --format json",
        "run a.yaml --verify-determinism --out runs/one",
        "guard", "guard a.yaml", "guard a.yaml --", "guard a.yaml --format junit -- ctl remove",
        "guard a.yaml --probe --explain -- ctl remove",
        "schedule", "schedule a.yaml --next 0", "schedule a.yaml --next 10001",
        "schedule a.yaml --from yesterday", "schedule a.yaml --out units",
        "schedule a.yaml --export launchd", "schedule a.yaml --export kubernetes",
        "schedule a.yaml --export cron --image fumble:1",
        "schedule a.yaml --export cron --format json", "run a.yaml --late 5m",
        "run a.yaml --scheduled --out runs/one", "run a.yaml --scheduled --late 5",
        "run a.yaml --scheduled --seeds 1..2 --format json",
        "run a.yaml --id one/two", "run a.yaml --id ..", "run a.yaml b.yaml --id one",
    ])
    func isRefused(_ line: String) async throws {
        let scene = try Scene()
        let ended = try await scene.run("/bin/sh", ["-c", "\(Checkout.binary) \(line)"])
        #expect(ended.status == 64)
        #expect(ended.stdout == "")
        #expect(ended.stderr.hasPrefix("Error: "))
        #expect(ended.stderr.contains("Usage: fumble"))
        #expect(scene.names().isEmpty)
    }

    @Test func aKindMisspeltHasAHint() async throws {
        let ended = try await Scene().fumble("reference", "capacity-flor")
        #expect(ended.status == 64)
        #expect(ended.stderr.contains("did you mean `capacity-floor`?"))
    }

    static let commands = [
        "check", "plan", "run", "guard", "judge", "replay", "report", "explore", "sweep", "merge",
        "compare", "baseline", "shrink", "calibrate", "schedule", "list", "trend", "prune", "new",
        "schema", "reference", "explain", "recover", "doctor",
    ]

    @Test func helpListsEveryCommandAndEveryExitStatus() async throws {
        let scene = try Scene()
        let help = try await scene.fumble("--help")
        #expect(help.status == 0)
        #expect(help.stderr == "")
        let (lines, end) = (help.stdout.split(separator: "\n"), "SUBCOMMANDS:")
        let listed = lines.drop { $0 != end }.dropFirst()
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
            .map { String($0.split(separator: " ")[0]) }
        #expect(listed == Self.commands)
        let flat = lines.joined(separator: " ")
        for status in [
            "0 confirmed", "1 deviated", "2 inconclusive", "3 stopped or interrupted", "64 usage",
            "65 the file has mistakes", "69 this machine lacks", "70 a bug of ours",
            "71 the run failed", "74 it could not be recorded",
        ] {
            #expect(flat.contains(status), "\(status)")
        }
        #expect(try await scene.fumble() == help)
    }

    @Test(arguments: commands)
    func everyCommandHasHelpWithExamples(_ command: String) async throws {
        let help = try await Scene().fumble(command, "--help")
        #expect(help.status == 0)
        #expect(help.stderr == "")
        #expect(help.stdout.contains("OVERVIEW: "))
        #expect(help.stdout.contains("  fumble \(command)"))
        #expect(help.stdout.contains("USAGE: fumble \(command)"))
        let lines = help.stdout.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func version() async throws {
        let ended = try await Scene().fumble("--version")
        #expect(ended.status == 0)
        #expect(ended.stdout.split(separator: ".").count == 3)
        #expect(ended.stderr == "")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) async throws {
        let ended = try await Scene().fumble("--generate-completion-script", shell)
        #expect(ended.status == 0)
        for command in Self.commands { #expect(ended.stdout.contains(command)) }
    }
}
