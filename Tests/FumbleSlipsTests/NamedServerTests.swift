import FumbleCatalog
import FumbleCompiler
import FumbleControl
import FumbleModel
import Testing

@testable import FumbleSlips

/// Slips in lines that name servers.
@Suite struct NamedServerTests {
    /// Groups of so many servers each, and a line that names them.
    private static func fleet(
        groups: Int = 2, of size: Int = 40, lenient: Bool = false
    ) throws -> CompiledFleet {
        let servers = (0..<groups).map { group in
            let names = (0..<size).map { "s\(group)-eu-\($0)" }.joined(separator: ", ")
            return "  - {group: g\(group), carries: [index], restart-age: 1d, names: [\(names)]}"
        }
        let text = """
            fumble: fleet/v1
            name: named
            subsystems:
              index: {minimum: 50%}
            servers:
            \(servers.joined(separator: "\n"))
            operations:
              get: {path: [index], rate: 1/s, service: 4ms, timeout: 1s}
            promises: {capacity: {each: subsystem, serving: at least minimum}}
            guards: {floor: {keeps: capacity, capacity-floor: {}}}
            playbook:
              drain:
                usage: ctl drain HOST...
                parsing: \(lenient ? "lenient" : "strict")
                does: {remove-servers: {servers: HOST}}
                asks: [floor]
            """
        return try Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "there is no other file"))
        }.compileFleet(Array(text.utf8), path: "fleet.yaml").get()
    }

    private func typed(
        _ operators: [any SlipOperator], _ line: String, lenient: Bool = false
    ) throws -> [String] {
        let fleet = try Self.fleet(lenient: lenient)
        return try Samples.typed(operators, Samples.intention(line, on: fleet))
    }

    @Test func siblings() throws {
        let lines = try typed([SiblingName()], "ctl drain s0-eu-14")
        for name in ["s0-eu-13", "s0-eu-15", "s0-eu-4", "s0-eu-1", "s1-eu-14", "s1-eu-0"] {
            #expect(lines.contains("ctl drain \(name)"), "\(name)")
        }
        #expect(lines.count <= 32)
    }

    @Test func strayKeys() throws {
        let lines = try typed([NameMistyped()], "ctl drain s0-eu-14")
        #expect(lines.contains("ctl drain s1-eu-14"))
        #expect(lines.contains("ctl drain s0-eu-1"))
    }

    @Test func oneOfSeveralLeftOut() throws {
        #expect(
            try typed([FlagLeftOut()], "ctl drain s0-eu-1 s0-eu-2")
                == ["ctl drain s0-eu-2", "ctl drain s0-eu-1"])
        #expect(
            try typed([FlagLeftOut()], "ctl drain s0-eu-1,s0-eu-2,s0-eu-3") == [
                "ctl drain s0-eu-2,s0-eu-3", "ctl drain s0-eu-1,s0-eu-3",
                "ctl drain s0-eu-1,s0-eu-2",
            ])
    }

    @Test func patternsAndRanges() throws {
        let ranges = try typed([RangeDash()], "ctl drain s0-eu-[1-4]", lenient: true)
        #expect(ranges.contains("ctl drain s0-eu-[14]"))
        #expect(ranges.contains("ctl drain s0-eu-[4-1]"))
        let wider = try typed([WildcardWidened()], "ctl drain s0-eu-1?", lenient: true)
        #expect(wider.contains("ctl drain s0-eu-1*"))
        #expect(wider.contains("ctl drain *"))
    }

    /// Servers of one list are the same in any order.
    @Test func noSwapOfServers() throws {
        #expect(try typed([ArgumentsSwapped()], "ctl drain s0-eu-1 s1-eu-2").isEmpty)
    }

    /// What is tried grows with what can be told apart, and not with the fleet.
    @Test func effectsAreBounded() throws {
        var distinct: [Int] = []
        for groups in [2, 200] {
            let fleet = try Self.fleet(groups: groups)
            let line = "ctl drain s1-eu-14 s1-eu-15"
            let intention = try Samples.intention(line, on: fleet)
            let neighbours = try Neighbourhood(of: intention, by: Samples.model()).neighbours
            let reader = Samples.reader(fleet)
            let effects = Effects(of: neighbours, pairs: [], meant: line, in: nil) {
                reader.preview($0, in: $1)
            }
            distinct.append(effects.distinct)
            let twice = effects.requests.filter { request in
                guard case .asked(let asked) = request.outcome else { return false }
                return asked.deed.servers == [ServerID(54), ServerID(55)]
            }
            #expect(twice.count == 1)
        }
        #expect(distinct[0] > 10)
        #expect(distinct[1] <= distinct[0] + 40)
    }
}
