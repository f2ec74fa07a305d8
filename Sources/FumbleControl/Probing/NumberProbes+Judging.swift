import FumbleModel

/// What came of a probe: the fleet's capacity says it, and no guard.
extension NumberProbes {
    /// - Parameter known: why the way around is known of; nil: what the guards of the line say.
    func result(
        _ kind: ProbeKind, _ lines: [String], _ run: PaperRun,
        expecting expected: ProbeResult.Expected, guardName: String? = nil, words: String? = nil,
        known: [String]? = nil
    ) -> ProbeResult {
        let tally = Answers(run)
        if let reason = tally.nobodyAsked(of: lines.count) {
            return BoundaryProbes.nothing(kind, lines.first ?? scene.line, reason)
        }
        let worst = worst(run)
        let isBelow = worst.map { $0.left < $0.minimum } ?? false
        let outcome: ProbeResult.Outcome
        switch expected {
        case .letThrough:
            outcome = isBelow ? .gotThrough : tally.refused > 0 ? .falseStop : .asExpected
        case .stopped: outcome = isBelow ? .gotThrough : .asExpected
        }
        return ProbeResult(
            kind: kind, guardName: guardName, line: lines.first ?? "", lines: lines.count,
            expected: expected, outcome: outcome, worst: worst, refused: tally.refused,
            slowed: tally.slowed,
            known: isBelow
                ? known ?? probes.known(kind, guardName, scene.asks, ofNumbers: true) : [],
            finding: finding(words ?? kind.rawValue, worst, tally, lines.count))
    }

    /// The subsystem that the line touches and that had least left above its minimum.
    private func worst(_ run: PaperRun) -> ProbeResult.Standing? {
        let fleet = probes.fleet
        let touched = fleet.subsystems.indices.filter { scene.touches[$0] }
        let standings = touched.map { index in
            let capacity = probes.topology.capacity(of: SubsystemID(index))
            return ProbeResult.Standing(
                subsystem: fleet.subsystems[index].name, gone: capacity - run.lowest[index],
                capacity: capacity, left: run.lowest[index],
                minimum: fleet.subsystems[index].minimum.resolved(of: capacity))
        }
        return standings.min { $0.left - $0.minimum < $1.left - $1.minimum }
    }

    private func finding(
        _ words: String, _ worst: ProbeResult.Standing?, _ answers: Answers, _ lines: Int
    ) -> String {
        let tail = answers.words(of: lines)
        guard let worst else { return "\(words): \(tail)" }
        return "\(words): \(worst.gone) of \(worst.capacity) of `\(worst.subsystem)` "
            + "\(scene.awayFor == nil ? "gone" : "away at once"), "
            + "\(worst.left) left of at least \(worst.minimum), \(tail)"
    }
}

/// How often guards refused lines and held them back.
struct Answers: Sendable {
    let refused: Int
    let slowed: Int
    /// Why the parser refused lines, of which no guard was asked.
    private let unread: [String]

    init(_ run: PaperRun) {
        refused = run.events.count { event in
            if case .ended(_, _, .refused) = event.what { true } else { false }
        }
        unread = run.events.compactMap { event in
            if case .typed(_, _, _, _, .notUnderstood(let reason)) = event.what {
                reason
            } else {
                nil
            }
        }
        slowed =
            Set(
                run.answers.compactMap { answer -> Int? in
                    switch answer.decision {
                    case .hold, .clamp: answer.command
                    case .allow, .refuse, .warn: nil
                    }
                }
            ).count
    }

    /// Why no guard was asked of any line; nil: one was.
    func nobodyAsked(of lines: Int) -> String? {
        guard let reason = unread.first, unread.count == lines else { return nil }
        return "guard zero, the parser, refuses it: \(reason)"
    }

    func words(of lines: Int) -> String {
        var often =
            refused == 0
            ? "refused never" : lines == 1 ? "refused" : "refused \(refused) of \(lines) times"
        if !unread.isEmpty {
            often += ", and \(unread.count == 1 ? "once" : "\(unread.count) times") by the parser"
        }
        guard slowed > 0 else { return often }
        return often + ", held back \(slowed == 1 ? "once" : "\(slowed) times")"
    }
}

extension BoundaryProbes {
    /// Why the guards that the line asks say that this gets past them; a guard that fails says it in
    /// the file, with `on-failure: allow`.
    ///
    /// - Parameter ofNumbers: whether it is too large a number that gets past them.
    func known(
        _ kind: ProbeKind, _ failed: String?, _ asks: [String], ofNumbers: Bool
    ) -> [String] {
        if let failed, onFailure(of: failed) == .allow {
            return ["\(failed): its file says `on-failure: allow`"]
        }
        return fleet.guards.filter { asks.contains($0.name) }.flatMap { spec -> [String] in
            let holes = spec.mechanism.holes
            let own = holes.filter { $0.probe == kind }
            let like = ofNumbers && own.isEmpty ? holes.filter { $0.probe == kind.like } : []
            return (own + like).map { "\(spec.name): \($0.why)" }
        }
    }

    /// What the playbook says of a flag that leaves guards out.
    func known(_ skip: PlaybookEntry.Skip, _ asks: [String]) -> [String] {
        skip.guards.filter { asks.contains($0) }.map {
            "\($0): the playbook's `skips` leaves it out with `\(skip.flag)`"
        }
    }

    /// `` `floor` dead, `on-failure: allow` (fail-open) ``.
    func words(of failure: GuardFailure, of name: String) -> String {
        let onFailure = onFailure(of: name)
        return "`\(name)` \(failure.word), `on-failure: \(onFailure.rawValue)`"
            + (onFailure == .allow ? " (fail-open)" : "")
    }
}
