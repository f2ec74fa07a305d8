import Foundation
import Testing

/// `fumble schedule` and `fumble run --scheduled`, as schedulers and people meet them.
@Suite(.timeLimit(.minutes(30))) struct ScheduleTests {
    /// Zones that lie with the tests, so that a machine without any has these.
    private static let zones = Checkout.root.appending(path: "Tests/FumbleScheduleTests/Data/zones")
        .path()

    static func environment(_ scene: Scene) -> [String: String] {
        [
            "TZDIR": zones, "XDG_STATE_HOME": scene.folder.appending(path: "state").path(),
            "FUMBLE": Checkout.binary,
        ]
    }

    /// A drill that carries a `when:`, and its fleet.
    @discardableResult
    static func write(
        _ drill: Drill = .confirmed, when: String, to scene: Scene, as file: String? = nil
    ) throws -> String {
        let written = try drill.write(to: scene)
        let name = file ?? written
        try scene.write(try scene.text(written) + "when: \(when)\n", to: name)
        return name
    }

    private static let quarterly =
        "{at: first Tuesday of the quarter at 10:00, zone: Europe/Berlin, never-on: freeze.ics}"

    private static let freeze = """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        SUMMARY:the summer freeze
        DTSTART;VALUE=DATE:20270701
        DTEND;VALUE=DATE:20270710
        END:VEVENT
        END:VCALENDAR

        """

    @Test func printsTheNextDates() async throws {
        let scene = try Scene()
        let file = try Self.write(when: Self.quarterly, to: scene)
        try scene.write(Self.freeze, to: "freeze.ics")
        let ended = try await scene.fumble(
            "schedule", file, "--next", "3", "--from", "2027-01-05T09:00Z",
            environment: Self.environment(scene))
        #expect(ended.status == 0)
        #expect(ended.stderr == "")
        #expect(
            ended.stdout == """
                confirmed.yaml: first Tuesday of the quarter at 10:00, Europe/Berlin
                  Tue 2027-01-05 10:00 +01:00  2027-01-05T09:00:00Z
                  Tue 2027-04-06 10:00 +02:00  2027-04-06T08:00:00Z
                  Tue 2027-07-06 10:00 +02:00  skipped: never on the summer freeze (freeze.ics)
                  Tue 2027-10-05 10:00 +02:00  2027-10-05T08:00:00Z

                """)
    }

    @Test func saysWhatTheClocksDo() async throws {
        let scene = try Scene()
        let file = try Self.write(
            when: "{at: \"30 2 * * *\", zone: Europe/Berlin, window: 00:00-24:00 sat-mon}",
            to: scene)
        func dates(_ from: String) async throws -> [Substring] {
            try await scene.fumble(
                "schedule", file, "--next", "2", "--from", from,
                environment: Self.environment(scene)
            ).stdout.split(separator: "\n")
        }
        #expect(
            try await dates("2027-03-28") == [
                "confirmed.yaml: 30 2 * * *, Europe/Berlin",
                "  Sun 2027-03-28 03:00 +02:00  2027-03-28T01:00:00Z  after the gap",
                "  Mon 2027-03-29 02:30 +02:00  2027-03-29T00:30:00Z",
            ])
        #expect(
            try await dates("2027-10-26") == [
                "confirmed.yaml: 30 2 * * *, Europe/Berlin",
                "  Tue 2027-10-26 02:30 +02:00  to 2027-10-29 02:30: 4 skipped: outside the window",
                "  Sat 2027-10-30 02:30 +02:00  2027-10-30T00:30:00Z",
                "  Sun 2027-10-31 02:30 +02:00  2027-10-31T00:30:00Z  the first of two",
            ])
    }

    @Test func printsThemAsJSON() async throws {
        let scene = try Scene()
        let file = try Self.write(when: Self.quarterly, to: scene)
        try scene.write(Self.freeze, to: "freeze.ics")
        let ended = try await scene.fumble(
            "schedule", file, "--from", "2027-07-01", "--next", "1", "--format", "json",
            environment: Self.environment(scene))
        struct Answer: Decodable {
            struct Schedule: Decodable {
                struct Entry: Decodable {
                    let due: Bool
                    let utc: String
                    let reason: String?
                }
                let zone: String
                let dates: [Entry]
            }
            let schema: String
            let schedules: [Schedule]
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(ended.stdout.utf8))
        #expect(answer.schema == "fumble.schedule/1")
        let only = try #require(answer.schedules.first)
        #expect(only.zone == "Europe/Berlin")
        #expect(only.dates.map(\.due) == [false, true])
        #expect(only.dates.map(\.utc) == ["2027-07-06T08:00:00Z", "2027-10-05T08:00:00Z"])
    }

    /// Zone, calendar and time are checked with the rest of the file.
    @Test func mistakesAreToldByCheck() async throws {
        let scene = try Scene()
        try scene.write("BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=NEVER\n", to: "freeze.ics")
        let file = try Self.write(
            .broken, when: "{at: every day at 10:00, zone: Europe/Berln, never-on: freeze.ics}",
            to: scene)
        let ended = try await scene.fumble("check", file, environment: Self.environment(scene))
        #expect(ended.status == 65)
        #expect(ended.stdout.contains("error[E0181]: there is no time zone `Europe/Berln`"))
        #expect(ended.stdout.contains("did you mean `settle`?"))
        #expect(ended.stdout.contains("freeze.ics:2:1: error[E0182]"))
        let bare = try await scene.fumble("check", file, environment: ["TZDIR": "/nowhere"])
        #expect(bare.stdout.contains("help: this machine has no time zones: install `tzdata`"))
        let none = try Drill.confirmed.write(to: scene)
        let without = try await scene.fumble("schedule", none)
        #expect(without.status == 65)
        #expect(without.stderr.contains("the experiment does not say when it is run"))
    }

    // MARK: Other schedulers

    private static func export(
        _ arguments: String..., checkedBy tool: String, when: String = quarterly
    ) async throws {
        let scene = try Scene()
        let file = try write(when: when, to: scene)
        try scene.write(freeze, to: "freeze.ics")
        let ended = try await scene.run(
            Checkout.binary,
            ["schedule", file, "--from", "2027-01-01", "--out", "units", "--export"] + arguments,
            environment: environment(scene))
        #expect(ended.status == 0, "\(ended)")
        #expect(ended.stdout.hasSuffix("checked by \(tool)\n"), "\(ended)")
    }

    private static let when = [
        quarterly, "{at: every day at 02:30, zone: Europe/Berlin}", "\"*/5 9-17 * * mon-fri\"",
        "\"7 * * * *\"",
    ]

    @Test(
        .enabled(if: Tool.isWanted(Tool.systemd), "there is no systemd-analyze: install systemd"),
        arguments: when)
    func systemdTakesIt(_ when: String) async throws {
        try await Self.export("systemd", checkedBy: "systemd-analyze verify", when: when)
    }

    @Test(
        .enabled(if: Tool.isWanted(Tool.crontab), "there is no crontab: install cron"),
        arguments: when)
    func cronTakesIt(_ when: String) async throws {
        try await Self.export("cron", checkedBy: "crontab -n", when: when)
    }

    @Test(
        .enabled(
            if: Tool.isWanted(Tool.workflows), "there is no check-jsonschema: pip install it"),
        arguments: when)
    func githubTakesIt(_ when: String) async throws {
        try await Self.export("github", checkedBy: "check-jsonschema --builtin-schema", when: when)
    }

    @Test(
        .enabled(
            if: Tool.isWanted(Tool.cronJobs), "there is no kubernetes-validate: pip install it"),
        arguments: when)
    func kubernetesTakesIt(_ when: String) async throws {
        try await Self.export(
            "kubernetes", "--image", "registry/fumble:1",
            checkedBy: "kubernetes-validate --strict", when: when)
    }

    /// The times that systemd makes of it are the dates, over both changes.
    @Test(.enabled(if: Tool.isWanted(Tool.systemd), "there is no systemd-analyze: install systemd"))
    func systemdMeansTheSameDates() async throws {
        let scene = try Scene()
        let file = try Self.write(
            when: "{at: first Tuesday of the quarter at 10:00, zone: Europe/Berlin}", to: scene)
        let ended = try await scene.fumble(
            "schedule", file, "--export", "systemd", environment: Self.environment(scene))
        let line = try #require(
            ended.stdout.split(separator: "\n").first { $0.hasPrefix("OnCalendar=") })
        let told = try await scene.run(
            "/usr/bin/env",
            [
                "TZ=UTC", "systemd-analyze", "calendar", "--base-time=2027-01-01 00:00:00 UTC",
                "--iterations=4", String(line.dropFirst("OnCalendar=".count)),
            ])
        let dates = told.stdout.matches(of: /2027-\d\d-\d\d \d\d:\d\d/).map { String($0.output) }
        #expect(
            dates == [
                "2027-01-05 09:00", "2027-04-06 08:00", "2027-07-06 08:00", "2027-10-05 08:00",
            ])
    }

    // MARK: Runs

    @Test func runsWhatIsDueOnce() async throws {
        let scene = try Scene()
        let file = try Self.write(when: "{at: every day at 10:00, late: 20m}", to: scene)
        func run(_ at: String) async throws -> Outcome {
            try await scene.fumble(
                "run", "--scheduled", file, "--at", at, environment: Self.environment(scene))
        }
        for early in ["2027-01-05T09:59Z", "2027-01-05T10:20Z"] {
            let ended = try await run(early)
            #expect(ended.status == 0)
            #expect(ended.stdout == "")
            #expect(ended.stderr.hasPrefix("confirmed.yaml: not due; next 2027-01-0"))
        }
        #expect(!scene.exists("Reports"))
        let due = try await run("2027-01-05T10:19Z")
        #expect(due.status == 0)
        #expect(due.stdout.hasPrefix("Refused in 40 ms."))
        let record = try scene.text(try scene.onlyRun() + "/run.json")
        #expect(record.contains("\"scheduled\" : \"2027-01-05T10:00:00Z\""))
        let again = try await run("2027-01-05T10:19Z")
        #expect(again.status == 0)
        #expect(again.stdout == "")
        #expect(again.stderr.contains("2027-01-05T10:00:00Z was run already"))
        _ = try scene.onlyRun()
        // Once as it is read from the run, once as it is remembered.
        for _ in 0..<2 {
            let listed = try await scene.fumble("list")
            #expect(listed.stdout.contains(/scheduled\s+for\s+2027-01-05T10:00:00Z/))
        }

        // One that was killed had begun, and was not run.
        let folder = "state/fumble/schedules"
        let memory = try #require(
            try FileManager.default.contentsOfDirectory(
                atPath: scene.folder.appending(path: folder).path()
            ).first { $0.hasSuffix(".last") })
        #expect(try scene.text("\(folder)/\(memory)") == "2027-01-05T10:00:00Z\n")
        try scene.write("2027-01-05T10:00:00Z begun\n", to: "\(folder)/\(memory)")
        let killed = try await run("2027-01-05T10:19Z")
        #expect(killed.stdout.hasPrefix("Refused in 40 ms."))
        #expect(killed.stderr.contains("2027-01-05T10:00:00Z was begun and not ended"))
        let late = try await scene.fumble(
            "run", "--scheduled", file, "--at", "2027-01-06T10:05Z", "--late", "5m",
            environment: Self.environment(scene))
        #expect(late.stdout == "")
        #expect(try await run("2027-01-06T10:05Z").stdout.hasPrefix("Refused"))
        let replayed = try await scene.fumble("replay", "confirmed", "--quiet")
        #expect(replayed.status == 0)
    }

    /// A program is told while the fleet is still ours; what it starts on the same fleet is refused.
    @Test func neverTwoOnOneFleet() async throws {
        let scene = try Scene()
        let second = try Self.write(when: "\"@hourly\"", to: scene, as: "second.yaml")
        let first = try Self.write(
            .confirmed, when: "{at: \"@hourly\", then: {exec: [./tell.sh]}}", to: scene,
            as: "first.yaml")
        try scene.write(
            """
            #!/bin/sh
            "$FUMBLE" run --scheduled \(second) --at 2027-01-05T10:00Z >out.txt 2>err.txt
            echo $? >status.txt
            cat >verdict.json
            echo "this is for nobody" >&2
            exit 4

            """, to: "tell.sh")
        _ = try await scene.run("/bin/chmod", ["+x", "tell.sh"])
        let ended = try await scene.fumble(
            "run", "--scheduled", first, "--at", "2027-01-05T10:00Z", "--format", "json",
            environment: Self.environment(scene))
        #expect(ended.status == 0)
        #expect(try scene.text("status.txt") == "3\n")
        #expect(try scene.text("out.txt") == "")
        let refused = try scene.text("err.txt")
        #expect(
            refused.hasPrefix(
                "second.yaml: not run: another run is on fleet.yaml: first.yaml, process "
            ))
        #expect(try scene.text("verdict.json") == ended.stdout)
        #expect(
            ended.stderr.hasSuffix(
                "fumble: the verdict was not told: `./tell.sh` failed (exited(4)): this is for nobody\n"
            ), "\(ended.stderr)")
        // The fleet is free again, and the date that was refused was not taken for run.
        let after = try await scene.fumble(
            "run", "--scheduled", second, "--at", "2027-01-05T10:05Z",
            environment: Self.environment(scene))
        #expect(after.stdout.hasPrefix("Refused in 40 ms."))
    }

    /// A folder: those that say when, and a schedule for the rest.
    @Test func aFolderIsRunAsItsFilesSay() async throws {
        let scene = try Scene()
        try Self.write(when: "every day at 10:00", to: scene, as: "drills/own.yaml")
        try scene.write(try scene.text("fleet.yaml"), to: "drills/fleet.yaml")
        let other = try Drill.deviated.write(to: scene)
        try scene.write(try scene.text(other), to: "drills/other.yaml")
        try scene.write("kind: ConfigMap\n", to: "drills/not-ours.yaml")
        try scene.write(
            "fumble: schedule/v1\nname: weekly\nwhen: every Monday at 10:00\n",
            to: "drills/weekly.yaml")
        let checked = try await scene.fumble("check", "drills/weekly.yaml")
        #expect(checked.stdout == "drills/weekly.yaml: schedule weekly: no mistakes\n")
        let dates = try await scene.fumble(
            "schedule", "drills", "--next", "1", "--from", "2027-01-05")
        #expect(
            dates.stdout == """
                drills/weekly.yaml: every Monday at 10:00, UTC
                  Mon 2027-01-11 10:00 +00:00  2027-01-11T10:00:00Z

                drills/own.yaml: every day at 10:00, UTC
                  Tue 2027-01-05 10:00 +00:00  2027-01-05T10:00:00Z

                """)
        let tuesday = try await scene.fumble(
            "run", "--scheduled", "drills", "--at", "2027-01-05T10:00Z",
            environment: Self.environment(scene))
        #expect(tuesday.status == 0)
        #expect(tuesday.stdout.hasPrefix("Refused in 40 ms."))
        let monday = try await scene.fumble(
            "run", "--scheduled", "drills", "--at", "2027-01-11T10:00Z", "--format", "json",
            environment: Self.environment(scene))
        #expect(monday.status == 1)
        let experiments = try FileManager.default.contentsOfDirectory(
            atPath: scene.folder.appending(path: "Reports/runs").path()
        ).sorted()
        #expect(experiments == ["confirmed", "deviated"])
        try scene.write("", to: "empty/readme.txt")
        let empty = try await scene.fumble("schedule", "empty")
        #expect(empty.status == 65)
        #expect(empty.stderr.contains("nothing in the folder says when it is run"))
    }
}
