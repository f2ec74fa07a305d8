import FumbleControl
import FumbleModel

/// How the fleet is, for people and for scripts.
struct StatusReport: Sendable {
    let report: LineReport
    let tally: Tally
    let lives: [Life]
    /// Lines that are being carried out.
    let lines: [String]

    private var fleet: FleetSpec { report.fleet }
    private var topology: Topology { report.topology }

    var text: [String] {
        let count = LineReport.servers(topology.serverCount)
        var table = TextTable(["subsystem", "serving", "minimum", "of"])
        for (place, subsystem) in fleet.subsystems.enumerated() {
            let minimum = report.minimum(of: SubsystemID(place))
            table.add(
                [
                    subsystem.name, "\(tally.serving[place])", "\(minimum)",
                    "\(topology.carriers[place].count)",
                ], remark: tally.serving[place] < minimum ? "below its minimum" : "")
        }
        return ["\(fleet.name) (\(fleet.environment)): \(count)"] + table.lines + absent + doors
            + lines.map { "being carried out: \($0)" }
    }

    /// The servers that do not serve, by what they do instead.
    private var absent: [String] {
        Life.allCases.filter { $0 != .serving }.compactMap { life in
            let servers = lives.indices.filter { lives[$0] == life }.map { ServerID($0) }
            return servers.isEmpty ? nil : "\(Self.word(life)): \(report.book.list(servers))"
        }
    }

    /// Where clients ask.
    private var doors: [String] {
        let groups = (fleet.processes?.asks ?? []).map(\.group)
        let asked = lives.indices.filter { groups.contains(Int(topology.groupOf[$0])) }
        let places = asked.flatMap { server in
            report.book.doors(of: ServerID(server)).map {
                "\(report.book[ServerID(server)]) at 127.0.0.1:\($0.port)"
            }
        }
        return places.isEmpty ? [] : ["clients ask \(places.joined(separator: ", "))"]
    }

    var json: JSONValue {
        .object([
            ("schema", "depotctl.status/1"), ("fleet", .string(fleet.name)),
            ("environment", .string(fleet.environment)),
            (
                "subsystems",
                .array(
                    fleet.subsystems.enumerated().map { place, subsystem in
                        .object([
                            ("subsystem", .string(subsystem.name)),
                            ("serving", .int(Int64(tally.serving[place]))),
                            ("minimum", .int(Int64(report.minimum(of: SubsystemID(place))))),
                            ("of", .int(Int64(topology.carriers[place].count))),
                        ])
                    })
            ),
            ("servers", .array(lives.indices.map(server))),
            ("lines", .array(lines.map(JSONValue.string))),
        ])
    }

    private func server(_ number: Int) -> JSONValue {
        let carried = topology.carried(by: ServerID(number))
        return .object([
            ("server", .string(report.book[ServerID(number)])),
            ("is", .string(Self.word(lives[number]))),
            ("carries", .array(carried.map { .string(fleet[$0].name) })),
            (
                "ports",
                .object(
                    report.book.doors(of: ServerID(number)).map { ($0.name, .int(Int64($0.port))) })
            ),
        ])
    }

    static func word(_ life: Life) -> String {
        switch life {
        case .serving: "serving"
        case .draining: "draining"
        case .removed: "removed"
        case .crashed: "crashed"
        case .hung: "hung"
        case .cutOff: "cut off"
        case .starting: "starting"
        case .stopped: "stopped"
        }
    }
}
