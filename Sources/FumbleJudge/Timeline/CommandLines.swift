import FumbleModel

/// What became of one typed line: the line, the guards' answers, the batches as one.
struct CommandLines {
    private(set) var lines: [Timeline.Line] = []
    private let command: CommandRecord
    private let fleet: FleetSpec

    init(of command: CommandRecord, fleet: FleetSpec) {
        self.command = command
        self.fleet = fleet
        let who = command.actor.map { "\($0) types" } ?? "typed"
        // Only of a fleet that says what a window gives does it matter to what the line does.
        let place = fleet.window(named: command.window).map { " in \($0.name)" } ?? ""
        add("\(who)\(place): \(command.line)", at: command.at, .turn)
        addResolved()
        addAnswers()
        addBatches()
        addEnding()
    }

    /// What an automation types turn by turn, and nothing comes of, is no turn of the story.
    ///
    /// - Parameter event: the place of the event; nil: that of the line being typed.
    private mutating func add(
        _ text: String, at: Instant, _ weight: Timeline.Weight, by event: Int? = nil
    ) {
        let weight = isRoutine ? .detail : weight
        lines.append(
            Timeline.Line(
                at: at, text: text, weight: weight, cause: .command,
                trace: .event(event ?? command.event)))
    }

    private var isRoutine: Bool {
        guard command.isAutomatic, command.applied == 0,
            !command.reviews.contains(where: \.isRefusal)
        else { return false }
        if case .deed = command.resolved { return false }
        return true
    }

    private mutating func addResolved() {
        switch command.resolved {
        case .servers(let count, let bySubsystem):
            let parts = split(bySubsystem)
            add(
                "it comes to \(Words.servers(count))\(parts.map { ": \($0)" } ?? "")",
                at: command.at, .event)
        case .deed(let summary): add("that is: \(summary)", at: command.at, .event)
        case .elsewhere(let environment):
            add("that is \(environment): nothing of this fleet", at: command.at, .turn)
        case .notUnderstood(let reason): add("not understood: \(reason)", at: command.at, .turn)
        }
    }

    /// `index 44, placement 44`; nil: only one subsystem, or none.
    private func split(_ bySubsystem: [Int]) -> String? {
        let carried = zip(fleet.subsystems, bySubsystem).filter { $0.1 > 0 }
        guard carried.count > 1 else { return nil }
        return carried.map { "\($0.0.name) \($0.1)" }.joined(separator: ", ")
    }

    /// Each guard's answer to the whole command, then its holds and refusals on the way as one. What
    /// some allow is worth a line only where no other refuses, and they do not stop it later.
    private mutating func addAnswers() {
        let whole = command.reviews.filter { $0.answer.stage == .whole }
        let later = command.reviews.filter { $0.answer.stage == .batch }
        for review in whole where !review.isAllowance { add(review) }
        let allowing = whole.filter { review in
            review.isAllowance
                && !later.contains { $0.answer.name == review.answer.name && !$0.isAllowance }
        }
        if let first = allowing.first, !whole.contains(where: \.isRefusal) {
            let verb = allowing.count == 1 ? "allows" : "allow"
            add(
                "\(Words.list(allowing.map(\.answer.name))) \(verb) it", at: first.at, .detail,
                by: first.event)
        }
        let holds = later.filter { if case .hold = $0.answer.decision { true } else { false } }
        if let first = holds.first {
            let times = holds.count == 1 ? "once" : "\(holds.count) times"
            add(
                "\(first.answer.name) holds it back \(times) on the way", at: first.at, .event,
                by: first.event)
        }
        for review in later {
            guard case .refuse(let reason) = review.answer.decision else { continue }
            add(
                "\(review.answer.name) refuses the rest: \(reason)", at: review.at, .turn,
                by: review.event)
            return
        }
    }

    private mutating func add(_ review: CommandRecord.Review) {
        let name = review.answer.name
        switch review.answer.decision {
        case .allow: return
        case .clamp(let limit, let reason):
            add(
                "\(name) clamps it to \(limit): \(reason)", at: review.at, .turn,
                by: review.event)
        case .hold(let until, let reason):
            add(
                "\(name) holds it until \(Words.instant(until)): \(reason)", at: review.at, .event,
                by: review.event)
        case .refuse(let reason):
            let took = Words.time(review.answer.decidedIn)
            add(
                "\(name) refuses it in \(took): \(reason)", at: review.at, .turn,
                by: review.event)
        case .warn(let reason):
            add(
                "\(name) warns: \(reason)", at: review.at, .event,
                by: review.event)
        }
    }

    private var done: String { CommandDeed.word(for: command.line, in: fleet) }

    private mutating func addBatches() {
        let batches = command.batches.filter { $0.servers > 0 }
        guard let first = batches.first, let last = batches.last else { return }
        let servers = Words.servers(command.applied)
        let text =
            batches.count == 1
            ? "\(servers) \(done)"
            : "\(servers) \(done) in \(batches.count) batches over \(Words.time(last.at - first.at))"
        add(text, at: first.at, .turn, by: first.event)
    }

    private mutating func addEnding() {
        let at = command.endedAt ?? command.batches.last?.at ?? command.at
        switch command.ending {
        case .cancelled:
            add(
                "cancelled after \(Words.servers(command.applied))", at: at, .turn,
                by: command.endedBy)
        case .refused where command.applied == 0:
            let last = command.reviews.map(\.at).max() ?? at
            add("nothing was \(done)", at: max(at, last), .event, by: command.endedBy)
        case .done, .refused, .notUnderstood, .elsewhere, .unfinished, nil: return
        }
    }
}

extension CommandRecord.Review {
    fileprivate var isRefusal: Bool {
        if case .refuse = answer.decision { true } else { false }
    }

    fileprivate var isAllowance: Bool { answer.decision == .allow }
}
