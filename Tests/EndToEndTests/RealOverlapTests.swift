import Foundation
import Testing

/// Real faults that meet each other on the same servers: each says what it did, and the servers come
/// back when the last is undone.
@Suite(.timeLimit(.minutes(30))) struct RealOverlapTests {
    private static func drill(_ steps: String...) async throws -> (lines: [String], Outcome) {
        let scene = try Scene()
        try RealProcessesTests.write(to: scene, step: steps.joined(separator: ", "))
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(scene.left() == [])
        let text = try scene.text(scene.onlyRun() + "/run.jsonl")
        return (text.split(separator: "\n").map(String.init), ended)
    }

    private static func effects(_ lines: [String]) -> [String] {
        lines.compactMap { $0.firstMatch(of: /"effect":"([^"]*)"/).map { String($0.1) } }
    }

    /// Seconds after which so many servers served, in order.
    private static func serving(_ lines: [String], _ servers: Int) -> [Int] {
        lines.filter { $0.contains(#""serving":{"servers":\#(servers),"#) }
            .compactMap { $0.firstMatch(of: /"at":(\d+)/).flatMap { Int($0.1) } }
            .map { $0 / 1_000_000 }
    }

    @Test func whatFindsNobodyNeverBit() async throws {
        let (lines, ended) = try await Self.drill(
            "{at: 10s, fault: {crash: {of: pages}}, for: 8s}",
            "{at: 12s, fault: {hang: {of: pages}}, for: 2s}",
            "{at: 15s, fault: {stop: {of: pages}}, for: 2s}")
        #expect(ended.status == 1, "\(ended.stdout)")
        #expect(lines.count { $0.contains(#""missed""#) } == 2)
        let effects = Self.effects(lines)
        #expect(effects.contains("0 of 4 stopped; 4 did not run or hung already"), "\(effects)")
        #expect(effects.contains("0 of 4 asked to end; 4 did not run"), "\(effects)")
        // Not when the stop is over, for the crash is not.
        #expect(Self.serving(lines, 4).first.map { $0 >= 18 } == true)
        let text = ended.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(text.contains("the hang fault never bit: 0 of 4 stopped"), "\(ended.stdout)")
    }

    /// Where nobody asks a server, nobody is kept from it; its siblings do not count then either.
    @Test(arguments: ["partition: {of: spare}", "black-hole: {of: spare}"])
    func waysThatNobodyTakesAreNotCutOff(fault: String) async throws {
        let scene = try Scene()
        try RealProcessesTests.write(to: scene, step: "{at: 10s, fault: {\(fault)}, for: 3s}")
        let idle = "{group: idle, count: 1, carries: [spare], restart-age: 1d}"
        let fleet = try scene.text("fleet.yaml")
            .replacing("subsystems: {", with: "subsystems: {spare: {restart: {boot: 1s}}, ")
            .replacing("servers:\n", with: "servers:\n  - \(idle)\n")
            .replacing("    web:\n", with: "    web: &program\n")
            .replacing("  asks:", with: "    idle: *program\n  asks:")
        try scene.write(fleet, to: "fleet.yaml")
        let ended = try await scene.marked("run", "drill.yaml", "--on", "processes")
        #expect(ended.status == 2, "\(ended.stdout)\(ended.stderr)")
        let kind = fault.prefix { $0 != ":" }
        #expect(ended.stdout.contains("the \(kind) fault never bit"), "\(ended.stdout)")
        #expect(scene.left() == [])
    }

    /// Slowing is done by stopping and letting go on: it does neither to a server that hangs.
    @Test func whoHangsIsNotSlowedAndStaysHung() async throws {
        let (lines, _) = try await Self.drill(
            "{at: 10s, fault: {hang: {of: pages}}, for: 8s}",
            "{at: 11s, fault: {slow: {of: pages, factor: 4x}}, for: 3s}")
        let effects = Self.effects(lines)
        #expect(effects.contains("0 of 4 slowed; none ran, or all hung"), "\(effects)")
        #expect(effects.contains("4 of 4 going on, as the kernel says"), "\(effects)")
        #expect(Self.serving(lines, 4).first.map { $0 >= 18 } == true)
    }

    @Test func whoHangsTwiceComesBackWithTheLast() async throws {
        let (lines, _) = try await Self.drill(
            "{at: 10s, fault: {hang: {of: pages, count: 2 servers}}, for: 9s}",
            "{at: 11s, fault: {hang: {of: pages}}, for: 3s}")
        let effects = Self.effects(lines)
        #expect(effects.contains("2 of 4 stopped; 2 did not run or hung already"), "\(effects)")
        #expect(effects.count { $0 == "2 of 2 going on, as the kernel says" } == 2, "\(effects)")
        #expect(Self.serving(lines, 2).contains { (14...18).contains($0) })
        #expect(Self.serving(lines, 4).first.map { $0 >= 19 } == true)
    }

    @Test func whoIsCutOffCanHang() async throws {
        let (lines, _) = try await Self.drill(
            "{at: 10s, fault: {partition: {of: pages}}, for: 3s}",
            "{at: 11s, fault: {hang: {of: pages}}, for: 6s}")
        let effects = Self.effects(lines)
        #expect(effects.contains("4 of 4 stopped, as the kernel says"), "\(effects)")
        #expect(Self.serving(lines, 4).first.map { $0 >= 17 } == true)
    }

    /// A tracer makes the kernel call a stop by another letter.
    @Test(.enabled(if: Tool.strace, "strace is not installed"))
    func whoIsTracedCanHang() async throws {
        let (lines, _) = try await Self.drill(
            "{at: 10s, fault: {slow-disk: {of: pages, by: 5ms}}, for: 8s}",
            "{at: 12s, fault: {hang: {of: pages}}, for: 3s}")
        let effects = Self.effects(lines)
        #expect(effects.contains("4 of 4 stopped, as the kernel says"), "\(effects)")
        #expect(effects.contains("4 of 4 going on, as the kernel says"), "\(effects)")
    }

    @Test func whatGoesAndWhatIsAskedIsMeasured() async throws {
        let (lines, _) = try await Self.drill(
            "{at: 10s, fault: {over-removal: {of: pages, count: 1 servers}}, for: 4s}",
            "{at: 11s, fault: {overload: {of: get, factor: 5x}}, for: 6s}")
        let effects = Self.effects(lines)
        #expect(
            effects.contains { $0.hasPrefix("1 of 1 gone, the last ") }, "\(effects)")
        let load = effects.compactMap {
            $0.firstMatch(of: /^get: ([0-9.]+) requests a second before, ([0-9.]+) during$/)
        }.first
        let (before, during) = (load.flatMap { Double($0.1) }, load.flatMap { Double($0.2) })
        #expect((15...25).contains(before ?? 0) && (80...120).contains(during ?? 0), "\(effects)")
    }

    /// A run that is stopped says how its clients asked, too.
    @Test func aRunThatIsStoppedSaysHowLateItsClientsWere() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, step: "{at: 10s, fault: {crash: {of: pages}}, for: 15s}")
        let drill = try scene.text("drill.yaml").replacingOccurrences(
            of: "stop-when: none",
            with: "stop-when: {gone: {probe: {goodput: {of: get, over: 10s}}, "
                + "tolerance: {at-least: 1%}}}")
        try scene.write(drill, to: "drill.yaml")
        let ended = try await scene.marked(
            "run", "drill.yaml", "--on", "processes", "--quiet", "--format", "json")
        let verdict = try ended.verdict()
        #expect(verdict.status == "stopped", "\(ended.stdout)")
        let load = try #require(verdict.arms["guarded"]?.load)
        #expect(load.lateness.count > 200)
    }

    /// Nobody asked for the outage: the verdict says what shows it on a fleet where it does no harm.
    @Test func theTwinOfTheUnguardedArmIsNamed() async throws {
        let scene = try Scene(copying: "Experiments/processes")
        let file = "processes/mistyped-removal.yaml"
        let ended = try await scene.marked(
            "run", file, "--on", "processes", "--seed", "3", "--quiet", "--out", "run", "--format",
            "json")
        let twin = "fumble run \(file) --seed 3"
        #expect(ended.stdout.contains(#""simulated_twin": "\#(twin)""#), "\(ended.stdout)")
        #expect(ended.stdout.contains("nobody can say what floor did; its simulated twin: \(twin)"))
        let judged = try await scene.fumble("judge", "run", "--format", "text")
        let text = judged.stdout.split { $0.isWhitespace }.joined(separator: " ")
        #expect(text.contains("its simulated twin: \(twin)"), "\(judged.stdout)")
    }
}
