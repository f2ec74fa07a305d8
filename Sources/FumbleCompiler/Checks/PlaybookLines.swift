internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Arguments and flags of usage lines that nothing uses, or that are not there.
enum PlaybookLines {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for (entry, usage) in zip(fleet.written.playbook, fleet.usages) {
            checkSkips(of: entry.value, usage, &diagnostics)
            guard let usage else { continue }
            checkIgnored(by: entry.value, usage, &diagnostics)
            checkUsualEnvironment(of: entry.value, usage, &diagnostics)
            checkArguments(of: entry.value, usage, fleet, &diagnostics)
        }
        checkAmbiguous(fleet, &diagnostics)
    }

    private static func checkSkips(
        of entry: WrittenEntry, _ usage: Usage?, _ diagnostics: inout Diagnostics
    ) {
        let asked = entry.asks.map(\.value)
        for skip in entry.skips {
            if let usage, !usage.flags.contains(skip.name) {
                diagnostics.report(
                    .unknownFlag, at: skip.nameSpan, "the usage line has no flag `\(skip.name)`",
                    help: NearestWord.hint(for: skip.name, among: usage.flags, noun: "flag"))
            }
            for name in skip.value where !asked.contains(name.value) {
                diagnostics.report(
                    .unusedName, at: name.span,
                    "`\(skip.name)` leaves out guard `\(name.value)`, which the line never asks",
                    help: NearestWord.hint(for: name.value, among: asked, noun: "guard"))
            }
        }
    }

    private static func checkArguments(
        of entry: WrittenEntry, _ usage: Usage, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let verb = entry.does.value
        var used = verb.slots
        let isSlip = used.contains {
            WrittenVerb.isArgument($0) && !usage.arguments.contains($0)
        }
        guard !isSlip else { return }
        used.append(Resolver.environmentArgument)
        used += entry.ignores.map(\.value)
        if let line = verb.line { used.append(line.text) }
        let asked = entry.asks.map(\.value)
        for spec in fleet.spec.guards where asked.contains(spec.name) {
            used += argumentsNamed(by: spec.mechanism)
        }
        for argument in usage.arguments where !used.contains(argument) {
            diagnostics.report(
                .unusedPlaceholder, at: mark(of: argument, in: entry.usage),
                "`\(argument)` is typed for nothing: neither `does` nor a guard uses it",
                help:
                    "use it in `does`, or write `ignores: \(argument)` where the fleet does not feel it"
            )
        }
    }

    private static func checkIgnored(
        by entry: WrittenEntry, _ usage: Usage, _ diagnostics: inout Diagnostics
    ) {
        let verb = entry.does.value
        let used = verb.slots
        for argument in entry.ignores {
            if !usage.arguments.contains(argument.value) {
                diagnostics.report(
                    .unknownPlaceholder, at: argument.span,
                    "the usage line has no argument `\(argument.value)`",
                    help: NearestWord.hint(
                        for: argument.value, among: usage.arguments, noun: "argument"))
            } else if used.contains(argument.value) {
                diagnostics.report(
                    .conflictingFields, at: argument.span,
                    "`\(argument.value)` is ignored here, and `does` uses it",
                    help: "leave it out of `ignores`")
            }
        }
    }

    /// A strict parser gives a line no environment that it does not name.
    private static func checkUsualEnvironment(
        of entry: WrittenEntry, _ usage: Usage, _ diagnostics: inout Diagnostics
    ) {
        guard let usual = entry.usualEnvironment else { return }
        let isNamed = usage.arguments.contains(Resolver.environmentArgument)
        guard entry.parsing == .strict || !isNamed else { return }
        diagnostics.report(
            .conflictingFields, at: usual.span,
            isNamed
                ? "a strict parser refuses a line that names no environment"
                : "the usage line has no argument `\(Resolver.environmentArgument)` to leave out",
            help: isNamed ? "write `parsing: lenient`" : "write `[--env ENV]` in the usage line")
    }

    private static func argumentsNamed(by mechanism: any Guard) -> [String] {
        guard let named = mechanism as? any NamesThings else { return [] }
        return named.names.filter { $0.kind == .playbookArgument }.map(\.name)
    }

    private static func mark(of argument: String, in usage: WrittenLine) -> SourceSpan {
        let words = usage.text.split(separator: " ", omittingEmptySubsequences: false)
        var offset = 0
        for word in words {
            let bare = word.drop { !$0.isLetter }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if bare == argument {
                let before = word.unicodeScalars.prefix { !$0.properties.isAlphabetic }.count
                return usage.mark(at: offset + before, length: argument.unicodeScalars.count)
            }
            offset += word.unicodeScalars.count + 1
        }
        return usage.span
    }

    private static func checkAmbiguous(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        let lines = fleet.written.playbook.map(\.value.usage)
        for (index, line) in lines.enumerated() {
            guard let first = lines[..<index].first(where: { $0.text == line.text }) else {
                continue
            }
            diagnostics.report(
                .ambiguousUsage, at: line.span, "another playbook entry has the same usage line",
                related: [Diagnostic.Related(at: first.span, "the first is here")])
        }
    }
}
