internal import FumbleDocument
internal import FumbleModel

/// The steps of an experiment's tree, and trees with fewer of them.
struct MethodSteps: Sendable {
    let root: Node
    let steps: [Node]

    static let path = NodePath().key("method")

    init(of root: Node) {
        self.root = root
        steps = root["method"]?.elements ?? []
    }

    /// The path of a step in the tree.
    static func path(of step: Int) -> NodePath { path.place(step) }

    /// The same experiment with other steps; arms that need a typed line go with the last of them.
    func with(_ steps: [Node]) -> MethodSteps {
        guard let method = root["method"] else { return self }
        var changed = root.replacing(Self.path, with: method.with(.sequence(steps)))
        if !steps.contains(where: { StepKind(of: $0).typesLine }) {
            changed = changed.without("arms")
        }
        return MethodSteps(of: changed)
    }

    /// Without some of the steps; each of those that stay begins when it did.
    func keeping(_ isKept: (Int) -> Bool) -> MethodSteps {
        var kept: [Node] = []
        var carried = StepStart.atOnce
        for (index, step) in steps.enumerated() {
            let start = StepStart(of: step).following(carried)
            if isKept(index) {
                kept.append(carried == .atOnce ? step : start.put(on: step))
                carried = .atOnce
            } else {
                carried = start
            }
        }
        return with(kept)
    }

    /// One step in the place of the first, which does nothing: clients ask as before. Nil where the
    /// steady state names nothing that they ask for.
    var withOneThatDoesNothing: MethodSteps? {
        let probes = (root["steady-state"]?.entries ?? []).compactMap { $0.value["probe"] }
        let names = probes.compactMap { $0.entries?.first?.value["of"] }
        guard let first = steps.first, let operation = names.first else { return nil }
        let word = { Node.scalar($0, at: first.span) }
        let load = first.with(
            .mapping([
                Node.Entry(key: word("of"), value: operation),
                Node.Entry(key: word("factor"), value: word("1x")),
                Node.Entry(key: word("for"), value: word("1s")),
            ]))
        let start = (first.entries ?? []).filter { ["at", "after"].contains($0.name) }
        let step = first.with(.mapping(start + [Node.Entry(key: word("load"), value: load)]))
        return with([step])
    }

    /// The same steps, with each turn of a loop as steps of their own.
    var withLoopsWrittenOut: MethodSteps {
        steps.contains { $0["each"] != nil } ? with(LoopTurns.steps(of: steps)) : self
    }
}
