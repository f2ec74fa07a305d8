import FumbleModel

/// How a command goes on, once it has been typed: asked about, waited for, applied.
extension ControlPlane {
    /// Goes on with a command until it ends or must wait. It is not under way meanwhile.
    mutating func proceed(
        _ command: Command, at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        var command = command
        if command.leaveOut(sight.lives), command.rest.isEmpty { return finish(command) }
        guard !command.guards.isEmpty else {
            return applyRest(of: command, at: now, seeing: sight)
        }
        var effects: [ControlEffect] = []
        while true {
            guard command.reviews < Self.mostReviews else {
                return effects + stop(command, "its guards were asked \(Self.mostReviews) times")
            }
            command.reviews += 1
            let questions = questions(about: command, at: now, seeing: sight)
            if !questions.isEmpty {
                command.consulting.begin(
                    questions.map(\.place), about: command.rest.count, at: now)
                wait(command)
                return effects + questions.map { .consult($0) }
            }
            let (answers, told) = review(command, at: now, seeing: sight)
            effects += told
            let ruling = Ruling(
                answers, asked: command.rest.count, isDivisible: command.deed.isDivisible)
            switch (ruling, command.stage) {
            case (.refused, _):
                return effects + [end(command, .refused)]
            case (.held(let until), _):
                command.due = until > now ? until : now + Self.shortestHold
                wait(command)
                return effects
            case (.clamped(let count), .whole):
                command.rest = Array(command.rest.prefix(count))
                command.stage = .batch
            case (.allowed, .whole):
                command.stage = .batch
            case (.clamped(let count), .batch) where command.canary != nil:
                return effects + applyRest(of: command, atMost: count, at: now, seeing: sight)
            case (.clamped(let count), .batch):
                effects += apply(count, of: &command, at: now, seeing: sight)
            case (.allowed, .batch):
                return effects + applyRest(of: command, at: now, seeing: sight)
            }
            if isLedgerFull(for: command) { return effects + finish(command) }
        }
    }

    /// Acts on all that is left of a command, if nothing holds it back; on its canary alone, if that
    /// comes first, and the rest waits then.
    private mutating func applyRest(
        of command: Command, atMost limit: Int = .max, at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        var command = command
        guard let canary = command.canary else {
            return apply(command.rest.count, of: &command, at: now, seeing: sight)
                + finish(command)
        }
        command.canary = nil
        let first = min(canary.first(of: command.rest.count), limit)
        let effects = apply(first, of: &command, at: now, seeing: sight)
        guard !command.rest.isEmpty else { return effects + finish(command) }
        command.due = now + max(canary.wait, Self.shortestHold)
        wait(command)
        return effects
    }

    /// Asks every guard of the command; none is left out because another refused.
    ///
    /// - Returns: the answers that count, and all of them to be written down.
    private mutating func review(
        _ command: Command, at now: Instant, seeing sight: Sight
    ) -> ([GuardDecision], [ControlEffect]) {
        var answers: [GuardDecision] = []
        var effects: [ControlEffect] = []
        for place in command.guards {
            let spec = fleet.guards[place]
            let answer: GuardDecision
            var isOnFailure = false
            var said: RefusalMessage?
            if let advice = command.consulting.advice(of: place) {
                answer = spec.decision(on: advice)
                if case .failed = advice { isOnFailure = true }
                if case .refuse(let text) = advice { said = message(text, of: command) }
            } else {
                answer = mechanisms[place].review(
                    command.request(for: spec, seed: resolver.seed, luck: luck),
                    in: view(for: place, of: command, at: now, seeing: sight), at: now)
            }
            if heeds?.counts(spec.name, at: command.path) ?? true { answers.append(answer) }
            effects.append(
                .record(
                    .decided(
                        GuardAnswer(
                            command: command.number, name: spec.name, stage: command.stage,
                            asked: command.rest.count, decision: answer,
                            decidedIn: max(spec.decidesIn, command.consulting.waited(by: place)),
                            isOnFailure: isOnFailure, said: said))))
        }
        return (answers, effects)
    }

    private func message(_ text: String, of command: Command) -> RefusalMessage {
        RefusalMessage(
            text, of: command.line, arguments: command.arguments.map(\.name),
            named: command.deed.named.map { fleet[$0].name })
    }

    func view(
        for place: Int, of command: Command, at now: Instant, seeing sight: Sight
    ) -> FleetView {
        FleetView(
            fleet: fleet, topology: topology,
            tally: sight.tally(at: now, lag: mechanisms[place].viewLag), before: sight.tallies,
            ledger: ledger, lives: command.lives, runBegan: .start)
    }

    /// Acts on the next servers of a command.
    private mutating func apply(
        _ count: Int, of command: inout Command, at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        if isLedgerFull(for: command) { return [] }
        let batch = Array(command.rest.prefix(count))
        command.rest.removeFirst(batch.count)
        let performed = perform(
            command.deed, on: batch, path: command.path, depth: command.depth, at: now,
            seeing: sight)
        command.done += performed.servers
        command.lastBatchAt = now
        var effects = performed.effects
        if !performed.servers.isEmpty {
            effects.append(
                .record(
                    .applied(
                        command: command.number, servers: performed.servers.count,
                        bySubsystem: topology.tally(of: performed.servers))))
        }
        return effects
    }

    /// Does a deed to the fleet, past every guard.
    ///
    /// - Returns: what is to be done, and the servers acted on.
    mutating func perform(
        _ deed: ResolvedDeed, on servers: [ServerID], path: String, depth: Int, at now: Instant,
        seeing sight: Sight
    ) -> (effects: [ControlEffect], servers: [ServerID]) {
        switch deed.verb {
        case .removeServers:
            if servers.isEmpty { return ([], []) }
            ledger.append(
                FleetView.Removal(
                    at: now, servers: servers.count, bySubsystem: topology.tally(of: servers)))
            return ([.apply(.remove(servers))], servers)
        case .addServers:
            return (servers.isEmpty ? [] : [.apply(.add(servers))], servers)
        case .restartServers:
            return (servers.isEmpty ? [] : [.apply(.restart(servers, aged: nil))], servers)
        case .fullRestart:
            return ([.apply(.fullRestart(deed.subsystems))], servers)
        case .dropNeed:
            guard let need = deed.need else { return ([], []) }
            return (
                deed.subsystems.map { .apply(.setNeed($0, on: need, isNeeded: false)) }, []
            )
        case .cancelCommand:
            return cancel()
        case .type:
            let line = deed.line ?? ""
            let entered = Entered(
                line: line, meant: line, conduct: .usual, window: nil, meantWindow: nil, path: path,
                depth: depth + 1)
            return (enter(entered, at: now, seeing: sight), [])
        case .deleteData:
            let share = deed.share ?? .whole
            return (deed.subsystems.map { .apply(.deleteData(share, of: $0)) }, [])
        case .restore:
            return (deed.subsystems.map { .apply(.restore($0)) }, [])
        case .pushConfig: return (push(deed, on: servers, at: now), servers)
        case .rollbackConfig: return (rollBack(deed, on: servers), servers)
        case .denyAccess, .grantAccess, .withdrawRoute, .announceRoute, .admit:
            return (reach(deed, at: now), [])
        }
    }

    /// Stops every command under way, adds back the servers that they removed, and takes back the
    /// configurations that they pushed; doors stay as far open as they are.
    private mutating func cancel() -> (effects: [ControlEffect], servers: [ServerID]) {
        let cancelled = underWay
        underWay = []
        admissions = []
        let servers = cancelled.filter { $0.deed.verb == .removeServers }.flatMap(\.done)
        var effects = cancelled.map { end($0, .cancelled) }
        if !servers.isEmpty { effects.append(.apply(.add(servers))) }
        var configured: [ServerID] = []
        for command in cancelled where command.deed.verb == .pushConfig && !command.done.isEmpty {
            effects += configure(command.done, of: command.deed.named, makes: .good)
            configured += command.done
        }
        return (effects, servers + configured)
    }

    /// Keeps a command until its time comes.
    mutating func wait(_ command: Command) {
        let place = underWay.firstIndex { $0.number > command.number } ?? underWay.endIndex
        underWay.insert(command, at: place)
    }

    func end(_ command: Command, _ how: RunEvent.Ending) -> ControlEffect {
        .record(.ended(command: command.number, servers: command.done.count, how: how))
    }

    /// Ends a command at a bound of ours, and says so.
    func stop(_ command: Command, _ why: String) -> [ControlEffect] {
        [
            .record(.note("command \(command.number) was not carried out further: \(why)")),
            end(command, .unfinished),
        ]
    }

    private func finish(_ command: Command) -> [ControlEffect] {
        guard command.rest.isEmpty else {
            return stop(command, "the ledger holds \(Self.mostRemovals) removals")
        }
        return [end(command, .done)]
    }

    private func isLedgerFull(for command: Command) -> Bool {
        command.deed.verb == .removeServers && ledger.count >= Self.mostRemovals
            && !command.rest.isEmpty
    }
}
