internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// Windows that give what no line can leave out, or what is nothing of the fleet.
enum WindowsOfPeople {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        guard fleet.usages.allSatisfy({ $0 != nil }) else { return }
        for window in fleet.written.windows {
            for supply in window.value.supplies { check(supply, fleet, &diagnostics) }
        }
    }

    private static func check(
        _ supply: MapEntry<Located<String>>, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let argument = supply.name
        if argument == Resolver.environmentArgument {
            diagnostics.report(
                .conflictingFields, at: supply.nameSpan,
                "`\(argument)` is the environment, which a window has a field for",
                help: "write `environment: \(supply.value.value)` beside `supplies`")
            return
        }
        let known = fleet.names.check(
            NamedThing(.playbookArgument, argument, at: supply.nameSpan), diagnostics: &diagnostics)
        guard known else { return }
        let uses = zip(fleet.spec.playbook, fleet.usages).filter { _, usage in
            usage?.arguments.contains(argument) == true
        }
        let canBeLeftOut = uses.contains { entry, usage in
            entry.parsing == .lenient || usage?.requiredArguments.contains(argument) == false
        }
        guard canBeLeftOut else {
            diagnostics.report(
                .unusedName, at: supply.nameSpan,
                "no usage line lets `\(argument)` be left out, so that no line takes it from a window",
                help: "put it in brackets there, such as `[--host HOST]`, or leave it out here")
            return
        }
        for (entry, _) in uses where !fits(argument, supply.value, entry, fleet, &diagnostics) {
            return
        }
    }

    /// - Returns: whether what a window gives can stand in the place of an argument.
    private static func fits(
        _ argument: String, _ text: Located<String>, _ entry: PlaybookEntry, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) -> Bool {
        func isNamed(_ kind: NamedThing.Kind) -> Bool {
            fleet.names.check(
                NamedThing(kind, text.value, at: text.span), diagnostics: &diagnostics)
        }
        switch LineField.Role(of: argument, in: entry) {
        case .subsystem: return isNamed(.subsystem)
        case .operation: return isNamed(.operation)
        case .server:
            let names = fleet.spec.serverNames
            if names.server(named: text.value) != nil || !fleet.isCountable { return true }
            diagnostics.reportUnknownServer(text.value, at: text.span, among: names)
            return false
        case .zone: return isNamed(.zone)
        case .environment, .flag, .other: return true
        case .count, .share:
            diagnostics.report(
                .conflictingFields, at: text.span,
                "`\(argument)` says how much, and a window says only where",
                help: "leave it out here: whoever types says how much")
            return false
        }
    }
}

/// Windows that lines are typed in, of a fleet that says which there are.
enum WindowsOfLines {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        var named = draft.written.explore?.value.windows ?? []
        for step in draft.written.method {
            guard case .type(let typing) = step.action, let from = typing.from else { continue }
            named += from.named
        }
        for name in named {
            draft.fleet.names.check(.window, name, diagnostics: &diagnostics)
        }
    }
}
