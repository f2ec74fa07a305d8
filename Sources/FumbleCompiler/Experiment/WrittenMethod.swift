internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// The method as a file writes it, loops written out.
struct WrittenMethod: Sendable {
    let catalog: Catalog

    /// Steps that loops may come to in one file: a longer method is a slip of the keyboard.
    static let mostSteps = 10_000
    /// Loops within loops.
    private static let deepestLoop = 4

    /// All steps, in order; those that cannot be read are left out.
    var shape: Shape<[WrittenStep]> { steps(depth: 0) }

    private func steps(depth: Int) -> Shape<[WrittenStep]> {
        let step = step(depth: depth)
        return Shape<[[WrittenStep]?]>.readable(listOf: step).map { items in
            items.enumerated().flatMap { index, steps in
                (steps ?? []).map { $0.prefixed("[\(index)]") }
            }
        }
    }

    private func step(depth: Int) -> Shape<[WrittenStep]> {
        let loop = LoopField(method: self, depth: depth)
        return .record(
            Record(
                "step", summary: "One step of the method: what is done, and when.",
                Field<Located<TimeSpan>?>.optional(
                    "at", Shape<TimeSpan>.duration.located, "when, since the start of the run"),
                Field<Located<TimeSpan>?>.optional(
                    "after", Shape<TimeSpan>.duration.located,
                    "or how long after the step before was done"),
                Field<String?>.optional("as", .name, "who acts, when it is a second actor"),
                Field<WrittenTyping?>.optional(
                    "operator", .record(WrittenTyping.record), "an operator types a line"),
                Field<Chosen<any Fault>?>.optional(
                    "fault", .kind(catalog.faults), "a fault is injected"),
                Field<Located<TimeSpan>?>.optional(
                    "for", Shape<TimeSpan>.duration.located,
                    "how long the fault lasts; to the end of the method if left out"),
                Field<WrittenLoad?>.optional(
                    "load", .record(WrittenLoad.record), "clients ask more or less"),
                Field<WrittenWait?>.optional(
                    "wait-until", .record(WrittenWait.record(catalog)), "nothing, until"),
                Field<[[WrittenStep]]?>.optional("each", loop.shape, "steps, once for each value"),
                makeChecked: Self.make))
    }

    private static func make(
        span: SourceSpan, reading: inout Reading, at: Located<TimeSpan>?,
        after: Located<TimeSpan>?, actor: String?, operator typing: WrittenTyping?,
        fault: Chosen<any Fault>?, lasting: Located<TimeSpan>?, load: WrittenLoad?,
        wait: WrittenWait?, loop: [[WrittenStep]]?
    ) -> [WrittenStep]? {
        if at != nil, let after {
            reading.report(
                .conflictingFields, at: after.span, "`at` and `after` cannot both stand here",
                help: "`at` counts from the start of the run, `after` from the step before")
        }
        if let lasting, fault == nil {
            reading.report(
                .conflictingFields, at: lasting.span, "`for` belongs to a fault, and there is none",
                help: "what an operator typed is not reverted; of a load, write `for` inside it")
        }
        var actions: [WrittenStep.Action] = []
        if let typing { actions.append(.type(typing)) }
        if let fault { actions.append(.inject(fault, lasting: lasting)) }
        if let load { actions.append(.load(load)) }
        if let wait { actions.append(.waitUntil(wait)) }
        guard actions.count + (loop == nil ? 0 : 1) == 1 else {
            reading.report(
                actions.isEmpty ? .missingField : .conflictingFields,
                at: SourceSpan(start: span.start, end: span.start),
                actions.isEmpty ? "the step does nothing" : "the step does several things",
                help: "one step is one of `operator`, `fault`, `load`, `wait-until` and `each`")
            return nil
        }
        let start = at.map(WrittenStep.Start.at) ?? after.map(WrittenStep.Start.after)
        if let loop { return unrolled(loop, from: start, actor: actor) }
        return actions.map { action in
            WrittenStep(path: "", span: span, start: start, actor: actor, action: action)
        }
    }

    /// The first turn starts where the loop does; the others already know how long after it.
    private static func unrolled(
        _ turns: [[WrittenStep]], from start: WrittenStep.Start?, actor: String?
    ) -> [WrittenStep] {
        var steps: [WrittenStep] = []
        for step in turns.joined() {
            let started = steps.isEmpty ? step.starting(start ?? step.start) : step
            steps.append(
                WrittenStep(
                    path: started.path, span: started.span, start: started.start,
                    actor: started.actor ?? actor, action: started.action))
        }
        return steps
    }

    /// The field `each`: a name, its values, and the steps that are done for each of them.
    private struct LoopField {
        let method: WrittenMethod
        let depth: Int

        var shape: Shape<[[WrittenStep]]> {
            guard depth < WrittenMethod.deepestLoop else { return tooDeep }
            return .recursive("each") { record }
        }

        private var tooDeep: Shape<[[WrittenStep]]> {
            Shape(.anything) { node, reading in
                reading.report(
                    .outOfRange, at: node.span,
                    "loops stand at most \(WrittenMethod.deepestLoop) deep in each other")
                return nil
            }
        }

        private var record: Shape<[[WrittenStep]]> {
            let steps = method.steps(depth: depth + 1)
            return .record(
                Record(
                    "each", summary: "Steps that are done once for each value.",
                    Field("of", Shape<String>.name, "the name of the value: `each.NAME` in steps"),
                    Field("in", Shape<[Node]>.list(of: .anything, atLeast: 1), "the values"),
                    Field<TimeSpan>.defaulted(
                        "every", .duration, to: .zero, written: "0s",
                        "how long after one turn is done the next begins"),
                    Field("do", Shape<Node>.node(steps.description), "the steps of one turn"),
                    makeChecked: {
                        (
                            span: SourceSpan, reading: inout Reading, name: String,
                            values: [Node], every: TimeSpan, body: Node
                        ) -> [[WrittenStep]]? in
                        turns(of: name, values, every: every, body, steps, &reading)
                    }))
        }

        private func turns(
            of name: String, _ values: [Node], every: TimeSpan, _ body: Node,
            _ steps: Shape<[WrittenStep]>, _ reading: inout Reading
        ) -> [[WrittenStep]]? {
            let count = values.count * max(1, body.elements?.count ?? 1)
            guard count <= WrittenMethod.mostSteps else {
                reading.report(
                    .outOfRange, at: body.span,
                    "the loop comes to \(count) steps, more than \(WrittenMethod.mostSteps)")
                return nil
            }
            return values.enumerated().map { turn, value in
                let value = reading.resolved(value) ?? value
                let read = reading.withEach(name, as: value) { steps.read(body, &$0) }
                return (read ?? []).enumerated().map { index, step in
                    refuseAt(step, &reading)
                    let isFirst = turn > 0 && index == 0
                    let start = Located(value: every, span: body.span)
                    return (isFirst ? step.starting(.after(start)) : step)
                        .prefixed(".each[\(turn)].do")
                }
            }
        }

        private func refuseAt(_ step: WrittenStep, _ reading: inout Reading) {
            guard case .at(let at) = step.start else { return }
            reading.report(
                .conflictingFields, at: at.span, "`at` cannot stand in a loop: every turn has it",
                help: "write `at` beside `each`, and `after` inside it")
        }
    }
}
