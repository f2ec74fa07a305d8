internal import ArgumentParser
internal import FumbleCatalog
internal import FumbleModel
internal import FumbleProcesses

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says which faults this machine can do, and what it lacks for the others.",
        discussion: """
            It tries what can be tried: whether a disk in memory can be mounted, whether a control \
            group or a network namespace can be made. Nothing of that is left.

            Examples:
              fumble doctor
              fumble doctor --format json
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "The form of the list.")
    var format = Form.text

    func run() throws {
        Leftovers.warn()
        let machine = Machine(path: Environment.path)
        let means = FaultMeans.all(.standard(), machine)
        let networks = NetworkMeans.all(machine)
        let groups = machine.versionOfRunGroups
        Console.print(
            format == .json
                ? Self.json(means, networks, groups) + "\n"
                : Self.text(means) + "\n" + Self.text(networks) + "\n" + Self.text(groups))
    }

    /// - Parameter groups: the version of control groups in which a run can be.
    private static func text(_ groups: Int?) -> String {
        let means =
            groups.map { "version \($0): what servers fork away is ended, whoever is killed" }
            ?? "this user can make none: what servers fork away is left if the keeper is killed"
        return "left behind     processes\ncontrol groups  \(groups == nil ? "no" : "yes")\n"
            + "  \(means)\n"
    }

    private static func text(_ networks: [NetworkMeans]) -> String {
        let width = (networks.map(\.word.count).max() ?? 0) + 2
        var lines = ["network".padded(to: width) + "processes"]
        for one in networks {
            lines.append(one.word.padded(to: width) + word(one.lack))
            lines.append("  " + (one.lack.map(Self.text) ?? one.means))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ lack: FaultMeans.Lack) -> String {
        lack.reason + (lack.help.map { ": \($0)" } ?? "")
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
                one.onSimulated?.reason, one.onProcesses.map(Self.text), one.condition,
            ]
            lines += reasons.compactMap(\.self).map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func word(_ lack: FaultMeans.Lack?) -> String { lack == nil ? "yes" : "no" }

    private static func json(
        _ means: [FaultMeans], _ networks: [NetworkMeans], _ groups: Int?
    ) -> String {
        let faults = means.map { one in
            JSONValue.object([
                ("fault", .string(one.kind)), ("simulated", json(one.onSimulated)),
                ("processes", json(one.onProcesses)),
                ("condition", one.condition.map { .string($0) } ?? .null),
            ])
        }
        return JSONValue.object([
            ("schema", .string("fumble.doctor/1")), ("faults", .array(faults)),
            (
                "networks",
                .array(
                    networks.map { one in
                        .object([
                            ("network", .string(one.word)), ("processes", json(one.lack)),
                            ("means", .string(one.means)),
                        ])
                    })
            ),
            ("control_groups", groups.map { .int(Int64($0)) } ?? .null),
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
