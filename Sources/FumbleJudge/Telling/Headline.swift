import FumbleModel

/// The one line that people read first, from figures that were just worked out.
struct Headline {
    let plan: Plan
    let topology: Topology
    let status: RunStatus
    let main: JudgedArm
    let unguarded: JudgedArm?
    let guards: [GuardVerdict]

    var text: String {
        switch status {
        case .stopped(let reason): return "Stopped: \(reason)."
        case .interrupted(let signal): return "Interrupted by \(signal)."
        case .failed(let reason): return "Failed: \(reason)."
        case .completed: break
        }
        if plan.isOnlyMeasured {
            let count = plan.measures.count
            return "Measured: \(count) \(count == 1 ? "quantity" : "quantities")."
        }
        guard let stop = firstStop else { return felt(in: main) }
        var parts = [stop.text]
        if !OperationWords(main).isUndisturbed { parts.append(felt(in: main)) }
        if let unguarded, main.record.arm == .guarded, !stop.guards.isEmpty {
            parts.append(counterfactual(unguarded, without: stop.guards))
        }
        return parts.joined(separator: " ")
    }

    /// What became of a typed line, and the guards that stopped it.
    private struct Stop {
        let text: String
        let guards: [String]
    }

    /// Of the first line of the method that was not simply let through, else of the first of all.
    private var firstStop: Stop? {
        guard main.record.arm != .unguarded else { return nil }
        let typed = main.record.commands.filter(\.isOfMethod)
        guard let first = typed.first else { return nil }
        return typed.lazy.compactMap(stop(of:)).first ?? letThrough(first)
    }

    private func stop(of command: CommandRecord) -> Stop? {
        if case .elsewhere(let environment) = command.resolved {
            return Stop(text: "It went to \(environment): nothing reached this fleet.", guards: [])
        }
        if case .notUnderstood = command.resolved {
            return Stop(text: "Refused by the parser.", guards: [])
        }
        return refusal(of: command) ?? clamp(of: command) ?? pace(of: command)
    }

    private func refusal(of command: CommandRecord) -> Stop? {
        let answers = heeded(of: command).filter {
            if case .refuse = $0.decision { true } else { false }
        }
        guard let slowest = answers.map(\.decidedIn).max() else { return nil }
        let text =
            command.applied == 0
            ? "Refused in \(Words.time(slowest))."
            : "Refused after \(Words.servers(command.applied))."
        return Stop(text: text, guards: names(answers))
    }

    private func clamp(of command: CommandRecord) -> Stop? {
        let answers = heeded(of: command).filter(\.stopsForGood)
        guard let slowest = answers.map(\.decidedIn).max(), let asked = answers.first?.asked else {
            return nil
        }
        return Stop(
            text: "Clamped to \(command.applied) of \(asked) in \(Words.time(slowest)).",
            guards: names(answers))
    }

    private func pace(of command: CommandRecord) -> Stop? {
        let answers = heeded(of: command).filter { answer in
            switch answer.decision {
            case .hold: true
            case .clamp(let limit, _): limit < answer.asked
            case .allow, .refuse, .warn: false
            }
        }
        guard !answers.isEmpty else { return nil }
        let asked = command.resolvedServers ?? command.applied
        if asked == 0 { return putOff(command, by: answers) }
        let took = Words.time((command.batches.last?.at ?? command.at) - command.at)
        let text =
            command.applied == asked
            ? "Paced: \(Words.servers(asked)) in \(took)."
            : "Paced to \(command.applied) of \(asked) in \(took)"
                + (command.ending == .cancelled ? ", then cancelled." : ".")
        return Stop(text: text, guards: names(answers))
    }

    /// Of a command that is about data, or clients, and so about no servers.
    private func putOff(_ command: CommandRecord, by answers: [GuardAnswer]) -> Stop {
        let last = answers.compactMap { answer -> Instant? in
            if case .hold(let until, _) = answer.decision { until } else { nil }
        }.max()
        let text = "Put off for \(Words.time((last ?? command.at) - command.at))"
        return Stop(
            text: text + (command.ending == .cancelled ? ", then cancelled." : "."),
            guards: names(answers))
    }

    /// nil: the fleet has no guards that could have stopped it.
    private func letThrough(_ command: CommandRecord) -> Stop? {
        guard plan.fleet.guards.contains(where: { isHeeded($0.name, at: command.path) }) else {
            return nil
        }
        guard
            let broke = guards.first(where: {
                $0.outcome == .broke && isHeeded($0.name, at: command.path)
            })
        else {
            let nobody = main.isCut ? "No guard had been asked." : "No guard was asked."
            let text = heeded(of: command).isEmpty ? nobody : "Let through."
            return Stop(
                text: OperationWords(main).isUndisturbed ? "\(text) \(felt(in: main))" : text,
                guards: [])
        }
        let words = PromiseWords(fleet: plan.fleet, topology: topology)
        let first = PromiseWords.first(of: main.results(of: broke.keeps).filter { !$0.isKept })
        let what = first.map(words.short) ?? "\(broke.keeps) broken"
        return Stop(text: "Guard broke: \(broke.name) let it through, and \(what).", guards: [])
    }

    /// An exploration asks guards whose answers it does not follow: these stopped nothing.
    private func isHeeded(_ name: String, at path: String) -> Bool {
        plan.heeds?.counts(name, at: path) ?? true
    }

    private func heeded(of command: CommandRecord) -> [GuardAnswer] {
        command.answers.filter { isHeeded($0.name, at: command.path) }
    }

    /// In the order of the fleet file.
    private func names(_ answers: [GuardAnswer]) -> [String] {
        plan.fleet.guards.map(\.name).filter { name in answers.contains { $0.name == name } }
    }

    private func counterfactual(_ arm: JudgedArm, without names: [String]) -> String {
        let operations = OperationWords(arm)
        let broken = PromiseWords.first(of: arm.verdict.promises.filter { !$0.isKept })
        if operations.isUndisturbed, broken == nil {
            return "Without the guards: "
                + (arm.isCut ? "\(CutOff.words)." : "nothing would have broken.")
        }
        let who = names.count == 1 ? names[0] : "guards"
        guard operations.isUndisturbed, let broken else {
            return "Without the \(who): \(operations.brief)."
        }
        let words = PromiseWords(fleet: plan.fleet, topology: topology)
        return "Without the \(who): \(words.short(broken)), and clients "
            + (arm.isCut ? "had noticed nothing." : "noticed nothing.")
    }

    private func felt(in arm: JudgedArm) -> String {
        guard arm.verdict.hasBitten else {
            return arm.isCut ? "Nothing had reached the fleet." : "Nothing reached the fleet."
        }
        if arm.record.commands.isEmpty, let kind = arm.record.onlyMomentaryFault {
            return "The \(kind) fault was reverted as soon as it was injected."
        }
        let operations = OperationWords(arm)
        if !operations.isUndisturbed { return operations.sentences + "." }
        guard let broken = PromiseWords.first(of: arm.verdict.promises.filter { !$0.isKept }) else {
            return arm.isCut ? "Clients had noticed nothing." : "Clients noticed nothing."
        }
        let words = PromiseWords(fleet: plan.fleet, topology: topology)
        return "Clients \(arm.isCut ? "had " : "")noticed nothing, but \(words.short(broken))."
    }
}
