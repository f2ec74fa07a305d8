internal import ArgumentParser
internal import FumbleCatalog
internal import FumbleModel
internal import FumbleProcesses

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says which faults this machine can do, and what it lacks for the others.",
        discussion: """
            It tries what can be tried: whether a disk in memory can be mounted, whether a control \
            group can be made. Nothing of that is left.

            Examples:
              fumble doctor
              fumble doctor --format json
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "The form of the list.")
    var format = Form.text

    func run() throws {
        let means = FaultMeans.all(.standard(), Machine(path: Environment.path))
        Console.print(format == .json ? Self.json(means) + "\n" : Self.text(means))
    }

    private static func text(_ means: [FaultMeans]) -> String {
        let width = (means.map(\.kind.count).max() ?? 0) + 2
        let column = "simulated".count + 2
        var lines = ["fault".padded(to: width) + "simulated".padded(to: column) + "processes"]
        for one in means {
            lines.append(
                one.kind.padded(to: width) + word(one.onSimulated).padded(to: column)
                    + word(one.onProcesses))
            let reasons = [
                one.onSimulated?.reason,
                one.onProcesses.map { $0.reason + ($0.help.map { ": \($0)" } ?? "") },
            ]
            lines += reasons.compactMap(\.self).map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func word(_ lack: FaultMeans.Lack?) -> String { lack == nil ? "yes" : "no" }

    private static func json(_ means: [FaultMeans]) -> String {
        let faults = means.map { one in
            JSONValue.object([
                ("fault", .string(one.kind)), ("simulated", json(one.onSimulated)),
                ("processes", json(one.onProcesses)),
            ])
        }
        return JSONValue.object([
            ("schema", .string("fumble.doctor/1")), ("faults", .array(faults)),
        ]).pretty
    }

    private static func json(_ lack: FaultMeans.Lack?) -> JSONValue {
        .object([
            ("possible", .bool(lack == nil)),
            ("reason", lack.map { .string($0.reason) } ?? .null),
            ("install", .array((lack?.packages ?? []).map { .string($0) })),
        ])
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
