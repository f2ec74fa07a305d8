import Foundation
import Testing

/// `fumble guard`: the guards as a pre-flight in front of a team's own tool.
@Suite(.timeLimit(.minutes(30))) struct GuardTests {
    private let line = [
        "--", "fleetctl", "remove", "--env", "prod", "--subsystem", "billing", "--count",
    ]
    private let fleet = "\(Checkout.root.path())Experiments/s3-2017/fleets/guarded.yaml"

    private func ask(_ options: [String] = [], count: String, in scene: Scene) async throws
        -> Outcome
    {
        try await scene.run(Checkout.binary, ["guard", fleet] + options + line + [count])
    }

    @Test func whatIsMeantIsAllowed() async throws {
        let scene = try Scene()
        let ended = try await ask(count: "2", in: scene)
        #expect(ended.status == 0)
        #expect(ended.stdout.contains("would remove 2 servers"))
        #expect(ended.stdout.hasSuffix("allowed\n"))
        #expect(ended.stderr == "")
        // The tool behind it would do at once what the pace spreads.
        let paced = try await ask(count: "4", in: scene)
        #expect(paced.status == 1)
        #expect(paced.stdout.hasSuffix("refused: 2 servers of 4 may go now\n"))
        #expect(scene.names().isEmpty)
    }

    @Test func whatIsMistypedIsRefused() async throws {
        let ended = try await ask(count: "44", in: Scene())
        #expect(ended.status == 1)
        #expect(ended.stdout.contains("floor refuses it: `COUNT` 44 would leave `"))
        #expect(ended.stdout.contains("below its minimum"))
        #expect(ended.stdout.hasSuffix("refused\n"))
    }

    @Test func theParserIsGuardZero() async throws {
        let ended = try await ask(count: "4O", in: Scene())
        #expect(ended.status == 1)
        #expect(ended.stdout.contains("`COUNT` must be a whole number"))
    }

    @Test func aFileWithMistakesIsNoFleet() async throws {
        let scene = try Scene()
        try scene.write("fumble: fleet/v1\nname: x\n", to: "fleet.yaml")
        let ended = try await scene.fumble("guard", "fleet.yaml", "--", "ctl", "remove")
        #expect(ended.status == 65)
        #expect(ended.stderr.contains("fleet.yaml:1:1: error[E0010]"))
    }

    @Test func aSnapshotIsWhatIsThere() async throws {
        let scene = try Scene()
        let dead = (0..<30).map { #"{"server": "index-\#($0)", "is": "crashed"}"# }
        try scene.write(
            #"{"schema": "fumble.snapshot/1", "servers": [\#(dead.joined(separator: ", "))]}"#,
            to: "now.json")
        let ended = try await ask(["--snapshot", "now.json"], count: "4", in: scene)
        #expect(ended.status == 1)
        #expect(ended.stdout.contains("would leave `index` with 66 of 100 servers"))
        try scene.write(
            #"{"schema": "fumble.snapshot/1", "servers": [{"server": "indx-1", "is": "up"}]}"#,
            to: "odd.json")
        let odd = try await ask(["--snapshot", "odd.json"], count: "4", in: scene)
        #expect(odd.status == 65)
        #expect(odd.stderr.contains("odd.json:1:"))
        #expect(odd.stderr.contains("E0062"))
    }

    /// Of two words about one server nobody knows which is true.
    @Test func aServerListedTwiceIsAMistake() async throws {
        let scene = try Scene()
        try scene.write(
            #"""
            {"schema": "fumble.snapshot/1", "servers": [
              {"server": "index-3", "is": "crashed"}, {"server": "index-3", "is": "serving"}]}
            """#, to: "twice.json")
        let twice = try await ask(["--snapshot", "twice.json"], count: "2", in: scene)
        #expect(twice.status == 65)
        #expect(twice.stderr.contains("twice.json:2:54"))
        #expect(twice.stderr.contains("this server is listed twice"))
    }

    @Test func everyDecisionIsLogged() async throws {
        let scene = try Scene()
        _ = try await ask(["--log", "guards.jsonl"], count: "2", in: scene)
        _ = try await ask(["--log", "guards.jsonl", "--format", "json"], count: "44", in: scene)
        let lines = try scene.text("guards.jsonl").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains(#""decision":"allowed""#) == true)
        #expect(lines.last?.contains(#""decision":"refused""#) == true)
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"at":"20"#) })
        let lost = try await ask(["--log", "no/such/folder.jsonl"], count: "4", in: scene)
        #expect(lost.status == 74)
    }

    /// Why a guard answered so hangs on more than the line: what was said beside it is logged too.
    @Test func whatWasSaidBesideTheLineIsLogged() async throws {
        let scene = try Scene()
        try scene.write(
            #"{"schema": "fumble.snapshot/1", "age_s": 7, "servers": []}"#, to: "now.json")
        let said = [
            "--log", "guards.jsonl", "--ticket", "CHG-4", "--window", "prod-shell", "--confirm",
            "billing", "--dry-run", "fleetctl remove --count 1", "--second-person", "looks",
            "--snapshot", "now.json",
        ]
        _ = try await ask(said, count: "2", in: scene)
        _ = try await ask(["--log", "guards.jsonl"], count: "2", in: scene)
        let lines = try scene.text("guards.jsonl").split(separator: "\n")
        #expect(
            lines.first?.contains(
                #""said":{"window":"prod-shell","confirm":"billing","#
                    + #""dry_run":"fleetctl remove --count 1","ticket":"CHG-4","#
                    + #""second_person":true,"at_terminal":true,"snapshot_age_s":7}"#) == true,
            "\(lines)")
        #expect(
            lines.last?.contains(
                #""said":{"window":null,"confirm":null,"dry_run":null,"ticket":null,"#
                    + #""second_person":false,"at_terminal":false,"snapshot_age_s":null}"#) == true)
    }

    /// Data are not counted in servers: what would be done to them is said, and what is put off is not
    /// allowed now.
    @Test func whatReachesPastServersIsSaid() async throws {
        let scene = try Scene()
        try scene.write(
            """
            fumble: fleet/v1
            name: store
            environment: prod
            zones: [a]
            subsystems:
              index:
                minimum: 50%
                state: {size: 10 GB, objects: 1M objects, copies: 3}
            servers:
              - {group: all, count: 6, carries: [index], restart-age: 1d}
            operations:
              get: {path: [index], rate: 10/s, service: 4ms, timeout: 1s}
            promises:
              data: {data: {of: index}}
            guards:
              later: {keeps: data, soft-delete: {cooling: 24h}}
              asked: {keeps: data, type-the-name: {unattended: refuse}}
            playbook:
              purge:
                usage: ctl purge SUBSYSTEM --share SHARE
                does: {delete-data: {of: SUBSYSTEM, share: SHARE}}
                asks: [later]
              cut:
                usage: ctl cut OPERATION
                does: {withdraw-route: {of: OPERATION, share: 25%}}
                asks: [asked]
            """, to: "store.yaml")
        let purge = try await scene.fumble(
            "guard", "store.yaml", "--", "ctl", "purge", "index", "--share", "40%")
        #expect(purge.status == 1, "\(purge.stdout)\(purge.stderr)")
        #expect(purge.stdout.hasPrefix("would delete 40% of the data of `index`\n  index: 10 GB"))
        #expect(purge.stdout.contains("the line would delete 40% of the data of `index`: this is"))
        #expect(purge.stdout.hasSuffix("refused: nothing of it may be done now\n"))
        let cut = try await scene.fumble(
            "guard", "store.yaml", "--confirm", "index", "--", "ctl", "cut", "get")
        #expect(cut.status == 1)
        #expect(cut.stdout.hasPrefix("would cut 25% of clients off from `get`\n"))
        #expect(
            cut.stdout.contains(
                "`index` was typed where `get` was asked for: the line would cut 25% of clients"))
        let named = try await scene.fumble(
            "guard", "store.yaml", "--confirm", "get", "--", "ctl", "cut", "get")
        #expect(named.status == 0, "\(named.stdout)")
    }

    /// What the log says was allowed is counted by the pace; of two operators the second is told.
    @Test func whatWasAllowedIsRemembered() async throws {
        let scene = try Scene()
        let log = ["--log", "guards.jsonl"]
        #expect(try await ask(log, count: "2", in: scene).status == 0)
        let second = try await ask(log, count: "2", in: scene)
        #expect(second.status == 1)
        #expect(second.stdout.hasSuffix("refused: 0 servers of 2 may go now\n"))
        #expect(try await ask(count: "2", in: scene).status == 0)

        // Beyond the five minutes of the pace, and on another fleet, it is over.
        let text = try scene.text("guards.jsonl")
        let first = try #require(text.split(separator: "\n").first)
        let before = first.replacing(/"at":"[^"]*"/, with: #""at":"20200101T000000Z""#)
        let elsewhere = first.replacing(#""fleet":"guarded""#, with: #""fleet":"other""#)
        try scene.write("\(before)\n\(elsewhere)\n", to: "guards.jsonl")
        #expect(try await ask(log, count: "2", in: scene).status == 0)

        try scene.write("\(before)\nno decision\n\(elsewhere)\n", to: "guards.jsonl")
        let torn = try await ask(log, count: "2", in: scene)
        #expect(torn.status == 65)
        #expect(torn.stderr.contains("guards.jsonl:2:1: error"))
        #expect(try scene.text("guards.jsonl").split(separator: "\n").count == 3)
    }

    /// A floor that counts nothing itself sees what the log says is gone, and what was added back.
    @Test func whatWasAllowedServesNoLonger() async throws {
        let scene = try Scene()
        try scene.write(Self.two, to: "two.yaml")
        func ask(_ verb: String, _ options: [String] = []) async throws -> Outcome {
            try await scene.run(
                Checkout.binary,
                ["guard", "two.yaml", "--log", "log.jsonl"] + options
                    + ["--", "ctl", verb, "--of", "billing", "--count", "6"])
        }
        #expect(try await ask("remove").status == 0)
        let second = try await ask("remove")
        #expect(second.status == 1)
        #expect(
            second.stdout.contains("  index           14     8       14  20  below its minimum"))
        #expect(second.stdout.contains("the log says that 6 servers might go"))
        #expect(second.stdout.contains("would leave `index` with 8 of 20 servers"))
        // Somebody has looked since, or has not.
        try scene.write(#"{"schema": "fumble.snapshot/1", "servers": []}"#, to: "now.json")
        try scene.write(
            #"{"schema": "fumble.snapshot/1", "age_s": 3000, "servers": []}"#, to: "old.json")
        #expect(try await ask("remove", ["--snapshot", "old.json"]).status == 1)
        let text = try scene.text("log.jsonl")
            .replacing(/"at":"[^"]*"/, with: #""at":"20200101T000000Z""#)
        try scene.write(text, to: "log.jsonl")
        #expect(try await ask("remove").status == 1)
        #expect(try await ask("remove", ["--snapshot", "now.json"]).status == 0)
        try scene.write(text, to: "log.jsonl")
        #expect(try await ask("add").status == 0)
        #expect(try await ask("remove").status == 0)
    }

    private static let two = """
        fumble: fleet/v1
        name: two
        environment: prod
        subsystems:
          index: {minimum: 70%, restart: {boot: 1m}}
          billing: {minimum: 50%, needs: {to-serve: [index]}, restart: {boot: 1m}}
        servers:
          - {group: shared, count: 12, carries: [billing, index], restart-age: 1d}
          - {group: index, count: 8, carries: [index], restart-age: 1d}
        operations:
          get: {path: [index], rate: 10/s, service: 4ms, timeout: 1s}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        playbook:
          remove:
            usage: ctl remove --of NAME --count COUNT
            does: {remove-servers: {of: NAME, count: COUNT}}
            asks: [floor]
          add:
            usage: ctl add --of NAME --count COUNT
            does: {add-servers: {of: NAME, count: COUNT}}
            asks: [floor]
        guards:
          floor: {keeps: capacity, capacity-floor: {}}
        """

    @Test func ofManyAtOnceNoMoreAreAllowedThanOneAfterTheOther() async throws {
        let scene = try Scene()
        let allowed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try await ask(["--log", "guards.jsonl"], count: "2", in: scene).status == 0
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(allowed == 1)
        #expect(try scene.text("guards.jsonl").split(separator: "\n").count == 6)
    }

    /// A freeze lasts from when the fleet's time began.
    @Test func theClockIsTheFleets() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017", "Experiments/schemas")
        let path = "s3-2017/fleets/guarded.yaml"
        let paced = try scene.text(path)
        let freeze = "  freeze: {keeps: pace, freeze-window: {from: 0s, until: 8h}}"
        try scene.write(
            paced.replacing("\nguards:\n", with: "\nguards:\n\(freeze)\n")
                .replacing("asks: [floor, rate]", with: "asks: [freeze, floor, rate]"), to: path)
        let first = try await scene.run(Checkout.binary, ["guard", path] + line + ["2"])
        #expect(first.status == 1)
        #expect(first.stdout.contains("nothing may be from 0s to 8h"))
        let began = { ["guard", path, "--began", $0] + self.line + ["2"] }
        let later = try await scene.run(Checkout.binary, began("20200101T000000Z"))
        #expect(later.status == 0, "\(later.stdout)\(later.stderr)")
        for time in ["yesterday", "20200101", "99990101T000000Z", "20200230T000000Z"] {
            #expect(try await scene.run(Checkout.binary, began(time)).status == 64, "\(time)")
        }
    }

    @Test func whatGetsPastIsProbed() async throws {
        let ended = try await ask(["--probe"], count: "4", in: Scene())
        #expect(ended.stdout.contains("probes: "))
        #expect(ended.stdout.contains("exactly at the floor: "))
        #expect(
            ended.stdout.contains(
                "each by itself of `floor` and `rate` slow, dead or answering nonsense, "
                    + "`on-failure: refuse`: "))
    }

    /// Whatever the line does: what its guards are there for is tried, or it is said why nothing is.
    @Test func whatTakesNoServersIsProbedToo() async throws {
        let scene = try Scene()
        try scene.write(Self.two, to: "two.yaml")
        let add = try await scene.run(
            Checkout.binary,
            ["guard", "two.yaml", "--probe", "--", "ctl", "add", "--of", "index", "--count", "2"])
        #expect(add.status == 2)
        #expect(add.stdout.hasPrefix("nothing to try: its guards stop nothing"), "\(add.stdout)")
        let wipe = try await scene.run(
            Checkout.binary,
            [
                "guard", "\(Checkout.root.path())Experiments/incidents/fleets/gitlab-2017.yaml",
                "--probe", "--window", "db2-shell", "--", "dbctl", "wipe", "--host", "db2",
            ])
        #expect(wipe.status == 0)
        #expect(
            wipe.stdout.contains(
                "each by itself of `lock` and `name` slow, dead or answering nonsense, "
                    + "`on-failure: refuse`: `dbctl wipe --host db1` would delete 100%"))
    }

    /// What a line leaves out its window says; of one that is none nothing is said.
    @Test func whereALineIsTyped() async throws {
        let scene = try Scene(copying: "Experiments/incidents")
        func asked(_ window: String?, _ fleet: String, _ line: [String]) async throws -> Outcome {
            try await scene.run(
                Checkout.binary,
                ["guard", "incidents/fleets/\(fleet).yaml"]
                    + (window.map { ["--window", $0] } ?? []) + ["--"] + line)
        }
        let wipe = ["dbctl", "wipe"]
        let there = try await asked("db1-shell", "gitlab-2017", wipe)
        #expect(there.status == 1)
        #expect(there.stdout.hasPrefix("would delete 100% of the data of `db1`\n"))
        #expect(there.stdout.contains("\nas its window says: HOST is db1\nlock allows it\n"))
        let nowhere = try await asked(nil, "gitlab-2017", wipe)
        #expect(nowhere.status == 1)
        #expect(nowhere.stdout.hasPrefix("error: `HOST` was left out"), "\(nowhere.stdout)")
        let wrong = try await asked("db1-shel", "gitlab-2017", wipe)
        #expect(wrong.status == 64)
        #expect(
            wrong.stderr.contains(
                "the fleet has no window `db1-shel`; did you mean `db1-shell`?"))
        let away = try await asked("test-pane", "travisci-2018", ["testctl", "clean"])
        #expect(away.status == 1)
        #expect(
            away.stdout.hasPrefix(
                "the line is for `test`, as its window says, and this is `prod`: nothing was done"))
        let json = try await scene.run(
            Checkout.binary,
            [
                "guard", "incidents/fleets/gitlab-2017.yaml", "--window", "db2-shell", "--format",
                "json", "--",
            ] + wipe)
        #expect(
            json.stdout.contains("\"supplied\": {\n    \"HOST\": \"db2\"\n  }"), "\(json.stdout)")
    }

    // MARK: Programs of the team's own

    private func shop(_ script: String?) throws -> Scene {
        let scene = try Scene(copying: "Experiments/black-box", "Experiments/schemas")
        let place = scene.folder.appending(path: "black-box/scripts/check-capacity.sh")
        try FileManager.default.removeItem(at: place)
        guard let script else { return scene }
        try scene.write("#!/bin/sh\n\(script)\n", to: "black-box/scripts/check-capacity.sh")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: place.path())
        return scene
    }

    private func review(_ scene: Scene) async throws -> Outcome {
        try await scene.fumble(
            "guard", "black-box/fleets/guarded-shop.yaml", "--", "shopctl", "remove", "carts", "1")
    }

    @Test func aGuardThatIsNotThereIsTreatedAsItsFileSays() async throws {
        let scene = try shop(nil)
        let asked = try await review(scene)
        #expect(asked.status == 1)
        #expect(asked.stdout.contains("could not be asked"))
        #expect(asked.stdout.contains("`on-failure: refuse`"))
        let run = try await scene.fumble("run", "black-box/own-guard.yaml")
        #expect(run.status == 69)
        #expect(run.stderr.contains("this machine lacks `../scripts/check-capacity.sh`"))
    }

    @Test func aGuardThatHangsIsTreatedAsItsFileSays() async throws {
        let scene = try shop("exec tail -f /dev/null")
        let file = "black-box/fleets/guarded-shop.yaml"
        let text = try scene.text(file).replacing("timeout: 10s", with: "timeout: 200ms")
        try scene.write(text, to: file)
        let asked = try await review(scene)
        #expect(asked.status == 1)
        #expect(asked.stdout.contains("did not answer within 200ms: `on-failure: refuse`"))
        try scene.write(text.replacing("on-failure: refuse", with: "on-failure: allow"), to: file)
        #expect(try await review(scene).status == 0)
    }

    @Test func aGuardThatTalksNonsenseIsTreatedAsItsFileSays() async throws {
        let asked = try await review(try shop("exit 42"))
        #expect(asked.status == 1)
        #expect(asked.stdout.contains("answered nonsense: exit status 42"))
    }

    @Test func theMessageOfARefusalIsJudged() async throws {
        let asked = try await review(try shop("echo computer says no >&2; exit 1"))
        #expect(asked.status == 1)
        #expect(asked.stdout.contains("advice: the refusal does not name the field that was typed"))
    }

    /// The tool says that all is well, and the fleet's capacity that it is not.
    @Test func aToolIsABlackBox() async throws {
        let scene = try Scene(copying: "Experiments/black-box", "Experiments/schemas")
        let run = try await scene.fumble(
            "run", "black-box/named-subsystem.yaml", "--on", "processes", "--arms", "guarded")
        #expect(run.status == 0, "\(run.stderr)")
        let flat = run.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(flat.contains("removed 2 of carts, 1 are left"))
        #expect(flat.contains("search fell to 4 of 6, minimum 5"))
    }
}
