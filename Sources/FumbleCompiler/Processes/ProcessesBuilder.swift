internal import FumbleDocument
internal import FumbleModel

/// Makes the programs of a fleet of what is written: looks up every group, operation and port.
struct ProcessesBuilder {
    private let written: WrittenProcesses
    let names: FleetNames
    let subsystems: [SubsystemSpec]
    let groups: [GroupSpec]
    let operations: [OperationSpec]
    let serverNames: ServerNames
    var diagnostics: Diagnostics

    static func build(
        _ written: WrittenProcesses, names: FleetNames, subsystems: [SubsystemSpec],
        groups: [GroupSpec], operations: [OperationSpec], diagnostics: inout Diagnostics
    ) -> ProcessesSpec {
        var builder = ProcessesBuilder(
            written: written, names: names, subsystems: subsystems, groups: groups,
            operations: operations, serverNames: ServerNames(groups), diagnostics: diagnostics)
        let spec = ProcessesSpec(
            programs: written.programs.compactMap { builder.program($0) },
            asks: written.asks.compactMap { builder.ask($0) },
            writes: written.asks.compactMap { builder.writes($0) },
            roles: written.roles.compactMap { builder.role($0) },
            namespaces: written.network.value ? written.network.position : nil)
        diagnostics = builder.diagnostics
        return spec
    }

    private mutating func program(_ entry: MapEntry<WrittenProgram>) -> ProgramSpec? {
        let written = entry.value
        let name = Located(value: entry.name, span: entry.nameSpan)
        names.check(.group, name, diagnostics: &diagnostics)
        for word in written.run { check(word.value, at: word.span, own: written.ports) }
        checkAgeing(written)
        let sign = written.ready.value.sign
        if let port = sign.port { checkPort(port, at: written.ready.span, of: written.ports) }
        if let serves = written.serves {
            checkPort(serves.value.port, at: serves.span, of: written.ports)
            check(serves.value.path, at: serves.span, own: written.ports)
        }
        guard let group = groups.firstIndex(where: { $0.name == entry.name }) else { return nil }
        let milestones = MilestonesBuilder(
            names: names, subsystems: subsystems, group: groups[group]
        ).build(written.milestones, diagnostics: &diagnostics)
        return ProgramSpec(
            group: group, position: entry.position, run: written.run.map(\.value),
            environment: written.environment, files: written.files,
            ports: written.ports.map(\.value), ready: written.ready.value,
            serves: written.serves?.value, stop: written.stop,
            state: written.state?.spec, quota: written.quota, milestones: milestones)
    }

    private mutating func checkAgeing(_ written: WrittenProgram) {
        guard let words = written.state?.ages?.run, let first = words.first else { return }
        for word in words { check(word.value, at: word.span, own: written.ports, ages: true) }
        guard !words.contains(where: { $0.value.places.contains(.amount) }) else { return }
        diagnostics.report(
            .missingField, at: first.span, "what makes it older is not told by how much",
            help: "write `{amount}` where the program takes it")
    }

    private mutating func ask(_ entry: MapEntry<WrittenClient>) -> AskSpec? {
        guard case .http(let written) = entry.value else { return nil }
        let name = Located(value: entry.name, span: entry.nameSpan)
        names.check(.operation, name, diagnostics: &diagnostics)
        checkAsked(written.group, port: written.port)
        guard let operation = operations.firstIndex(where: { $0.name == entry.name }),
            let group = groups.firstIndex(where: { $0.name == written.group.value })
        else { return nil }
        return AskSpec(
            operation: OperationID(operation), position: entry.position, group: group,
            port: written.port.value, method: written.method, path: written.path,
            keys: written.keys, body: written.body, before: written.before)
    }

    /// Whoever is asked has a program, and it has the port.
    mutating func checkAsked(_ group: Located<String>, port: Located<String>) {
        names.check(.group, group, diagnostics: &diagnostics)
        if let program = written.programs.first(where: { $0.name == group.value }) {
            checkPort(port.value, at: port.span, of: program.value.ports)
        } else if groups.contains(where: { $0.name == group.value }) {
            diagnostics.report(
                .missingField, at: group.span, "group `\(group.value)` has no program to ask",
                help: "name one under `programs:`")
        }
    }

    mutating func check(
        _ text: PlacedText, at span: SourceSpan, own ports: [Located<String>]?, ages: Bool = false
    ) {
        for place in text.places {
            switch place {
            case .port(let name): checkPort(name, at: span, of: ports)
            case .addresses(let port, let group):
                names.check(
                    .group, Located(value: group, span: span), diagnostics: &diagnostics)
                checkPort(port, at: span, of: self.ports(of: group))
            case .address(let port, let server), .portOf(let port, let server):
                guard let group = group(of: server) else {
                    diagnostics.report(
                        .unknownServer, at: span, "there is no server `\(server)`",
                        help: serverNames.nearest(to: server).map { "did you mean `\($0)`?" }
                            ?? "servers are named after their group and counted from 0: `index-0`")
                    continue
                }
                checkPort(port, at: span, of: self.ports(of: group.name))
            case .amount where !ages:
                diagnostics.report(
                    .unknownPlaceholder, at: span, "`{amount}` stands only where a server is aged",
                    help: "write it under `state: {ages: {run: ...}}`")
            case .server, .group, .number, .folder, .seed, .amount, .secret: break
            }
        }
    }

    func ports(of group: String) -> [Located<String>]? {
        written.programs.first { $0.name == group }?.value.ports
    }

    private func group(of server: String) -> GroupSpec? {
        serverNames.server(named: server).flatMap { id in
            groups.first { serverNames.isNamed(id, after: $0.name) }
        }
    }

    private mutating func checkPort(
        _ name: String, at span: SourceSpan, of ports: [Located<String>]?
    ) {
        guard let ports, !ports.contains(where: { $0.value == name }) else { return }
        diagnostics.reportUnknown(
            .unknownName, "port", name, at: span, among: ports.map(\.value))
    }
}

extension ProgramSpec.Readiness.Sign {
    /// The port that it looks at, if any.
    fileprivate var port: String? {
        switch self {
        case .accepts(let port): port
        case .answers(let question): question.port
        case .line: nil
        }
    }
}
