internal import FumbleCatalog
internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Looks up what a verb names: subsystems, operations, and arguments of the line that is typed for it.
enum VerbNames {
    /// - Parameters:
    ///   - usage: the grammar of the line; nil where it does not parse, or where nobody types one.
    ///   - isTyped: whether somebody types a line, so that words in capitals have a value.
    static func check(
        _ verb: WrittenVerb, usage: Usage?, isTyped: Bool, names: FleetNames,
        diagnostics: inout Diagnostics
    ) {
        let kind: NamedThing.Kind = verb.verb.isOfOperations ? .operation : .subsystem
        for name in verb.of + [verb.on].compactMap({ $0 }) {
            if WrittenVerb.isArgument(name.value) {
                check(argument: name, usage, isTyped, diagnostics: &diagnostics)
            } else {
                names.check(kind, name, diagnostics: &diagnostics)
            }
        }
        for name in verb.servers where WrittenVerb.isArgument(name.value) {
            check(argument: name, usage, isTyped, isOfServers: true, diagnostics: &diagnostics)
        }
        if let share = verb.share {
            if WrittenVerb.isArgument(share.value) {
                check(argument: share, usage, isTyped, diagnostics: &diagnostics)
            } else {
                let shares = Share(partsPerMillion: 1) ... .whole
                check("share", share, as: .share(in: shares), diagnostics: &diagnostics)
            }
        }
        if let zone = verb.zone {
            if WrittenVerb.isArgument(zone.value) {
                check(argument: zone, usage, isTyped, diagnostics: &diagnostics)
            } else {
                names.check(.zone, zone, diagnostics: &diagnostics)
            }
        }
        for name in ConfigShapes.subsystems(of: verb.by) {
            names.check(.subsystem, name, diagnostics: &diagnostics)
        }
        guard let count = verb.count else { return }
        if WrittenVerb.isArgument(count.value) {
            check(argument: count, usage, isTyped, diagnostics: &diagnostics)
        } else {
            check("count", count, as: Shape<ServerAmount>.serverAmount(), diagnostics: &diagnostics)
        }
    }

    private static func check<Value: Sendable>(
        _ field: String, _ text: Located<String>, as shape: Shape<Value>,
        diagnostics: inout Diagnostics
    ) {
        var reading = Reading(diagnostics: diagnostics)
        let node = Node.scalar(text.value, at: text.span)
        _ = reading.reading(field, at: nil) { shape.read(node, &$0) }
        diagnostics = reading.diagnostics
    }

    private static func check(
        argument: Located<String>, _ usage: Usage?, _ isTyped: Bool, isOfServers: Bool = false,
        diagnostics: inout Diagnostics
    ) {
        guard isTyped else {
            diagnostics.report(
                .unknownPlaceholder, at: argument.span,
                "`\(argument.value)` stands for what is typed, and nobody types a line here",
                help: isOfServers
                    ? "write the server's name" : "write the subsystem's name, or the number")
            return
        }
        guard let usage, !usage.arguments.contains(argument.value) else { return }
        diagnostics.report(
            .unknownPlaceholder, at: argument.span,
            "the usage line has no argument `\(argument.value)`",
            help: NearestWord.hint(
                for: argument.value, among: usage.arguments, noun: "argument"))
    }
}
