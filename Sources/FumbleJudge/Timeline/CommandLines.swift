import FumbleModel

/// What became of one typed line: the line, the guards' answers, the batches as one.
struct CommandLines {
    private(set) var lines: [Timeline.Line] = []
    private let command: CommandRecord

    init(of command: CommandRecord) {
        self.command = command
        add("typed: \(command.line)", at: command.at, .turn)
        addResolved()
        addAnswers()
        addBatches()
        if command.ending == .cancelled {
            let last = command.batches.last?.at ?? command.at
            add("cancelled after \(Words.servers(command.applied))", at: last, .event)
        }
    }

    private mutating func add(_ text: String, at: Instant, _ weight: Timeline.Weight) {
        lines.append(Timeline.Line(at: at, text: text, weight: weight))
    }

    private mutating func addResolved() {
        switch command.resolved {
        case .servers(let count, _):
            add("it comes to \(Words.servers(count))", at: command.at, .detail)
        case .deed(let summary): add(summary, at: command.at, .detail)
        case .elsewhere(let environment):
            add("that is \(environment): nothing of this fleet", at: command.at, .turn)
        case .notUnderstood(let reason): add("not understood: \(reason)", at: command.at, .turn)
        }
    }

    /// Each guard's answer to the whole command, then its holds and refusals on the way as one.
    private mutating func addAnswers() {
        for review in command.reviews where review.answer.stage == .whole { add(review) }
        let later = command.reviews.filter { $0.answer.stage == .batch }
        let holds = later.filter { if case .hold = $0.answer.decision { true } else { false } }
        if let first = holds.first {
            let times = holds.count == 1 ? "once" : "\(holds.count) times"
            add("\(first.answer.name) holds it back \(times) on the way", at: first.at, .detail)
        }
        for review in later {
            guard case .refuse(let reason) = review.answer.decision else { continue }
            add("\(review.answer.name) refuses the rest: \(reason)", at: review.at, .turn)
            return
        }
    }

    private mutating func add(_ review: CommandRecord.Review) {
        let name = review.answer.name
        switch review.answer.decision {
        case .allow: add("\(name) allows it", at: review.at, .detail)
        case .clamp(let limit, let reason):
            add("\(name) clamps it to \(limit): \(reason)", at: review.at, .turn)
        case .hold(let until, let reason):
            add("\(name) holds it until \(Words.instant(until)): \(reason)", at: review.at, .event)
        case .refuse(let reason): add("\(name) refuses it: \(reason)", at: review.at, .turn)
        case .warn(let reason): add("\(name) warns: \(reason)", at: review.at, .event)
        }
    }

    private mutating func addBatches() {
        let batches = command.batches.filter { $0.servers > 0 }
        guard let first = batches.first, let last = batches.last else { return }
        let servers = Words.servers(command.applied)
        let text =
            batches.count == 1
            ? "\(servers) acted on"
            : "\(servers) in \(batches.count) batches, the last at \(Words.instant(last.at))"
        add(text, at: first.at, .event)
    }
}
