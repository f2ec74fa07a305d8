import FumbleModel

/// Says of each guard how it did, by what the arms show and by nothing that the guard says.
struct GuardJudge {
    let plan: Plan
    /// The arm in which the guards were asked.
    let guarded: JudgedArm
    /// What would have happened without them; nil: not run.
    let unguarded: JudgedArm?
    /// What was meant; nil: not run.
    let meant: JudgedArm?

    func verdicts() -> [GuardVerdict] { plan.fleet.guards.map(verdict) }

    private func verdict(on spec: GuardSpec) -> GuardVerdict {
        let commands = guarded.record.commands.filter { $0.isAsked(of: spec.name) }
        let answers = commands.flatMap { $0.answers }.filter { $0.name == spec.name }
        let stops = answers.map { Stop($0.decision) }
        let outcome = outcome(of: spec, asked: commands)
        return GuardVerdict(
            name: spec.name, keeps: spec.keeps, position: spec.position,
            outcome: outcome, asked: answers.count,
            allowed: stops.count { $0 == .allowed }, clamped: stops.count { $0 == .clamped },
            held: stops.count { $0 == .held }, refused: stops.count { $0 == .refused },
            decidedIn: answers.map(\.decidedIn).max(),
            beyondMeant: beyondMeant(asked: commands), falseStops: falseStops(by: spec.name),
            message: answers.compactMap { Self.message($0.decision) }.first, kind: spec.kind,
            isProgram: spec.mechanism.program != nil,
            advice: spec.mechanism.program == nil
                // Of programs alone, whose words are their author's.
                ? nil : answers.lazy.compactMap(\.refusalLacks).first,
            isCutOff: outcome == nil && (guarded.isCut || unguarded?.isCut ?? false))
    }

    private enum Stop {
        case allowed, clamped, held, refused

        init(_ decision: GuardDecision) {
            switch decision {
            case .allow, .warn: self = .allowed
            case .clamp: self = .clamped
            case .hold: self = .held
            case .refuse: self = .refused
            }
        }
    }

    private func outcome(of spec: GuardSpec, asked commands: [CommandRecord]) -> GuardOutcome? {
        let broken = guarded.results(of: spec.keeps).filter { !$0.isKept }
        if !broken.isEmpty {
            let letThrough = broken.contains { contributed(commands, to: $0) }
            return letThrough ? .broke : .bypassed
        }
        // Whoever was not asked by then might have been, and what was kept might have been broken.
        if guarded.isCut { return nil }
        if commands.isEmpty { return .neverAsked }
        guard let unguarded else { return nil }
        if unguarded.breaks(spec.keeps) { return .held }
        return unguarded.isCut ? nil : .idle
    }

    /// Whether servers that went before the break, and carried what broke, went by these commands.
    ///
    /// What is not counted in servers - data, access, routes - was done as soon as a command of it
    /// ended so.
    private func contributed(_ commands: [CommandRecord], to broken: PromiseResult) -> Bool {
        let subsystem = broken.subsystem.flatMap(plan.fleet.subsystem(named:))
        let isDone = commands.contains { command in
            guard case .deed = command.resolved, command.ending == .done else { return false }
            return command.endedAt.map { $0 <= broken.brokenAt ?? $0 } ?? false
        }
        if isDone { return true }
        return commands.flatMap(\.batches).contains { batch in
            guard batch.servers > 0, batch.at <= broken.brokenAt ?? batch.at else { return false }
            guard let subsystem else { return true }
            return batch.bySubsystem.indices.contains(subsystem.index)
                && batch.bySubsystem[subsystem.index] > 0
        }
    }

    /// Servers let go by the method's lines, over what the same lines came to as meant; 0 when nobody
    /// ran what was meant. What a response types was never mistyped.
    private func beyondMeant(asked commands: [CommandRecord]) -> Int {
        guard let meant else { return 0 }
        return commands.filter(\.isOfMethod).reduce(0) { sum, command in
            let same = meant.record.commands.filter { $0.path == command.path }
            let intended = same.reduce(0) { $0 + max($1.applied, $1.resolvedServers ?? 0) }
            return sum + max(0, command.applied - intended)
        }
    }

    /// Commands that it refused or cut short though they were meant, or put things right.
    ///
    /// A hold, or a smaller batch, is no false stop: the rest is done later. Without a meant arm, a
    /// line of the method that was typed as meant stands for it.
    private func falseStops(by name: String) -> Int {
        let asMeant =
            meant?.record.commands.filter { !$0.isAutomatic }
            ?? guarded.record.commands.filter(isTypedAsMeant)
        let isMeantItself = guarded.record.arm == .meant
        let repairs = isMeantItself ? [] : guarded.record.commands.filter(\.isResponse)
        return (asMeant + repairs).count { command in
            command.answers.contains { $0.name == name && $0.stopsForGood }
        }
    }

    private func isTypedAsMeant(_ command: CommandRecord) -> Bool {
        plan.method.contains { step in
            guard step.path == command.path, case .type(let line) = step.action else {
                return false
            }
            return !line.isMistyped
        }
    }

    private static func message(_ decision: GuardDecision) -> String? {
        switch decision {
        case .refuse(let reason), .clamp(_, let reason), .warn(let reason): reason
        case .allow, .hold: nil
        }
    }
}
