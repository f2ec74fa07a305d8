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
        case subsystem, operation, server, environment, number
    }

    static let kind = Kind<any Guard>(
        "typed-identifiers",
        summary: "Refuses a value that is not exactly one thing of its argument's kind.",
        example: "{typed-identifiers: {subsystem: SUBSYSTEM, number: COUNT}}",
        .optional("subsystem", Shape.text.located, "the argument that names one subsystem"),
        .optional("operation", Shape.text.located, "the argument that names one operation"),
        .optional("server", Shape.text.located, "the argument that names servers, one or more"),
        .optional("environment", Shape.text.located, "the argument that names this environment"),
        .optional("number", Shape.text.located, "the argument that is a whole number")
    ) { subsystem, operation, server, environment, number in
        let written: [(Located<String>?, Identifier)] = [
            (subsystem, .subsystem), (operation, .operation), (server, .server),
            (environment, .environment), (number, .number),
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
        for argument in arguments {
            let typed = request.arguments.filter { $0.name == argument.name }.map(\.text)
            let texts = typed.isEmpty ? [nil] : typed
            guard
                let wrong = texts.first(where: { !isOne($0 ?? "", argument.kind, view.fleet) })
            else { continue }
            return refusal(of: wrong, argument, request)
        }
        return .allow
    }

    private func refusal(
        of text: String?, _ argument: Argument, _ request: GuardRequest
    ) -> GuardDecision {
        let typed = text.map { "`\($0)`" } ?? "blank"
        return request.stop(
            """
            `\(argument.name)` is \(typed), which is not exactly one \(argument.kind.rawValue): \
            \(request.unasked)
            """)
    }

    private func isOne(_ text: String, _ kind: Identifier, _ fleet: FleetSpec) -> Bool {
        switch kind {
        case .subsystem: fleet.subsystem(named: text) != nil
        case .operation: fleet.operation(named: text) != nil
        case .server:
            // Each of several that stand between commas.
            text.split(separator: ",", omittingEmptySubsequences: false)
                .allSatisfy { fleet.serverNames.server(named: String($0)) != nil }
        case .environment: text == fleet.environment
        case .number: !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
        }
    }
}
