internal import FumbleDocument

/// Writes loops out: each turn's steps in their order, with the turn's value in its place.
enum LoopTurns {
    /// Loops within loops; the compiler refuses deeper ones.
    private static let deepest = 8

    static func steps(of steps: [Node], depth: Int = 0) -> [Node] {
        guard depth < deepest else { return steps }
        return steps.flatMap { step in
            step["each"].map { turns(of: $0, in: step, depth: depth) } ?? [step]
        }
    }

    private static func turns(of loop: Node, in step: Node, depth: Int) -> [Node] {
        let name = "each." + (loop["of"]?.scalar?.text ?? "")
        let body = loop["do"]?.elements ?? []
        var all: [Node] = []
        for (turn, value) in (loop["in"]?.elements ?? []).enumerated() {
            let reference = Reference(text: name, value: value)
            let placed = body.map(reference.put)
            var steps = steps(of: placed, depth: depth + 1)
            if turn > 0, !steps.isEmpty {
                steps[0] = start("after", of: steps[0], as: loop["every"])
            }
            all += steps
        }
        if !all.isEmpty {
            for name in ["at", "after"] {
                if let time = step[name] { all[0] = start(name, of: all[0], as: time) }
            }
        }
        return all.map { actor($0, step["as"]) }
    }

    /// A step that begins as another field says; without one, right after the step before.
    private static func start(_ name: String, of step: Node, as time: Node?) -> Node {
        let rest = (step.entries ?? []).filter { $0.name != "at" && $0.name != "after" }
        let first = time.map { [Node.Entry(key: .scalar(name, at: step.span), value: $0)] } ?? []
        return step.with(.mapping(first + rest))
    }

    private static func actor(_ step: Node, _ name: Node?) -> Node {
        guard let name, step["as"] == nil, let entries = step.entries else { return step }
        let entry = Node.Entry(key: .scalar("as", at: step.span), value: name)
        return step.with(.mapping(Array(entries.prefix(1)) + [entry] + entries.dropFirst()))
    }
}
