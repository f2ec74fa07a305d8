internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel

/// What a method or its people want done, and the fleet that was chosen cannot be made to do.
enum DeedsOnFleet {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        guard draft.isWhole, draft.fleet.isCountable else { return }
        switch draft.kind {
        case .simulated: checkFaults(draft, &diagnostics) { $0.lacksOnSimulated == nil }
        case .processes:
            checkFaults(draft, &diagnostics) { $0.isPossibleOnProcesses }
            checkPeople(draft, &diagnostics)
            checkLines(draft, &diagnostics)
        }
    }

    private static func checkFaults(
        _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics,
        where isPossible: (FleetCommand) -> Bool
    ) {
        let fleet = draft.fleet
        for step in draft.written.method {
            guard case .inject(let chosen, _) = step.action else { continue }
            let servers = FaultTargets.pick(
                chosen.value, of: fleet.spec, fleet.topology, path: "method" + step.path)
            let commands = chosen.value.commands(on: servers, of: fleet.spec)
            if commands.allSatisfy(isPossible) { continue }
            guard draft.kind == .simulated else {
                report("`\(chosen.kind)`", at: chosen.kindSpan, &diagnostics)
                continue
            }
            let isPartition = commands.contains(where: \.isPartitionFromSome)
            diagnostics.report(
                .notOnThisFleet,
                at: isPartition
                    ? chosen.value.from.first?.span ?? chosen.kindSpan : chosen.kindSpan,
                "`\(chosen.kind)` \(isPartition ? "from some " : "")needs real processes: a "
                    + "simulated fleet has no "
                    + (commands.compactMap(\.lacksOnSimulated).first ?? "such thing"),
                help: "run it `--on processes`, or "
                    + (isPartition ? "leave `from` out" : "use `slow` or `partition`"))
        }
    }

    private static func checkPeople(
        _ draft: ExperimentDraft, _ diagnostics: inout Diagnostics
    ) {
        let fleet = draft.fleet
        let deeds =
            draft.written.response.compactMap { $0?.does }
            + fleet.written.automation.map(\.value.does)
        for deed in deeds {
            let preview = Preview.of(
                response: deed.value.template, fleet: fleet.spec, topology: fleet.topology, seed: 1,
                path: "response")
            guard let verb = impossible(preview, in: fleet.spec) else { continue }
            report("`\(verb.rawValue)`", at: deed.kindSpan, &diagnostics)
        }
        for case let group? in fleet.written.servers ?? []
        where group.failure != nil || group.replaced != nil {
            report(
                "`\(group.failure != nil ? "failure" : "replaced")`", at: group.name.span,
                &diagnostics)
        }
    }

    /// What the playbook does for a line of the method.
    private static func checkLines(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        let fleet = draft.fleet
        for step in draft.written.method {
            guard case .type(let typing) = step.action else { continue }
            let lines = [
                (typing.meant, typing.from?.meant?.value), (typing.typed, typing.from?.typed.value),
            ]
            for (line, window) in typing.line.isMistyped ? lines : [lines[0]] {
                let preview = Preview.of(
                    line.text, in: window, fleet: fleet.spec, topology: fleet.topology, seed: 1,
                    path: "method" + step.path)
                guard let verb = impossible(preview, in: fleet.spec) else { continue }
                report("`\(verb.rawValue)`, as the playbook says,", at: line.span, &diagnostics)
            }
        }
    }

    /// - Returns: what programs cannot be made to do; nil: they can.
    private static func impossible(_ preview: Preview, in fleet: FleetSpec) -> VerbName? {
        guard case .deed(_, let deed) = preview.outcome, !deed.verb.isPossibleOnProcesses else {
            return nil
        }
        // By what people operate a subsystem fumble knows from the fleet's file, and no program.
        if deed.verb == .dropNeed, let need = deed.need,
            deed.subsystems.allSatisfy({ fleet[$0].needs.isOnlyToOperate(need) })
        {
            return nil
        }
        return deed.verb
    }

    private static func report(
        _ what: String, at span: SourceSpan, _ diagnostics: inout Diagnostics
    ) {
        diagnostics.report(
            .notOnThisFleet, at: span, "\(what) cannot be done to real processes",
            help: "run it `--on simulated`, or use another: `fumble reference` lists the faults")
    }
}

extension FleetCommand {
    fileprivate var isPartitionFromSome: Bool {
        if case .disturb(_, .partition, _) = self { true } else { false }
    }
}
