package import FumbleDocument
internal import FumbleModel

/// Varies a method by a seed: whole kinds of fault are left out, and the rest get weights (swarm
/// testing: Groce and others 2012).
///
/// A kind that is kept with weight w keeps each of its steps with probability w, and has its servers,
/// shares, factors and times at about w of what the file says, never more. Typed lines are kept as
/// they are or left out, all of them. A wait is no fault: it stays. At least one step stays. What the
/// file expects to go wrong is not asked of a variant (`ExpectedHarm`).
package struct Swarm: Sendable {
    private let seed: UInt64

    /// The name of the random stream that chooses; each kind has one of its own below it.
    package static let stream = "swarm"

    package init(seed: UInt64) {
        self.seed = seed
    }

    /// A variant, and what it is not asked.
    package struct Variant: Sendable {
        package let root: Node
        /// Expectations of harm, by their paths; none where the method is as it was.
        package let notAsked: [String]
    }

    /// - Parameters:
    ///   - root: the experiment, as `ExperimentTree` makes it.
    ///   - keepsLines: typed lines stay whatever the seed says.
    package func variant(of root: Node, keepsLines: Bool = false) -> Variant {
        let varied = vary(root, keepsLines: keepsLines)
        guard YAMLWriter.text(varied) != YAMLWriter.text(root) else {
            return Variant(root: varied, notAsked: [])
        }
        let harm = ExpectedHarm(of: varied)
        return Variant(root: harm.opened, notAsked: harm.paths)
    }

    private func vary(_ root: Node, keepsLines: Bool) -> Node {
        let method = MethodSteps(of: root)
        let kinds = method.steps.map(StepKind.init)
        let choices = Self.classes(of: kinds).map { kind in
            choice(of: kind, isKept: keepsLines && kind.typesLine)
        }
        var draws: [RandomStream] = choices.map { stream(of: $0.kind, for: "steps") }
        var isKept = kinds.map { kind in
            guard !kind.waits, let place = choices.firstIndex(where: { $0.kind == kind }) else {
                return true
            }
            let draw = draws[place].unit()
            return choices[place].weight.map { kind.typesLine || draw < $0 } ?? false
        }
        let acting = kinds.indices.filter { !kinds[$0].waits }
        if !acting.isEmpty, !acting.contains(where: { isKept[$0] }) {
            var stream = RandomStream(seed: seed, name: "\(Self.stream)/only")
            isKept[acting[stream.below(acting.count)]] = true
        }
        let steps = zip(method.steps, kinds).map { step, kind in
            guard let choice = choices.first(where: { $0.kind == kind }) else { return step }
            return Self.scaled(step, of: kind, by: choice.weight ?? choice.spare)
        }
        return method.with(steps).keeping { isKept[$0] }.root
    }

    /// What became of one kind.
    private struct Choice {
        let kind: StepKind
        /// From above 0 to 1; nil: left out.
        let weight: Double?
        /// The weight it has if one of its steps must stay all the same.
        let spare: Double
    }

    private func choice(of kind: StepKind, isKept: Bool) -> Choice {
        var stream = stream(of: kind, for: "weight")
        let isIn = stream.below(2) == 0
        let weight = 1 - stream.unit()
        return Choice(kind: kind, weight: isIn || isKept ? weight : nil, spare: weight)
    }

    private func stream(of kind: StepKind, for purpose: String) -> RandomStream {
        RandomStream(seed: seed, name: "\(Self.stream)/\(kind.name)/\(purpose)")
    }

    /// Each kind once, in the order of the file; waits are none.
    private static func classes(of kinds: [StepKind]) -> [StepKind] {
        var classes: [StepKind] = []
        for kind in kinds where !kind.waits && !classes.contains(kind) { classes.append(kind) }
        return classes
    }

    private static func scaled(_ step: Node, of kind: StepKind, by weight: Double) -> Node {
        guard !kind.typesLine else { return step }
        var step = step
        for amount in AmountSearch.amounts(of: step, at: NodePath())
        where amount.path != NodePath().key("at") && amount.path != NodePath().key("after") {
            step = amount.put(amount.scaled(by: weight), into: step)
        }
        return step
    }
}
