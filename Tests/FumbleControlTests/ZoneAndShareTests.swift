import FumbleControl
import FumbleModel
import Testing

/// Lines that say how many percent, and in which zone.
@Suite struct ZoneAndShareTests {
    private static func fleet(
        _ usage: String, count: String? = nil, share: String? = nil, zone: String? = nil,
        parsing: PlaybookEntry.Parsing = .strict
    ) -> FleetSpec {
        let group = GroupSpec(
            name: "web", position: TestFleet.nowhere, count: 30, carries: [SubsystemID(0)],
            restartAge: .zero, zones: [0, 1, 2], drain: .zero, restartsAfter: nil)
        let does = VerbTemplate(
            verb: .removeServers, position: TestFleet.nowhere, of: ["SERVICE"], count: count,
            on: nil, line: nil, share: share, zone: zone)
        return FleetSpec(
            name: "test", environment: "prod", zones: ["a", "b", "c"],
            subsystems: [TestFleet.subsystem("web")], groups: [group], operations: [],
            dependents: [], alarms: [], promises: [],
            playbook: [TestFleet.entry("drain", usage, does, parsing: parsing)], guards: [],
            noticesAfter: .zero)
    }

    /// How many servers in which zones, or why not.
    private static func words(_ line: String, _ fleet: FleetSpec) -> String {
        let topology = Topology(fleet)
        let preview = Preview.of(
            line, in: nil, fleet: fleet, topology: topology, seed: 1, path: "method[0]")
        guard case .deed(_, let deed) = preview.outcome else {
            if case .notUnderstood(let error) = preview.outcome { return error.message }
            return "elsewhere"
        }
        let zones = Set(deed.servers.map { fleet.zones[Int(topology.zoneOf[$0.index])] })
        return "\(deed.servers.count) in \(zones.sorted().joined())"
    }

    @Test(arguments: [
        ("10", "3 in "), ("10%", "3 in "), ("1", "1 in "), ("12.5", "4 in "), ("100", "30 in "),
        ("0", "`PERCENT` must be percent, from above 0 to 100, not `0`"),
        ("101", "`PERCENT` must be percent, from above 0 to 100, not `101`"),
        ("4k", "`PERCENT` must be percent, from above 0 to 100, not `4k`"),
    ])
    func percent(typed: String, expected: String) {
        let fleet = Self.fleet("ctl drain SERVICE --percent PERCENT", share: "PERCENT")
        let words = Self.words("ctl drain web --percent \(typed)", fleet)
        #expect(words.hasPrefix(expected), "\(words)")
    }

    @Test(arguments: [
        ("ctl drain web --count 4 --zone b", "4 in b"),
        ("ctl drain web --count 10 --zone c", "10 in c"),
        ("ctl drain web --count 20", "20 in abc"),
        (
            "ctl drain web --count 11 --zone c",
            "`COUNT` is 11, and `web` has 10 servers serving in zone `c`"
        ),
        ("ctl drain web --count 4 --zone d", "`d` is no zone of this fleet"),
        ("ctl drain web --count 4 --zone 'b*'", "`b*` is no zone of this fleet"),
    ])
    func zone(line: String, expected: String) {
        let fleet = Self.fleet(
            "ctl drain SERVICE --count COUNT [--zone ZONE]", count: "COUNT", zone: "ZONE")
        #expect(Self.words(line, fleet) == expected)
    }

    @Test func allOfAZone() {
        let usage = "ctl drain SERVICE [--zone ZONE]"
        let strict = Self.fleet(usage, count: "100%", zone: "ZONE")
        #expect(Self.words("ctl drain web --zone a", strict) == "10 in a")
        #expect(Self.words("ctl drain web", strict) == "30 in abc")
        let lenient = Self.fleet(usage, count: "100%", zone: "ZONE", parsing: .lenient)
        #expect(Self.words("ctl drain web --zone '[ab]'", lenient).contains("no zone"))
        #expect(Self.words("ctl drain web --zone '?'", lenient) == "30 in abc")
    }

    /// What can be confused with it are the other zones.
    @Test func zonesHaveSiblings() throws {
        let fleet = Self.fleet(
            "ctl drain SERVICE --count COUNT --zone ZONE", count: "COUNT", zone: "ZONE")
        let reader = LineReader(
            fleet: fleet, topology: Topology(fleet), seed: 1, path: "method[0]")
        let anatomy = try reader.anatomy(of: "ctl drain web --count 4 --zone b")
        let field = try #require(anatomy.fields.first { $0.name == "ZONE" })
        #expect(field.role == .zone)
        #expect(field.known == ["a", "b", "c"])
    }

    /// An option that goes by two names is one argument.
    @Test func twoNamesOfAnOption() throws {
        let fleet = Self.fleet(
            "ctl drain SERVICE (--count COUNT | -n COUNT)", count: "COUNT")
        let reader = LineReader(
            fleet: fleet, topology: Topology(fleet), seed: 1, path: "method[0]")
        for (line, option) in [
            ("ctl drain web --count 4", "--count"), ("ctl drain web --count=4", "--count"),
            ("ctl drain -n 4 web", "-n"),
        ] {
            #expect(Self.words(line, fleet) == "4 in " + Self.words(line, fleet).dropFirst(5))
            let anatomy = try reader.anatomy(of: line)
            let field = try #require(anatomy.fields.first { $0.name == "COUNT" })
            #expect(field.option == option)
            #expect(anatomy.fields.count == 2)
        }
        #expect(!Self.words("ctl drain web -n 4 --count 5", fleet).contains(" in "))
        #expect(Self.words("ctl drain web", fleet).hasPrefix("the option `--count` or `-n` is"))
    }

    @Test func anotherToolsLine() {
        let anatomy = LineAnatomy(ofAnother: "kubectl get pods")
        #expect(anatomy.words == [0..<7, 8..<11, 12..<16])
        #expect(anatomy.fields.isEmpty)
        #expect(LineAnatomy(ofAnother: "echo 'open").words.isEmpty)
    }

    @Test(arguments: [
        ("ctl drain SERVICE --count COUNT [--zone ZONE]", ["SERVICE", "COUNT"]),
        ("ctl (--count COUNT | -n COUNT) NAME...", ["COUNT", "NAME"]),
        ("ctl (--count COUNT | --all)", []),
    ])
    func requiredArguments(usage: String, expected: [String]) throws {
        #expect(try Usage.parse(usage).requiredArguments == expected)
    }
}
