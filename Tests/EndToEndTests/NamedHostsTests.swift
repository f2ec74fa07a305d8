import Foundation
import Testing

/// Tools whose lines name servers, from a list of hosts to what gets past their guards.
@Suite(.timeLimit(.minutes(30))) struct NamedHostsTests {
    private static let hosts = """
        host,subsystems,zone,started
        web-eu-1,index;billing,a,2024-11-29
        web-eu-2,index;billing,b,2024-11-30
        web-eu-3,index;billing,a,2024-12-01
        db.example.org,index,b,2026-10-01
        WEB-us-5,index,a,2026-10-02
        web-us-6,index,b,2026-10-03

        """

    private func scene(usage: String = "drainctl drain HOST... [--force]") async throws -> Scene {
        let scene = try Scene()
        try scene.write(Self.hosts, to: "hosts.csv")
        let new = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml",
            "--usage", usage, "--today", "2026-11-29")
        try #require(new.status == 0, "\(new.stdout)\(new.stderr)")
        return scene
    }

    @Test(arguments: [
        ("drainctl drain HOST... [--force]", "drainctl drain web-eu-1 web-us-5"),
        ("drainctl drain --node NODE", "drainctl drain --node web-eu-1,web-us-5"),
        ("ctl --env ENV remove INSTANCE-ID...", "ctl --env prod remove web-eu-1 web-us-5"),
    ])
    func mondayMorning(usage: String, line: String) async throws {
        let scene = try await scene(usage: usage)
        let check = try await scene.fumble("check", "fleet.yaml", "drill.yaml")
        #expect(check.status == 0, "\(check.stdout)")
        let run = try await scene.fumble("run", "drill.yaml", "--quiet")
        #expect(run.status == 0, "\(run.stdout)")
        let words = ["guard", "fleet.yaml", "--"] + line.split(separator: " ").map(String.init)
        let asked = try await scene.run(Checkout.binary, words)
        #expect(asked.status == 1)
        #expect(asked.stdout.hasPrefix("would remove 2 servers: web-eu-1, web-us-5\n"))
        #expect(asked.stdout.contains("(2 servers) would leave `index` with 4 of 6 servers"))
        let explored = try await scene.fumble(
            "explore", "drill.yaml", "--two-slips", "0", "--format", "json")
        #expect([0, 1].contains(explored.status))
        #expect(explored.stdout.contains("\"effect\": \"remove web-eu-2\""))
        #expect(!explored.stdout.contains("of everything"))
    }

    /// What cannot be a name is told where it stands, and nothing is written; nobody asks where lines
    /// say how many.
    @Test func hostsThatCannotBeNames() async throws {
        let scene = try Scene()
        try scene.write(
            "host,subsystems,zone,started\nweb 1,index,,2024-11-29\nb\u{FC}ro,index,,2024-11-29\n",
            to: "hosts.csv")
        let named = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--usage", "ctl drain HOST...")
        #expect(named.status == 65)
        #expect(
            named.stdout.contains("hosts.csv:2:1: error[E0022]: the host `web 1` is not a name"))
        #expect(named.stdout.contains("hosts.csv:3:1: error[E0022]"))
        #expect(scene.names() == ["hosts.csv"])
        let counted = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--usage", "ctl drain SERVICE N")
        #expect(counted.status == 0)
    }

    /// A lenient parser takes a blank, and a pattern that slipped, for more servers than were meant.
    @Test func patternsThatSlip() async throws {
        let scene = try await scene()
        let fleet = try scene.text("fleet.yaml").split(separator: "\n").map(String.init)
        let end = fleet.firstIndex(of: "guards:") ?? fleet.endIndex
        let lenient = fleet[..<end].filter { !$0.contains("asks:") }.joined(separator: "\n")
            .replacing("parsing: strict", with: "parsing: lenient")
        try scene.write(lenient + "\n", to: "fleet.yaml")
        let drill = try scene.text("drill.yaml")
        let meant = drill.split(separator: "\n").first { $0.contains("meant: d") } ?? ""
        try scene.write(
            drill.replacing(meant, with: "      meant: drainctl drain 'web-eu-[1-1]'"),
            to: "drill.yaml")
        let plan = try await scene.fumble("plan", "drill.yaml")
        #expect(plan.stdout.contains("'web-eu-[1-1]', which is web-eu-1\n"), "\(plan.stdout)")
        let explored = try await scene.fumble("explore", "drill.yaml", "--two-slips", "0")
        #expect(explored.status == 1)
        #expect(explored.stdout.contains("remove 6 servers: web-eu-3, web-eu-1"))
        let probed = try await scene.fumble(
            "guard", "fleet.yaml", "--probe", "--", "drainctl", "drain", "web-eu-1")
        #expect(probed.stdout.contains("one below the floor: 2 of 3 of `billing` gone"))
        #expect(probed.status == 1)
    }
}
