internal import FumbleDocument
internal import FumbleModel

/// Makes an operation of what is written: looks up the subsystems on its ways.
enum OperationBuilder {
    static func build(
        _ entry: MapEntry<WrittenOperation>, _ fleet: WrittenFleet, _ names: FleetNames,
        _ diagnostics: inout Diagnostics
    ) -> OperationSpec {
        let written = entry.value
        for name in written.stations {
            names.check(.subsystem, name, diagnostics: &diagnostics)
        }
        let path = written.stations.compactMap { name -> PathStep? in
            guard let subsystem = fleet.id(of: name.value) else { return nil }
            let service = service(of: name, in: written, &diagnostics)
            return PathStep(
                subsystem: subsystem, service: service.mean, varies: service.varies)
        }
        return OperationSpec(
            name: entry.name, position: entry.position, path: path, rate: written.rate.value,
            timeout: written.timeout, retries: written.retries, hops: hops(of: written, in: fleet),
            fails: written.fails, arrivals: written.arrivals?.value)
    }

    private static func service(
        of step: Located<String>, in operation: WrittenOperation,
        _ diagnostics: inout Diagnostics
    ) -> WrittenLength {
        switch operation.service {
        case .same(let length): return length
        case .each(let services):
            if let own = services.first(where: { $0.name == step.value }) { return own.value }
            diagnostics.report(
                .missingField, at: step.span, "`service` says nothing of `\(step.value)`",
                help: "write `\(step.value): 4ms` in it, or one time for every step")
            return .none
        }
    }

    private static func hops(
        of operation: WrittenOperation, in fleet: WrittenFleet
    ) -> [OperationSpec.Hop] {
        operation.then.flatMap { row in
            row.value.compactMap { way -> OperationSpec.Hop? in
                guard let from = fleet.id(of: row.name), let to = fleet.id(of: way.name) else {
                    return nil
                }
                return OperationSpec.Hop(from: from, to: to, chance: way.value)
            }
        }
    }
}

extension WrittenOperation {
    /// Every subsystem that a request may come to: those of the path, then others that `then` names.
    var stations: [Located<String>] {
        var all = path
        for row in then {
            for name in [Located(row)] + row.value.map({ Located($0) })
            where !all.contains(where: { $0.value == name.value }) {
                all.append(name)
            }
        }
        return all
    }
}

extension Located<String> {
    /// The name of an entry, where it stands.
    init(_ entry: MapEntry<some Sendable>) {
        self.init(value: entry.name, span: entry.nameSpan)
    }
}

extension WrittenFleet {
    func id(of name: String) -> SubsystemID? {
        subsystems?.firstIndex { $0.name == name }.map { SubsystemID($0) }
    }
}
