internal import FumbleDocument
internal import FumbleModel

/// Takes an argument only for exactly one known thing of the kind that it is for.
///
/// A lenient parser takes a pattern, a percentage or a blank for whatever it can be read as; this
/// guard does not, and so a name that slid into the wrong field is refused.
struct TypedIdentifiers: Guard, NamesThings {
    let arguments: [Argument]

    struct Argument: Sendable {
        let name: String
        let kind: Identifier
        let span: SourceSpan
    }

    enum Identifier: String, CaseIterable, Sendable {
        case subsystem, operation, environment, number
    }

    static let kind = Kind<any Guard>(
        "typed-identifiers",
        summary: "Refuses a value that is not exactly one thing of its argument's kind.",
        example: "{typed-identifiers: {subsystem: SUBSYSTEM, number: COUNT}}",
        .optional("subsystem", Shape.text.located, "the argument that names one subsystem"),
        .optional("operation", Shape.text.located, "the argument that names one operation"),
        .optional("environment", Shape.text.located, "the argument that names this environment"),
        .optional("number", Shape.text.located, "the argument that is a whole number")
    ) { subsystem, operation, environment, number in
        let written: [(Located<String>?, Identifier)] = [
            (subsystem, .subsystem), (operation, .operation), (environment, .environment),
            (number, .number),
        ]
        return TypedIdentifiers(
            arguments: written.compactMap { text, kind in
                text.map { Argument(name: $0.value, kind: kind, span: $0.span) }
            })
    }

    var names: [NamedThing] {
        arguments.map { NamedThing(.playbookArgument, $0.name, at: $0.span) }
    }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("a wrong number is a number")
    }

    func reads(argument name: String) -> Bool { arguments.contains { $0.name == name } }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.isWholeAndCanHarm else { return .allow }
        let wrong = arguments.first { argument in
            !isOne(request.argument(argument.name) ?? "", argument.kind, view.fleet)
        }
        guard let wrong else { return .allow }
        let typed = request.argument(wrong.name).map { "`\($0)`" } ?? "blank"
        return request.stop(
            """
            `\(wrong.name)` is \(typed), which is not exactly one \(wrong.kind.rawValue): \
            \(request.unasked)
            """)
    }

    private func isOne(_ text: String, _ kind: Identifier, _ fleet: FleetSpec) -> Bool {
        switch kind {
        case .subsystem: fleet.subsystem(named: text) != nil
        case .operation: fleet.operation(named: text) != nil
        case .environment: text == fleet.environment
        case .number: !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
        }
    }
}
