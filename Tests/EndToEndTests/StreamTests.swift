import Foundation
import Testing

/// Standard output carries the asked format and nothing else; colour only where it is wanted.
@Suite(.timeLimit(.minutes(30))) struct StreamTests {
    private static let escape = "\u{1B}["

    @Test func notesGoToStandardErrorUnlessQuiet() async throws {
        let scene = try Scene()
        try Lasting.write(to: scene, horizon: "20m", faultFor: "5m")
        let loud = try await scene.fumble("run", Lasting.file, "--format", "json", "--id", "one")
        #expect(loud.stderr.contains(Lasting.note))
        let quiet = try await scene.fumble(
            "run", Lasting.file, "--format", "json", "--id", "one", "--out", "two", "--quiet")
        #expect(quiet.stderr == "")
        #expect(quiet.stdout == loud.stdout)
        _ = try quiet.verdict()
    }

    @Test func severalVerdictsAreOneDocumentALine() async throws {
        let scene = try Scene()
        let files = try [Drill.confirmed, .deviated].map { try $0.write(to: scene) }
        let ended = try await scene.fumble("run", files[0], files[1], "--format", "json")
        #expect(ended.status == 1)
        #expect(try ended.verdicts().map(\.experiment) == ["confirmed", "deviated"])
    }

    @Test(arguments: [
        "junit", "markdown", "github", "text", "json", "html", "csv", "prometheus", "events",
        "postmortem",
    ])
    func noFormatHasEscapesWhereThereIsNoTerminal(_ format: String) async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let ended = try await scene.fumble("run", file, "--format", format)
        #expect(ended.status == 1)
        #expect(ended.stdout.hasSuffix("\n"))
        #expect(!ended.stdout.contains(Self.escape))
        #expect(!ended.stderr.contains(Self.escape))
    }

    /// `script` gives the command a terminal.
    @Test(
        arguments: [
            ("", [:], true), ("--color never", [:], false), ("", ["NO_COLOR": "1"], false),
            ("", ["NO_COLOR": ""], true), ("", ["TERM": "dumb"], false),
            ("--color always", ["NO_COLOR": "1"], true),
        ] as [(String, [String: String], Bool)])
    func colourOnATerminal(
        _ option: String, environment: [String: String], isColoured: Bool
    ) async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let line = "\(Checkout.binary) run \(file) \(option)"
        let ended = try await scene.run(
            "/usr/bin/script", ["--quiet", "--return", "--command", line, "/dev/null"],
            environment: environment)
        #expect(ended.status == 1)
        #expect(ended.stdout.contains("deviated"))
        #expect(ended.stdout.contains(Self.escape) == isColoured)
    }

    @Test func colourWithoutATerminalWhereAsked() async throws {
        let scene = try Scene()
        let file = try Drill.deviated.write(to: scene)
        let coloured = try await scene.fumble(
            "run", file, "--color", "always", "--id", "one", "--out", "one")
        #expect(coloured.stdout.contains(Self.escape))
        let plain = try await scene.fumble("run", file, "--id", "one", "--out", "one")
        let escapes = /\u{1B}\[[0-9;]*m/
        #expect(coloured.stdout.replacing(escapes, with: "") == plain.stdout)
    }

    /// The terminal report keeps to eighty columns.
    @Test func eightyColumns() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let ended = try await scene.fumble("run", "s3-2017/mistyped-removal.yaml")
        let long = ended.stdout.split(separator: "\n").filter { $0.count > 80 }
        #expect(long.isEmpty)
    }

    /// A reader that has gone does not kill the run, and the run is recorded.
    @Test func aReaderThatWentAway() async throws {
        let scene = try Scene()
        let file = try Drill.confirmed.write(to: scene)
        let line = "\(Checkout.binary) run \(file) | true; exit ${PIPESTATUS[0]}"
        let ended = try await scene.run("/bin/bash", ["-c", line])
        #expect(ended.status == 0)
        _ = try scene.onlyRun()
    }

    /// Half a verdict is not taken for a whole one.
    @Test(arguments: ["run confirmed.yaml", "check confirmed.yaml", "schema", "reference --all"])
    func aFullDiskUnderStandardOutput(_ arguments: String) async throws {
        let scene = try Scene()
        try Drill.confirmed.write(to: scene)
        let line = "\(Checkout.binary) \(arguments) >/dev/full"
        let ended = try await scene.run("/bin/sh", ["-c", line])
        #expect(ended.status == 74)
        #expect(
            ended.stderr == "fumble: cannot write to standard output: No space left on device\n")
    }
}
