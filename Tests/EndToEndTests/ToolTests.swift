import Foundation
import Subprocess
import SystemPackage
import Testing

/// `fumble explore` of a line that is for the team's own tool: the tool is run, and nothing real is
/// touched.
@Suite(.timeLimit(.minutes(20))) struct ToolTests {
    private static let drill = "black-box/named-subsystem.yaml"
    private static let tool = "black-box/scripts/remove-capacity.sh"

    private func shown(_ outcome: Outcome) throws -> ShownExploration {
        try ShownExploration(outcome)
    }

    /// The worked example, with a tool of these lines in place of its own, or as it is.
    private func scene(tool script: String? = nil, within: String = "10s") throws -> Scene {
        let scene = try Scene(copying: "Experiments/black-box")
        let fleet = "black-box/fleets/shop.yaml"
        try scene.write(
            try scene.text(fleet).replacing("within: 10s", with: "within: \(within)"), to: fleet)
        // Written over, so that it stays executable.
        if let script { try scene.write("#!/usr/bin/env bash\n\(script)\n", to: Self.tool) }
        return scene
    }

    /// The processes of the servers, as a tool reads them.
    private static let running = #"running=$(cut -f4 "$FUMBLE_SERVERS")"#

    /// It sees that one of three carts is left, and not that search falls to four of six.
    @Test func theHoleOfTheExampleIsFoundThroughTheToolItself() async throws {
        let scene = try scene()
        let explored = try await scene.marked(
            "explore", Self.drill, "--format", "json", "--out", "escapes")
        #expect(explored.status == 1)
        #expect(explored.stderr == "")
        let shown = try shown(explored)
        let tool = try #require(shown.tool)
        #expect(tool.standIns == 6)
        #expect(tool.lines > 150 && tool.calls > tool.lines)
        #expect(tool.stopsWhatDoesLetsThrough == 1 && tool.takesWhatTheParserRefuses == 0)
        #expect(tool.notAsked == 0 && tool.notes == [])
        #expect(shown.guards.map(\.guard) == ["(tool)"] && shown.guards.map(\.stops) == [1])
        let escape = try #require(
            shown.escapes.first { $0.typed.line == "remove-capacity carts 2" })
        #expect(escape.harm.headline.contains("search fell to 4 of 6, minimum 5"))
        #expect(!shown.escapes.contains { $0.typed.line == "remove-capacity carts 3" })
        let stopped = try #require(
            shown.requests.first { $0.lines.contains { $0.line == "remove-capacity carts 3" } })
        #expect(stopped.effect == "remove 3 of carts; the tool stops it")
        #expect(stopped.stoppedBy == ["(tool)"])
        #expect(try scene.text(try #require(escape.file)).contains("run FILE --on processes"))
        #expect(try await scene.fumble("check", try #require(escape.file)).status == 0)

        let again = try await scene.marked(
            "explore", Self.drill, "--format", "json", "--out", "escapes", "--jobs", "4")
        #expect(again.stdout == explored.stdout)
        let told = try await scene.marked("explore", Self.drill)
        let flat = told.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(flat.contains("was run \(tool.calls) times against 6 stand-ins"))
        #expect(flat.contains("it stops 1 line that `does` lets through"))
        #expect(scene.left() == [])
        #expect(scene.folders() == [])
    }

    /// Whatever it says, and whatever else it does to servers: none of them has ended. That it does nothing
    /// with the meant line either shows that nothing is seen of it here.
    @Test(arguments: [
        ("echo no >&2; exit 1", false), ("echo done; exit 0", false),
        ("\(running); kill -HUP $running", false),
        ("\(running); (sleep 1; kill $running) &", true),
        ("\(running); setsid sh -c 'sleep 1; kill \"$@\"' sh $running &", true),
    ]) func aToolThatRemovesNothing(script: String, leavesRunning: Bool) async throws {
        let scene = try scene(tool: script)
        let explored = try await scene.marked("explore", Self.drill, "--format", "json")
        #expect(explored.status == 2, "\(explored.stderr)")
        let shown = try shown(explored)
        let tool = try #require(shown.tool)
        #expect(shown.escapes.isEmpty && shown.counts.harmful > 0)
        #expect(tool.lines > 0 && tool.refused == tool.lines && tool.harmfulThrough == 0)
        #expect(tool.meantEndedNothing && tool.inconclusive)
        #expect(tool.notes.first == Self.idle)
        #expect(
            tool.notes.dropFirst()
                == (leavesRunning ? [Self.leaves("remove-capacity carts 1")] : []))
        #expect(shown.guards[0].falseStops.meant && shown.guards[0].falseStops.harmless > 0)
        #expect(scene.left() == [])
    }

    private static let idle =
        "on the meant line, which by `does` takes servers, nothing ended: what the tool does is not "
        + "seen here, and that nothing harmful gets through shows nothing"

    private static func leaves(_ line: String) -> String {
        "`../scripts/remove-capacity.sh` had left processes running when it ended, first after "
            + "`\(line)`: they were ended, and what they would have done nobody saw"
    }

    /// Nobody is served by a process that is stopped; one that goes on again serves.
    @Test func whatTheToolStopsServesNobody() async throws {
        let scene = try scene(
            tool: "\(Self.running)\nkill -STOP $running\n"
                + "[[ $2 == 1 ]] && kill -CONT $running\nexit 0")
        let explored = try await scene.marked(
            "explore", Self.drill, "--format", "json", "--two-slips", "0")
        #expect(explored.status == 1, "\(explored.stderr)")
        let shown = try shown(explored)
        let tool = try #require(shown.tool)
        #expect(tool.meantEndedNothing && tool.refused < tool.lines && tool.harmfulThrough > 0)
        let escape = try #require(
            shown.escapes.first { $0.typed.line == "remove-capacity carts 3" })
        #expect(escape.harm.servers == 6)
        #expect(scene.left() == [])
    }

    /// What the tool does with the meant line counts, and not what `does` says of it.
    @Test func aToolThatDestroysTheFleetAsMeant() async throws {
        let scene = try scene(tool: "\(Self.running)\nkill $running")
        let explored = try await scene.marked("explore", Self.drill, "--format", "json")
        let shown = try shown(explored)
        #expect(shown.meantBreaksTheFloor)
        #expect(shown.meantHarmByTool?.servers == 6)
        let told = try await scene.marked("explore", Self.drill)
        let flat = told.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(
            flat.contains(
                "as meant what the tool does with the meant line itself would take a subsystem below "
                    + "its minimum, and no guard is asked. FIND not whole"), "\(flat)")
        #expect(
            flat.contains("smallest set no guard at all: (tool) does the line, and stops nothing"))
        #expect(flat.contains("ends nothing on 0 of"))
    }

    /// Its own parser takes what the usage line does not, and ends every server on it, each by another
    /// signal.
    @Test(arguments: ["TERM", "INT", "KILL", "QUIT"])
    func whatTheToolTakesAndTheParserRefuses(signal: String) async throws {
        let scene = try scene(
            tool: "[[ $2 == 1 ]] && exit 0\n\(Self.running)\n"
                + "[[ $2 =~ ^[0-9]*$ ]] || kill -\(signal) $running\nexit 1")
        let shown = try shown(
            try await scene.marked("explore", Self.drill, "--format", "json", "--two-slips", "0"))
        let tool = try #require(shown.tool)
        #expect(tool.takesWhatTheParserRefuses > 0)
        #expect(tool.harmfulThrough == tool.takesWhatTheParserRefuses)
        let taken = try #require(
            shown.requests.first {
                $0.effect.hasPrefix("refused by the parser; the tool removes shared-0, ")
            })
        #expect(taken.kind == "asked" && taken.effect.hasSuffix(" and 3 more"))
        #expect(shown.escapes.map(\.effect) == [taken.effect])
        #expect(shown.escapes[0].harm.headline.hasPrefix("FIND not whole"))
    }

    /// What breaks the floor is refused rightly, as a guard's refusal is.
    @Test func aToolThatRefusesWhatIsMeantWrong() async throws {
        let scene = try scene(tool: "[[ $2 == 1 ]] || exit 1\n\(Self.running)\nkill $running")
        try scene.write(
            try scene.text(Self.drill).replacing("carts 2", with: "carts 3")
                .replacing("carts 1", with: "carts 2"),
            to: Self.drill)
        let explored = try await scene.marked("explore", Self.drill, "--format", "json")
        let shown = try shown(explored)
        #expect(shown.meantBreaksTheFloor, "\(explored.stderr)")
        #expect(!shown.guards[0].falseStops.meant)
        let told = try await scene.marked("explore", Self.drill)
        let flat = told.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(flat.contains("and (tool) is right to stop it"), "\(flat)")
    }

    /// It costs its time once, is ended with what it started, and is asked nothing more.
    /// It reads its environment, as a shell gives it: in another window the same words take other servers.
    @Test func aToolThatGoesByItsWindow() async throws {
        let scene = try scene(
            tool: """
                [ "$ENV" = prod ] || exit 0
                kill $(awk -F'\\t' -v n="$2" '$2 == "shared" && k++ < n { print $4 }' "$FUMBLE_SERVERS")
                """)
        let fleet = "black-box/fleets/shop.yaml"
        try scene.write(
            try scene.text(fleet) + """

                windows:
                  test-pane: {environment: test}
                  prod-pane: {environment: prod}
                """, to: fleet)
        try scene.write(
            try scene.text(Self.drill)
                .replacing(
                    "      meant: remove", with: "      from: test-pane\n      meant: remove"
                )
                .replacing("typed: remove-capacity carts 2", with: "typed: remove-capacity carts 3")
                .replacing("carts 1", with: "carts 3"),
            to: Self.drill)
        let explored = try await scene.marked(
            "explore", Self.drill, "--format", "json", "--two-slips", "0")
        let shown = try shown(explored)
        let wrong = try #require(
            shown.requests.first { request in
                request.lines.contains { $0.by.contains { $0.slip == "wrong window" } }
            }, "\(explored.stdout)\(explored.stderr)")
        #expect(wrong.lines.map(\.line) == ["remove-capacity carts 3"])
        #expect(wrong.stoppedBy == [])
        #expect(
            wrong.outcomes.contains { $0.harm.headline.contains("search fell to 3 of 6") },
            "\(wrong.outcomes)")
        #expect(scene.left() == [])
    }

    @Test func aToolThatHangs() async throws {
        let scene = try scene(
            tool: "setsid sleep 1000 &\n[[ $2 == 1 ]] || exec sleep 999\n", within: "1s")
        let explored = try await scene.marked(
            "explore", Self.drill, "--format", "json", "--two-slips", "0")
        let tool = try #require(try shown(explored).tool)
        #expect(tool.hung.count == 1 && tool.notAsked > 0)
        let line = try #require(tool.hung.first)
        #expect(
            tool.notes == [
                Self.idle,
                "`../scripts/remove-capacity.sh` had not ended 1s after `\(line)`: it was ended, "
                    + "and not asked again", Self.leaves("remove-capacity carts 1"),
            ])
        let told = try await scene.marked("explore", Self.drill, "--two-slips", "0")
        let flat = told.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(flat.contains("had not ended 1s after"))
        #expect(flat.contains("\(tool.notAsked) lines for the tool were not asked of it"))
        #expect(scene.left() == [])
    }

    @Test func aToolThatIsMissing() async throws {
        let scene = try scene(tool: "exit 0")
        try FileManager.default.removeItem(at: scene.folder.appending(path: Self.tool))
        let missing = try await scene.marked("explore", Self.drill)
        #expect(missing.status == 69)
        #expect(
            missing.stderr
                == "fumble: black-box/fleets/shop.yaml:20:3: this machine lacks "
                + "`../scripts/remove-capacity.sh`, which command `remove` runs\n")
        #expect(missing.stdout == "")
        // Not executable is as good as not there.
        try scene.write("#!/bin/sh\n", to: Self.tool)
        #expect(try await scene.marked("explore", Self.drill).status == 69)
        let path = scene.folder.appending(path: Self.tool).path()
        try scene.write("#!/no/such/shell\n", to: Self.tool)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let broken = try await scene.marked("explore", Self.drill)
        #expect(broken.status == 69)
        #expect(broken.stderr.contains("`../scripts/remove-capacity.sh` cannot be started"))
        #expect(scene.left() == [])
        #expect(scene.folders() == [])

        let without = try await scene.marked(
            "explore", Self.drill, "--without-tool", "--format", "json")
        #expect(try shown(without).tool == nil)
    }

    /// More servers than processes stand in for: that is said, and lines are read by the playbook.
    @Test func aFleetThatIsTooLarge() async throws {
        let scene = try scene()
        let fleet = "black-box/fleets/shop.yaml"
        try scene.write(
            try scene.text(fleet).replacing(
                "{group: search, count: 3,", with: "{group: search, count: 498,"), to: fleet)
        let explored = try await scene.marked("explore", Self.drill, "--format", "json")
        let shown = try shown(explored)
        let tool = try #require(shown.tool, "\(explored.stderr)")
        #expect(tool.calls == 0 && tool.notAsked > 0 && shown.guards.isEmpty)
        #expect(
            tool.notes == [
                "the tool was not asked: processes stand in for at most 500 servers, and the fleet "
                    + "has 501"
            ])
    }

    /// A line with more neighbours than the tool is asked about: the likeliest are, and that is said.
    @Test func aLineThatIsTooLong() async throws {
        let scene = try scene()
        try scene.write("#!/bin/sh\n", to: Self.tool)
        let path = scene.folder.appending(path: Self.tool).path()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let fleet = "black-box/fleets/shop.yaml"
        try scene.write(
            try scene.text(fleet).replacing(
                "usage: remove-capacity SUBSYSTEM COUNT",
                with: "usage: remove-capacity SUBSYSTEM COUNT REASON\n    ignores: REASON"),
            to: fleet)
        let reason = " '\(String(repeating: "billing is slow again ", count: 4))'"
        try scene.write(
            try scene.text(Self.drill)
                .replacing("capacity carts 1", with: "capacity carts 1" + reason)
                .replacing("capacity carts 2", with: "capacity carts 2" + reason),
            to: Self.drill)
        let explored = try await scene.marked(
            "explore", Self.drill, "--format", "json", "--two-slips", "20")
        let tool = try #require(try shown(explored).tool, "\(explored.stderr)")
        #expect(tool.lines >= 1_000 && tool.lines <= 1_020 && tool.notAsked > 0)
        #expect(
            tool.notes == [
                Self.idle,
                "the tool was asked about the 1000 likeliest lines of one slip, and as many of two",
            ])
    }

    /// While the tool runs somebody ends fumble, or kills it: no process of it is left, and no folder.
    @Test(arguments: [Signal.kill, .interrupt])
    func nothingIsLeft(signal: Signal) async throws {
        let scene = try scene(tool: "setsid sleep 1000 &\nsleep 999", within: "5m")
        let result = try await Turns.shared.taking {
            try await Subprocess.run(
                .path(FilePath(Checkout.binary)), arguments: ["explore", Self.drill],
                environment: Scene.surroundings(with: scene.marking),
                workingDirectory: FilePath(scene.folder.path()), input: .none, output: .discarded,
                error: .discarded
            ) { execution in
                // Six stand-ins, their keeper, fumble, the tool and what it started.
                let isThere = await scene.holds(atMost: 60) { $0.count >= 10 }
                try execution.send(signal: signal)
                let isGone = await scene.holds(atMost: 20) { $0.isEmpty }
                return (isThere, isGone)
            }
        }
        #expect(result.closureResult.0, "the tool was not run")
        #expect(result.closureResult.1, "\(scene.left())")
        #expect(scene.folders() == [])
        if signal == .interrupt { #expect(Outcome.Status(result.terminationStatus) == 3) }
    }
}

extension Scene {
    /// Looks at this scene's processes until they are as they should be, for so many seconds.
    fileprivate func holds(
        atMost seconds: Int, _ isSo: ([(pid: Int32, line: String)]) -> Bool
    ) async -> Bool {
        let began = DispatchTime.now().uptimeNanoseconds
        while DispatchTime.now().uptimeNanoseconds - began < UInt64(seconds) * 1_000_000_000 {
            if isSo(processes()) { return true }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(10)) {
                    continuation.resume()
                }
            }
        }
        return false
    }
}
