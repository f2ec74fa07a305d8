import FumbleModel
import Testing

@testable import FumbleControl

/// Lines that name the servers they are about.
@Suite struct NamedServersTests {
    static func fleet(
        _ parsing: PlaybookEntry.Parsing = .strict, usage: String = "ctl drain HOST... [--force]",
        asks: [String] = [], guards: [GuardSpec] = []
    ) -> FleetSpec {
        let does = VerbTemplate(
            verb: .removeServers, position: TestFleet.nowhere, of: [], count: nil, on: nil,
            line: nil, servers: ["HOST"])
        let back = VerbTemplate(
            verb: .addServers, position: TestFleet.nowhere, of: [], count: nil, on: nil, line: nil,
            servers: ["HOST"])
        let web = (1...12).map { "web-\($0)" }
        return FleetSpec(
            name: "test", environment: "prod", zones: [],
            subsystems: [
                TestFleet.subsystem("web", atLeast: 9), TestFleet.subsystem("db", atLeast: 1),
            ],
            groups: [
                GroupSpec(
                    name: "web", position: TestFleet.nowhere, count: 12,
                    carries: [SubsystemID(0)], restartAge: .zero, zones: [], drain: .zero,
                    restartsAfter: nil, names: web), TestFleet.group("db", 2, carries: [1]),
            ],
            operations: [], dependents: [], alarms: [], promises: [],
            playbook: [
                TestFleet.entry(
                    "drain", usage, does, parsing: parsing, asks: asks,
                    skips: [PlaybookEntry.Skip(flag: "--force", guards: asks)]),
                TestFleet.entry("undrain", "ctl undrain HOST...", back, parsing: parsing),
            ], guards: guards, noticesAfter: .zero)
    }

    private func words(
        _ line: String, _ parsing: PlaybookEntry.Parsing = .strict, lives: [Life]? = nil
    ) -> String {
        let fleet = Self.fleet(parsing)
        let topology = Topology(fleet)
        let preview = Preview.of(
            line, in: nil, fleet: fleet, topology: topology, seed: 1, path: "line", lives: lives)
        switch preview.outcome {
        case .deed(_, let deed):
            return "\(deed.words(in: fleet)); type \(deed.names(in: fleet)); "
                + deed.subsystems.map { fleet[$0].name }.joined(separator: " ")
        case .elsewhere: return "elsewhere"
        case .notUnderstood(let error):
            let help = error.help.map { "; \($0)" } ?? ""
            return "\(error.offset)+\(error.length): \(error.message)\(help)"
        }
    }

    @Test(arguments: [
        ("ctl drain web-3", "remove web-3; type web-3; web"),
        ("ctl drain web-3 db-1", "remove 2 servers: web-3, db-1; type 2 servers; web db"),
        ("ctl drain db-1 web-3", "remove 2 servers: web-3, db-1; type 2 servers; web db"),
        ("ctl drain web-3,web-1", "remove 2 servers: web-1, web-3; type 2 servers; web"),
        ("ctl drain web-3 web-3", "remove web-3; type web-3; web"),
        ("ctl undrain db-0", "add db-0; type db-0; db"),
        (
            "ctl drain web-1 web-13",
            "16+6: `web-13` is no server of this fleet; did you mean `web-3`?"
        ),
        (
            "ctl drain web-1,wbe-2",
            "16+5: `wbe-2` is no server of this fleet; did you mean `web-2`?"
        ),
        ("ctl drain 'web-*'", "10+7: `web-*` is no server of this fleet"),
        ("ctl drain web-1,,web-2", "16+0: a name is missing beside a comma of `HOST`"),
        ("ctl drain web", "10+3: `web` is no server of this fleet"),
    ])
    func strict(line: String, expected: String) { #expect(words(line) == expected) }

    @Test(arguments: [
        ("ctl drain web-1?", "remove 3 servers: web-10, web-11, web-12; type 3 servers; web"),
        ("ctl drain web-[1-3]", "remove 3 servers: web-1, web-2, web-3; type 3 servers; web"),
        ("ctl drain web-[3-1]*", "10+10: `web-[3-1]*` is no server of this fleet"),
        ("ctl drain web-[!2-9]", "remove web-1; type web-1; web"),
        ("ctl drain db-*,web-2", "remove 3 servers: web-2, db-0, db-1; type 3 servers; web db"),
        (
            "ctl drain",
            "remove 14 servers: web-1, web-2, web-3, web-4, web-5, web-6, web-7, web-8, web-9, "
                + "web-10 and 4 more; type 14 servers; web db"
        ),
        ("ctl drain '' db-0", "remove db-0; type db-0; db"),
        ("ctl drain web-13", "10+6: `web-13` is no server of this fleet; did you mean `web-3`?"),
        ("ctl drain app-*", "10+5: `app-*` is no server of this fleet"),
    ])
    func lenient(line: String, expected: String) { #expect(words(line, .lenient) == expected) }

    /// Servers that are not as the verb needs them: refused, or passed over.
    @Test func states() {
        var lives = [Life](repeating: .serving, count: 14)
        lives[2] = .cutOff
        lives[0] = .removed
        #expect(
            words("ctl drain web-3", lives: lives) == "10+5: `web-3` is cut off, and not serving")
        #expect(words("ctl undrain web-1", lives: lives) == "add web-1; type web-1; web")
        #expect(
            words("ctl undrain web-2", lives: lives) == "12+5: `web-2` is serving, and not removed")
        #expect(
            words("ctl drain web-[1-4]", .lenient, lives: lives)
                == "remove 2 servers: web-2, web-4; type 2 servers; web")
    }

    @Test func aResponseTakesWhatThereIs() throws {
        let fleet = Self.fleet()
        var lives = [Life](repeating: .serving, count: 14)
        lives[0] = .removed
        let template = VerbTemplate(
            verb: .restartServers, position: TestFleet.nowhere, of: [], count: nil, on: nil,
            line: nil, servers: ["web-1", "db-1"])
        let deed = try Resolver(fleet: fleet, topology: Topology(fleet), seed: 1).resolve(
            response: template, path: "response[0]", lives: lives)
        #expect(deed.words(in: fleet) == "restart db-1")
        #expect(
            deed.note
                == "response[0]: asked for 2 servers: web-1, db-1, of which 1 server is serving")
        #expect(template.summary == "restart-servers web-1, db-1")
    }

    /// Each name is a field, with others near to it; several share what is tried of them.
    @Test func anatomy() throws {
        let fleet = Self.fleet()
        let reader = LineReader(fleet: fleet, topology: Topology(fleet), seed: 1, path: "line")
        let one = try reader.anatomy(of: "ctl drain web-3").fields
        #expect(one.map(\.role) == [.server])
        #expect(one[0].known.count == 12)
        #expect(one[0].known.contains("db-0") && one[0].known.contains("web-12"))
        let line = "ctl drain web-3,db-1 web-4"
        let several = try reader.anatomy(of: line).fields
        let scalars = Array(line.unicodeScalars)
        func text(_ range: Range<Int>) -> String {
            String(String.UnicodeScalarView(scalars[range]))
        }
        #expect(several.map { text($0.value) } == ["web-3", "db-1", "web-4"])
        #expect(several.map { text($0.whole) } == ["web-3,", ",db-1", "web-4"])
        #expect(several.reduce(0) { $0 + $1.known.count } <= 32)
    }

    // MARK: Probes

    private func holes(_ line: String, _ fleet: FleetSpec) async -> [ProbeKind: ProbeResult] {
        let results = await BoundaryProbes(
            of: line, fleet: fleet, topology: Topology(fleet), seed: 1
        ).run()
        return Dictionary(results.map { ($0.kind, $0) }) { first, _ in first }
    }

    /// What no guard stops goes below the floor, by names of servers; in lines of one, too.
    @Test(arguments: ["ctl drain HOST... [--force]", "ctl drain --host HOST [--force]"])
    func namesBelowTheFloor(usage: String) async {
        let fleet = Self.fleet(usage: usage)
        let line = usage.contains("--host") ? "ctl drain --host web-3" : "ctl drain web-3"
        let results = await holes(line, fleet)
        let separator = usage.contains("--host") ? "," : " "
        #expect(results[.atTheFloor]?.outcome == .asExpected)
        #expect(results[.atTheFloor]?.worst?.left == 9)
        let below = results[.oneBelow]
        #expect(below?.outcome == .gotThrough)
        #expect(below?.worst?.left == 8)
        #expect(below?.line.split(separator: separator == "," ? "," : " ").count ?? 0 >= 4)
        #expect(below?.line.contains("web-3\(separator)") == true)
        for kind in [ProbeKind.inChunks, .repeated, .twoOperators, .deadServers] {
            #expect(results[kind]?.outcome == .gotThrough, "\(kind)")
        }
    }
}
