internal import FumbleDocument
internal import FumbleModel

/// Makes expectations of one entry of `expect:`, each with its own place.
enum ExpectationBuilder {
    static func build(
        _ entry: MapEntry<WrittenExpectation>, names: FleetNames, _ fleet: FleetSpec,
        _ diagnostics: inout Diagnostics
    ) -> [Expectation] {
        let path = "expect.\(entry.name)"
        switch entry.value {
        case .promises(let promises):
            return promises.map { promise in
                check(.promise, promise.name, promise.nameSpan, names, &diagnostics)
                return Expectation(
                    path: "\(path).\(promise.name)", position: promise.position,
                    what: .promise(promise.name, isKept: promise.value.value))
            }
        case .guards(let guards):
            return guards.map { result in
                check(.guardName, result.name, result.nameSpan, names, &diagnostics)
                return Expectation(
                    path: "\(path).\(result.name)", position: result.position,
                    what: .guardResult(result.name, result.value.value))
            }
        case .writesLost(let range):
            return [
                Expectation(
                    path: path, position: entry.position, what: .writesLost(range.value))
            ]
        case .falseStops(let range):
            return [
                Expectation(
                    path: path, position: entry.position, what: .falseStops(range.value))
            ]
        case .dataLost(let age, let objects):
            return [
                age.map { (path: "\(path).age", at: $0.span, what: .dataLostAge($0.value)) },
                objects.map {
                    (path: "\(path).objects", at: $0.span, what: .dataLostObjects($0.value))
                },
            ].compactMap { (claim: DataClaim?) in
                claim.map { Expectation(path: $0.path, position: $0.at.start, what: $0.what) }
            }
        case .operation(let claims):
            return operation(claims, entry, names, fleet, &diagnostics)
        case .arm(let arm, let entries):
            return entries.flatMap { build($0, names: names, fleet, &diagnostics) }.map {
                let prefix = "expect."
                return $0.of(arm, path: "\(path).\($0.path.dropFirst(prefix.count))")
            }
        }
    }

    private typealias DataClaim = (path: String, at: SourceSpan, what: Expectation.What)

    private static func operation(
        _ claims: [WrittenExpectation.OperationClaim], _ entry: MapEntry<WrittenExpectation>,
        _ names: FleetNames, _ fleet: FleetSpec, _ diagnostics: inout Diagnostics
    ) -> [Expectation] {
        let isEverybody = entry.name == WrittenExpectation.everybody
        if !isEverybody, !names[.operation].contains(entry.name) {
            diagnostics.report(
                .unknownOperation, at: entry.nameSpan,
                "`expect` knows no `\(entry.name)`: the fleet has no such operation",
                help: NearestWord.hint(
                    for: entry.name, among: names[.operation] + WrittenExpectation.fixedKeys,
                    noun: "operation"))
            return []
        }
        let operation = isEverybody ? nil : fleet.operation(named: entry.name)
        return claims.map { claim in
            let path = "expect.\(entry.name)" + (claim.field.map { ".\($0)" } ?? "")
            let what: Expectation.What =
                switch claim.what {
                case .undisturbed: .undisturbed(operation)
                case .measure(let measure, let range): .measure(measure, of: operation, range)
                }
            let position = claim.field == nil ? entry.position : claim.span.start
            return Expectation(path: path, position: position, what: what)
        }
    }

    private static func check(
        _ kind: NamedThing.Kind, _ name: String, _ span: SourceSpan, _ names: FleetNames,
        _ diagnostics: inout Diagnostics
    ) {
        names.check(NamedThing(kind, name, at: span), diagnostics: &diagnostics)
    }
}
