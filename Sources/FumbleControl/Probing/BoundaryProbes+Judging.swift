import FumbleModel

/// What came of a probe: the fleet's capacity says it, and no guard.
extension BoundaryProbes {
    func result(
        _ kind: ProbeKind, _ lines: [String], _ run: PaperRun,
        expecting expected: ProbeResult.Expected, guardName: String? = nil, words: String? = nil
    ) -> ProbeResult {
        let refused = run.events.count { event in
            switch event.what {
            case .ended(_, _, .refused), .ended(_, _, .notUnderstood): true
            default: false
            }
        }
        let slowed = Set(
            run.answers.compactMap { answer -> Int? in
                switch answer.decision {
                case .hold, .clamp: answer.command
                case .allow, .refuse, .warn: nil
                }
            }
        ).count
        let worst = worst(run)
        let isBelow = worst.map { $0.left < $0.minimum } ?? false
        let outcome: ProbeResult.Outcome
        switch expected {
        case .letThrough: outcome = isBelow ? .gotThrough : refused > 0 ? .falseStop : .asExpected
        case .stopped: outcome = isBelow ? .gotThrough : .asExpected
        }
        return ProbeResult(
            kind: kind, guardName: guardName, line: lines.first ?? "", lines: lines.count,
            expected: expected, outcome: outcome, worst: worst, refused: refused, slowed: slowed,
            known: isBelow ? known(kind, guardName) : [],
            finding: finding(words ?? kind.rawValue, worst, refused, slowed, lines.count))
    }

    /// The subsystem that the line touches and that has least left above its minimum.
    private func worst(_ run: PaperRun) -> ProbeResult.Standing? {
        let serving = run.serving
        let touched = fleet.subsystems.indices.filter { scene.touches[$0] }
        let standings = touched.map { index in
            let capacity = topology.capacity(of: SubsystemID(index))
            return ProbeResult.Standing(
                subsystem: fleet.subsystems[index].name, gone: capacity - serving[index],
                capacity: capacity, left: serving[index],
                minimum: fleet.subsystems[index].minimum.resolved(of: capacity))
        }
        return standings.min { $0.left - $0.minimum < $1.left - $1.minimum }
    }

    /// Why the guards that the line asks say that this gets past them; a guard that fails says it in
    /// the file, with `on-failure: allow`.
    private func known(_ kind: ProbeKind, _ failed: String?) -> [String] {
        if let failed, fleet.guards.contains(where: { $0.name == failed && $0.onFailure == .allow })
        {
            return ["\(failed): its file says `on-failure: allow`"]
        }
        return fleet.guards.filter { scene.asks.contains($0.name) }.flatMap { spec in
            spec.mechanism.holes.filter { $0.probe == kind }.map { "\(spec.name): \($0.why)" }
        }
    }

    private func finding(
        _ words: String, _ worst: ProbeResult.Standing?, _ refused: Int, _ slowed: Int, _ lines: Int
    ) -> String {
        let often =
            refused == 0
            ? "refused never" : lines == 1 ? "refused" : "refused \(refused) of \(lines) times"
        let tail =
            often + (slowed > 0 ? ", held back \(slowed == 1 ? "once" : "\(slowed) times")" : "")
        guard let worst else { return "\(words): \(tail)" }
        return "\(words): \(worst.gone) of \(worst.capacity) of `\(worst.subsystem)` gone, "
            + "\(worst.left) left of at least \(worst.minimum), \(tail)"
    }
}

/// A guard that never answers.
private struct Unanswering: Guard {
    let viewLag: TimeSpan

    var program: GuardProgram? { .exec(["probe"]) }

    mutating func review(
        _ request: GuardRequest, in view: FleetView, at now: Instant
    ) -> GuardDecision {
        .refuse(reason: "it does not answer")
    }
}

extension GuardSpec {
    /// The same guard, of which no answer comes.
    var failing: GuardSpec { with(mechanism: Unanswering(viewLag: mechanism.viewLag)) }
}

/// Lets one guard fail in one way, and asks the others.
struct FailingConsultant: GuardConsultant {
    let name: String
    let failure: GuardFailure
    let others: any GuardConsultant

    func consult(_ question: GuardQuestion) async -> GuardAdvice {
        question.name == name ? .failed(failure) : await others.consult(question)
    }
}

extension GuardFailure {
    /// `slow`, `dead`, `answering nonsense`.
    var word: String {
        switch self {
        case .hung: "slow"
        case .absent: "dead"
        case .nonsense: "answering nonsense"
        }
    }
}

extension Conduct {
    /// A script types: nobody answers a question, and no one looks on.
    static let unattended = Conduct(
        confirms: .nothing, dryRun: Conduct.usual.dryRun, ticket: nil, isAtTerminal: false,
        hasSecondPerson: Conduct.usual.hasSecondPerson)
}
