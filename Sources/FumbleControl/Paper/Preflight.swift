package import FumbleModel

/// A line that somebody is about to type elsewhere: what it would do, and what the guards say of it.
package struct Preflight: Sendable {
    package let line: String
    package let preview: Preview
    /// What each guard answered, in order; of what is left of a command only the first batch.
    package let answers: [GuardAnswer]
    package let outcome: Outcome
    /// Servers of each subsystem that serve before it.
    package let serving: [Int]
    /// What stops if all of it is done.
    package let standstill: Standstill
    /// Servers that are taken to be gone since the fleet was last seen: the log says that they might go.
    package let goneByLog: Int
    /// What became of servers that did something else before, as far as it may be done now.
    package let became: [(life: Life, servers: [ServerID])]
    /// Servers that guards which count what went before it will count, if it is done.
    package let counted: Int
    /// When it was looked at.
    package let at: Instant
    /// What was said beside the line.
    let said: Said
    let report: LineReport

    /// What guards were told that does not stand in the line.
    struct Said: Sendable {
        let conduct: Conduct
        let window: String?
        /// How old the snapshot is; nil: all servers were taken to serve.
        let snapshotAge: TimeSpan?
    }

    package enum Outcome: Sendable, Hashable {
        /// So many servers now; the rest of them later, or never.
        case allowed(now: Int)
        /// Nothing is counted in servers, and none of it may be done yet.
        case later
        case refused
        /// Guard zero refused it, or it is about another fleet.
        case noLine
    }

    /// Asks the guards that the line asks, up to their first answers.
    ///
    /// - Parameters:
    ///   - lives: what each server does; nil: all serve.
    ///   - age: how old that is; nil: nobody looked.
    ///   - before: what was done before that nobody who looked has seen.
    package static func of(
        _ line: String, fleet: FleetSpec, topology: Topology, seed: UInt64, lives: [Life]? = nil,
        age: TimeSpan? = nil, at now: Instant = .start, after before: DoneBefore = .nothing,
        conduct: Conduct, window: String? = nil,
        consultant: any GuardConsultant = NobodyToConsult()
    ) async -> Preflight {
        let path = "line"
        let resolver = Resolver(
            Resolver(fleet: fleet, topology: topology, seed: seed), readyFor: path)
        let seen = lives ?? [Life](repeating: .serving, count: topology.serverCount)
        let known = before.lives(after: seen, topology)
        // Without a snapshot what is known now is all that anybody sees.
        var run = PaperRun(
            resolver, lives: known, seen: age == nil ? known : seen, age: age ?? .zero, at: now,
            ledger: before.ledger, consultant: consultant)
        let preview = LineReader(resolver, path: path, lives: run.lives).preview(
            line, in: window)
        let serving = run.serving
        let command = await run.type(line, conduct: conduct, window: window, path: path)
        // Guards answer within what they take; a hold is an answer, and is not waited for.
        await run.advance(to: now + longestAnswer(fleet)) { $0.hasDecided(command) }
        return Preflight(
            line: line, preview: preview, answers: run.answers,
            outcome: outcome(preview, run, command), serving: serving,
            standstill: standstill(preview, fleet, topology, known),
            goneByLog: zip(seen, known).count { $0 == .serving && $1 != .serving },
            became: changes(from: known, to: run.lives),
            counted: run.ledger.dropFirst(before.ledger.count).reduce(0) { $0 + $1.servers },
            at: run.now,
            said: Said(conduct: conduct, window: window, snapshotAge: age),
            report: LineReport(
                fleet: fleet, topology: topology, book: ServerBook(fleet)))
    }

    private static func standstill(
        _ preview: Preview, _ fleet: FleetSpec, _ topology: Topology, _ lives: [Life]
    ) -> Standstill {
        guard case .deed(_, let deed) = preview.outcome else { return .none }
        let takes = [.removeServers, .restartServers, .fullRestart].contains(deed.verb)
        guard takes || deed.takesFromService else { return .none }
        return Standstill(of: preview.servers, fleet, topology, lives: lives)
    }

    private static func changes(
        from before: [Life], to after: [Life]
    ) -> [(life: Life, servers: [ServerID])] {
        let changed = before.indices.filter { before[$0] != after[$0] }
        return Life.allCases.compactMap { life in
            let servers = changed.filter { after[$0] == life }.map { ServerID($0) }
            return servers.isEmpty ? nil : (life, servers)
        }
    }

    private static func longestAnswer(_ fleet: FleetSpec) -> TimeSpan {
        fleet.guards.reduce(.seconds(1)) { $0 + $1.decidesIn + $1.timeout }
    }

    private static func outcome(_ preview: Preview, _ run: PaperRun, _ command: Int) -> Outcome {
        guard case .deed = preview.outcome else { return .noLine }
        var applied = 0
        var isDone = false
        for event in run.events {
            switch event.what {
            case .applied(command, let servers, _): applied += servers
            case .ended(command, 0, .refused): return .refused
            case .ended(command, _, .done): isDone = true
            default: continue
            }
        }
        return preview.servers.isEmpty && !isDone ? .later : .allowed(now: applied)
    }

    /// Whether all of it may be done now: the tool behind the pre-flight knows of no batches.
    package var isAllowed: Bool {
        if case .allowed(let now) = outcome { now >= preview.servers.count } else { false }
    }

    /// What it would do to every subsystem, what the guards say, and how it ends.
    ///
    /// - Parameter explains: also of each guard its kind, the promise it keeps, and its known holes.
    package func text(explains: Bool) -> [String] {
        let opening = report.opening(preview, serving: serving, standstill: standstill)
        guard !opening.isMistake else { return opening.lines + ["refused: guard zero, the parser"] }
        var lines = opening.lines
        if goneByLog > 0 {
            lines.append(
                "the log says that \(LineReport.servers(goneByLog)) might go, and they are taken to be "
                    + "gone")
        }
        for answer in answers {
            guard let words = report.decision(answer, at: at) else { continue }
            if !lines.contains(words) { lines.append(words) }
            if let advice = advice(on: answer) { lines.append("  advice: \(advice)") }
        }
        if explains { lines += explanation }
        return lines + [ending]
    }

    private var ending: String {
        let asked = preview.servers.count
        switch outcome {
        case .refused, .noLine: return "refused"
        case .later: return "refused: nothing of it may be done now"
        case .allowed(let now) where asked > 0 && now < asked:
            return "refused: \(LineReport.servers(now)) of \(asked) may go now"
        case .allowed: return "allowed"
        }
    }

    private var explanation: [String] {
        preview.asks.compactMap { name in
            guard let spec = report.fleet.guards.first(where: { $0.name == name }) else {
                return nil
            }
            let failure = "no answer within \(spec.timeout): \(spec.onFailure.rawValue)"
            let holes = spec.mechanism.holes.map { "\($0.probe.rawValue), \($0.why)" }
            return "  \(name): \(spec.kind), keeps \(spec.keeps), \(spec.position); \(failure)"
                + (holes.isEmpty ? "" : "; known holes: " + holes.joined(separator: "; "))
        }
    }

    /// What a refusal's message lacks; nil: nothing, or it is no refusal.
    package func advice(on answer: GuardAnswer) -> String? {
        spec(answer)?.mechanism.program == nil ? nil : answer.refusalLacks
    }

    /// How long a program took; nil: it took no longer than the file says, or the guard is fumble's own.
    func measured(_ answer: GuardAnswer) -> TimeSpan? {
        guard let spec = spec(answer), spec.mechanism.program != nil,
            answer.decidedIn > spec.decidesIn
        else { return nil }
        return answer.decidedIn
    }

    private func spec(_ answer: GuardAnswer) -> GuardSpec? {
        report.fleet.guards.first { $0.name == answer.name }
    }
}

extension PaperRun {
    /// Whether the guards have said all that they say at first: something was done, or it is over, or
    /// the rest is held.
    fileprivate func hasDecided(_ command: Int) -> Bool {
        events.contains { event in
            switch event.what {
            case .applied(command, _, _), .ended(command, _, _): true
            case .decided(let answer):
                if case .hold = answer.decision { answer.command == command } else { false }
            default: false
            }
        }
    }
}
