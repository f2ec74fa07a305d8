import FumbleIntake
import FumbleModel
import Testing

/// A list of hosts becomes a fleet, the same one each time.
@Suite struct InventoryTests {
    private static let header = "host,subsystems,zone,started\n"
    private static let rows = [
        "web-1,index;billing,a,2024-11-29", "web-2,billing index,b,2024-12-01",
        "web-3,index,a,2021-01-01T10:00:00Z", "web-4,index,a,2026-10-01",
        "web-5,index,b,2026-10-02", "web-6,index,b,2026-10-02",
    ]

    private func text(_ list: String) throws -> String {
        let fleet = try Files.fleet(list).get()
        return fleet.text(named: "fleet", playbook: try Files.entry(known: fleet.largestFirst))
    }

    private func groups(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("  - {group:") }.map {
            String($0.dropFirst("  - {group: ".count).prefix { $0 != "}" })
        }
    }

    @Test func hostsAlikeAreOneGroup() throws {
        let text = try text(Self.header + Self.rows.joined(separator: "\n"))
        #expect(
            groups(text) == [
                "billing-index-a, count: 1, carries: [billing, index], zone: a, restart-age: 730d",
                "billing-index-b, count: 1, carries: [billing, index], zone: b, restart-age: 728d",
                "index-a, count: 1, carries: [index], zone: a, restart-age: 59d",
                "index-a-2, count: 1, carries: [index], zone: a, restart-age: 2158d",
                "index-b, count: 2, carries: [index], zone: b, restart-age: 58d",
            ])
        #expect(text.contains("    minimum: 5 servers   # guess: of 6;"))
        #expect(text.contains("    minimum: 1 server   # guess: of 2;"))
        #expect(Files.mistakes(in: text) == [])
    }

    @Test func theOrderOfRowsAndColumnsMakesNoOther() throws {
        let one = try text(Self.header + Self.rows.joined(separator: "\n"))
        let other = try text(Self.header + Self.rows.reversed().joined(separator: "\n") + "\n")
        #expect(one == other)
        let turned = Self.rows.map { row in
            let cells = row.split(separator: ",")
            return "\(cells[3]),\(cells[0]),\(cells[2]),\(cells[1])"
        }
        let third = try text("Started,HOST,zone,subsystems\n" + turned.joined(separator: "\n"))
        #expect(one == third)
    }

    /// A mark of the byte order, CR LF, CR alone, quotes, blank lines, and columns of no use.
    @Test func tablesAsOtherProgramsWriteThem() throws {
        let plain = try text(Self.header + "web-1,index;billing,a,2024-11-29\n")
        let others = [
            "\u{FEFF}\(Self.header)web-1,index;billing,a,2024-11-29",
            "host,subsystems,zone,started\r\n\r\nweb-1,index;billing,a,2024-11-29\r\n",
            "host,subsystems,zone,started\rweb-1,index;billing,a,2024-11-29\r",
            "\"host\",\"subsystems\",\"zone\",\"started\"\n\"web-1\", \"x\"".replacing(
                ", \"x\"", with: ",\"index, billing\",\"a\",\"2024-11-29\" \n"),
            Self.header + " web-1 , index; billing ,a,2024-11-29\n,,,\n",
        ]
        for (number, other) in others.enumerated() {
            let same = try text(other) == plain
            #expect(same, "number \(number)")
        }
        let more = try Files.fleet("host,ip,subsystems,zone,started\nw,1.2.3.4,i,,2024-11-29").get()
        #expect(more.otherColumns == ["ip"])
        let made = more.text(named: "fleet", playbook: try Files.entry(known: ["i"]))
        #expect(made.contains("# Nothing is made of its columns ip."))
        #expect(!made.contains("zone"))
        #expect(Files.mistakes(in: made) == [])
    }

    /// Ten thousand hosts in hundreds of groups, each name its own.
    @Test func manyHosts() throws {
        var list = Self.header
        for number in 0..<10_000 {
            let year = 2010 + number % 16
            list +=
                "host-\(number),s\(number % 90);s\(number % 7 + 100),z\(number % 3),\(year)-06-01\n"
        }
        let text = try text(list)
        let names = groups(text).map { $0.prefix { $0 != "," } }
        #expect(names.count > 500)
        #expect(Set(names).count == names.count)
        #expect(Files.mistakes(in: text) == [])
    }

    /// What comes of it can be run as it is.
    @Test func anExperimentOnIt() throws {
        let fleet = try Files.fleet(Self.header + Self.rows.joined(separator: "\n")).get()
        let entry = try Files.entry(
            "ctl drain SERVICE --count COUNT --env ENV [--reason TEXT]", known: fleet.largestFirst)
        let text = fleet.experiment(named: "drill", fleet: "fleet.yaml", playbook: entry)
        #expect(text.contains("      meant: ctl drain index --count 1 --env prod\n"))
        let whole = fleet.text(named: "fleet", playbook: entry)
        #expect(whole.contains("    ignores: [TEXT]   # guess\n"))
        #expect(Files.mistakes(in: whole) == [])
    }

    /// What is claimed of the line is true of these hosts.
    @Test(arguments: [
        ("ctl drain SERVICE N", "One server of index can go", "ctl drain index 1"),
        (
            "ctl drain SERVICE --percent PERCENT", "One server of index can go",
            "ctl drain index --percent 1"
        ),
        (
            "ctl drain SERVICE --zone ZONE", "3 servers of index in zone a may not go",
            "ctl drain index --zone a"
        ),
        (
            "ctl drain SERVICE N --zone ZONE", "One server of index in zone a can go",
            "ctl drain index 1 --zone a"
        ),
    ])
    func claims(usage: String, claim: String, meant: String) throws {
        let fleet = try Files.fleet(Self.header + Self.rows.joined(separator: "\n")).get()
        let entry = try Files.entry(usage, known: fleet.largestFirst)
        let text = fleet.experiment(named: "drill", fleet: "fleet.yaml", playbook: entry)
        #expect(text.contains("claim: \(claim), "), "\(text)")
        #expect(text.contains("      meant: \(meant)\n"), "\(text)")
        #expect(Files.mistakes(in: fleet.text(named: "fleet", playbook: entry)) == [])
    }

    @Test func oneHostOfEach() throws {
        let fleet = try Files.fleet(
            Self.header + "web-1,web-1,a,2024-11-29\nweb-2,web-2,a,2024-11-29\n"
        ).get()
        let text = fleet.experiment(
            named: "drill", fleet: "fleet.yaml",
            playbook: try Files.entry(known: fleet.largestFirst))
        #expect(
            text.contains(
                "claim: One server of web-1 may not go, since too few are left, and a guard"))
    }

    /// A tool that knows some of the subsystems is tried on one of these.
    @Test func choicesOfTheTool() throws {
        let fleet = try Files.fleet(Self.header + Self.rows.joined(separator: "\n")).get()
        let help = "Usage: ctl drain {web|billing} COUNT\n"
        let tool = try ToolUsage.helpText(Array(help.utf8), file: "help.txt").get()
        let entry = try PlaybookDraft.of(
            tool, actsOn: nil, howMany: nil, known: fleet.largestFirst
        ).get()
        let text = fleet.experiment(named: "drill", fleet: "fleet.yaml", playbook: entry)
        #expect(text.contains("      meant: ctl drain billing 1\n"))
    }
}
