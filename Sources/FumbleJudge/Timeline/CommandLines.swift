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

    /// Each guard's answer to the whole command, then its holds as one.
    private mutating func addAnswers() {
        for answer in command.answers where answer.stage == .whole {
            let at = command.at + answer.decidedIn
            switch answer.decision {
            case .allow: add("\(answer.name) allows it", at: at, .detail)
            case .clamp(let limit, let reason):
                add("\(answer.name) clamps it to \(limit): \(reason)", at: at, .turn)
            case .hold(let until, let reason):
                add(
                    "\(answer.name) holds it until \(Words.instant(until)): \(reason)", at: at,
                    .event)
            case .refuse(let reason): add("\(answer.name) refuses it: \(reason)", at: at, .turn)
            case .warn(let reason): add("\(answer.name) warns: \(reason)", at: at, .event)
            }
        }
        let later = command.answers.filter { $0.stage == .batch }
        addBatchRefusals(later)
        let holds = later.count { if case .hold = $0.decision { true } else { false } }
        if holds > 0 { add("held back \(holds) times on the way", at: command.at, .detail) }
    }

    private mutating func addBatchRefusals(_ answers: [GuardAnswer]) {
        let last = command.batches.last?.at ?? command.at
        for answer in answers {
            guard case .refuse(let reason) = answer.decision else { continue }
            add("\(answer.name) refuses the rest: \(reason)", at: last, .turn)
            return
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
