import Foundation
import Testing

/// From what a team already has to a fleet that is explored the same day.
@Suite(.timeLimit(.minutes(30))) struct IntakeTests {
    private static let hosts = """
        host,subsystems,zone,started
        web-1,index;billing,a,2024-11-29
        web-2,index;billing,b,2024-11-30
        web-3,index;billing,a,2024-12-01
        web-4,index,b,2026-10-01
        web-5,index,a,2026-10-02
        web-6,index,b,2026-10-03

        """

    private func scene() throws -> Scene {
        let scene = try Scene()
        try scene.write(Self.hosts, to: "hosts.csv")
        return scene
    }

    @Test func aFleetOfAListOfHosts() async throws {
        let scene = try scene()
        let new = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--today", "2026-11-29")
        #expect(new.status == 0)
        #expect(new.stdout == "")
        #expect(new.stderr == "wrote fleet.yaml, of 6 hosts: look at each `guess`\n")
        let check = try await scene.fumble("check", "fleet.yaml")
        #expect(check.stdout == "fleet.yaml: fleet fleet: no mistakes\n")
        let printed = try await scene.fumble(
            "new", "-", "--inventory", "hosts.csv", "--today", "2026-11-29")
        #expect(printed.stdout == (try scene.text("fleet.yaml")))
        #expect(try await scene.fumble("new", "-", "--inventory", "hosts.csv").status == 0)
    }

    /// With a line of the team's own tool; nothing is touched but the two files.
    @Test func exploredTheSameDay() async throws {
        let scene = try scene()
        let new = try await scene.fumble(
            "new", "fleets/mine.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml",
            "--usage", "capctl drain SERVICE --count COUNT --reason TEXT")
        #expect(new.status == 74)
        #expect(scene.names() == ["hosts.csv"])
        let both = try await scene.fumble(
            "new", "mine.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml",
            "--usage", "capctl drain SERVICE --count COUNT --reason TEXT")
        #expect(both.status == 0)
        #expect(scene.names() == ["drill.yaml", "hosts.csv", "mine.yaml"])
        let run = try await scene.fumble("run", "drill.yaml", "--quiet")
        #expect(run.status == 0)
        let explored = try await scene.fumble(
            "explore", "drill.yaml", "--format", "json", "--two-slips", "0")
        #expect([0, 1].contains(explored.status))
        #expect(try explored.json() is [String: Any])
    }

    /// Percent and zones are said; what may name servers is asked about, and nothing is written.
    @Test func toolsThatAreNotUnderstood() async throws {
        let scene = try scene()
        let hosts = try await scene.fumble(
            "new", "mine.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml",
            "--usage", "opsctl drain [HOST...]")
        #expect(hosts.status == 65)
        #expect(hosts.stdout.hasPrefix("usage:1:15: error[E0072]: `HOST` names servers"))
        #expect(scene.names() == ["hosts.csv"])
        let share = try await scene.fumble(
            "new", "mine.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml",
            "--usage", "opsctl drain SERVICE --percent PERCENT [--zone ZONE] [--why TEXT]")
        #expect(share.status == 0)
        #expect(share.stderr.contains("guess: `TEXT` is taken to change nothing"))
        let explored = try await scene.fumble("explore", "drill.yaml", "--two-slips", "0")
        #expect(explored.stdout.hasPrefix("drill: none of "), "\(explored.stdout.prefix(200))")
        #expect(!explored.stdout.hasPrefix("drill: none of 0 "))
    }

    /// What was typed before need be no line of the playbook.
    @Test func anotherLineBefore() async throws {
        let scene = try scene()
        _ = try await scene.fumble(
            "new", "mine.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml")
        let drill = try scene.text("drill.yaml")
        try scene.write(drill + "explore: {earlier: [kubectl get pods]}\n", to: "drill.yaml")
        #expect(try await scene.fumble("check", "drill.yaml").status == 0)
        let explored = try await scene.fumble(
            "explore", "drill.yaml", "--format", "json", "--two-slips", "0")
        #expect([0, 1].contains(explored.status))
        #expect(explored.stdout.contains("kubectl get pods"))
    }

    @Test func aWrongListWritesNothing() async throws {
        let scene = try Scene()
        try scene.write("host,subsystems,zone,started\nweb-1,index,a,soon\n", to: "hosts.csv")
        let new = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml")
        #expect(new.status == 65)
        #expect(new.stdout.hasPrefix("hosts.csv:2:15: error[E0163]: `soon` is no day\n"))
        #expect(scene.names() == ["hosts.csv"])
        let missing = try await scene.fumble("new", "fleet.yaml", "--inventory", "none.csv")
        #expect(missing.status == 65)
        #expect(missing.stdout.hasPrefix("none.csv:1:1: error[E0001]"))
        try scene.write("mine", to: "drill.yaml")
        try scene.write(Self.hosts, to: "hosts.csv")
        let taken = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml")
        #expect(taken.status == 64)
        #expect(scene.names() == ["drill.yaml", "hosts.csv"])
    }

    /// fumble is a tool of ArgumentParser itself.
    @Test func theDumpOfFumbleItself() async throws {
        let scene = try Scene()
        try scene.write(
            try await scene.fumble("--experimental-dump-help").stdout, to: "dump.json")
        let many = try await scene.fumble("new", "-", "--usage-from", "dump.json")
        #expect(many.status == 65)
        #expect(many.stdout.contains("error[E0165]: `fumble` is several commands"))
        let named = try await scene.fumble(
            "new", "-", "--usage-from", "dump.json", "--command", "fumble prune", "--acts-on",
            "KEEP", "--how-many", "1")
        #expect(named.status == 0)
        let one = try await scene.fumble(
            "new", "prune.yaml", "--usage-from", "dump.json", "--command", "prune", "--acts-on",
            "KEEP", "--how-many", "1")
        #expect(one.status == 0)
        let text = try scene.text("prune.yaml")
        #expect(
            text.contains(
                "    usage: fumble prune [--runs RUNS] [--keep KEEP] [--before BEFORE]\n"))
    }

    /// Printed by the Python of this machine, whichever it is.
    @Test func theHelpThatArgparsePrints() async throws {
        let scene = try scene()
        let program = """
            import argparse
            p = argparse.ArgumentParser(prog="capctl drain")
            p.add_argument("--env", required=True)
            p.add_argument("-n", "--count", type=int, required=True, help="how many")
            p.add_argument("--force", action="store_true")
            p.add_argument("service")
            print(p.format_help())
            """
        let help = try await scene.run("/usr/bin/env", ["python3", "-c", program])
        try #require(help.status == 0, "\(help.stderr)")
        try scene.write(help.stdout, to: "help.txt")
        let new = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--help-text", "help.txt")
        #expect(new.status == 0, "\(new.stdout.prefix(300))")
        let usage =
            "    usage: capctl drain --env ENV (--count COUNT | -n COUNT) [--force] SERVICE\n"
        #expect(try scene.text("fleet.yaml").contains(usage))
        #expect(try await scene.fumble("check", "fleet.yaml").status == 0)
    }
}
