internal import FumbleModel
internal import FumbleSlips

/// The method with something else typed at one of its steps; at all others what was meant.
struct VariantMethod: Sendable {
    let steps: [PlannedStep]
    /// The steps whose lines are looked at.
    let paths: [String]
    /// The steps whose guards are heeded or not; all others keep theirs.
    let varied: [String]
    /// Between a line and the same line again by Arrow up and Enter. Assumed: as fast as it can be done, when
    /// the first has just been carried out.
    static let untilAgain = TimeSpan.seconds(1)

    init(of typed: Neighbour.Typed, in scene: ExploreScene) {
        let place = scene.step
        let meant = scene.plan.method.map { step in
            step.typedLine.map { step.typing($0.asMeant) } ?? step
        }
        let path = scene.path
        switch typed {
        case .line(let text, let window):
            var steps = meant
            steps[place] = meant[place].typing(scene.line.typed(text, window: window))
            self.init(steps, [path])
        case .nothing:
            var steps = meant
            let gone = steps.remove(at: place)
            if place < steps.count {
                steps[place] = steps[place].moved(
                    to: steps[place].path, start: steps[place].start.following(gone.start))
            }
            self.init(steps, [])
        case .twice:
            let again = meant[place].typing(scene.line.asMeant, start: .after(Self.untilAgain))
            var steps = meant
            steps.insert(again, at: place + 1)
            self.init(steps, [path, "method[\(place + 1)]"])
        case .exchanged(let other):
            guard let later = scene.plan.method[other].typedLine else {
                preconditionFailure("step \(other) types no line")
            }
            var steps = meant
            steps[place] = meant[place].typing(
                scene.line.typed(later.meant, window: later.meantWindow))
            steps[other] = meant[other].typing(
                later.typed(scene.line.meant, window: scene.line.meantWindow))
            self.init(steps, [path, "method[\(other)]"])
        }
    }

    /// The method where nothing comes of the line: every other step keeps its place.
    static func refused(in scene: ExploreScene) -> VariantMethod {
        let without = VariantMethod(of: .nothing, in: scene)
        let places = scene.plan.method.indices.filter { $0 != scene.step }
        return VariantMethod(
            kept: zip(without.steps, places).map { $0.moved(to: "method[\($1)]") })
    }

    /// The same with one more line typed at the end, as it was meant.
    func adding(_ line: String, after pause: TimeSpan, like step: PlannedStep) -> VariantMethod {
        guard let typed = step.typedLine else { return self }
        let meant = TypedLine(
            meant: line, typed: line, meantWindow: typed.meantWindow,
            typedWindow: typed.meantWindow, meantPosition: typed.meantPosition,
            typedPosition: typed.typedPosition)
        return VariantMethod(
            steps + [step.typing(meant, start: .after(pause))], paths, varied: varied)
    }

    /// What is typed at the steps that are looked at, and in which windows, in their order.
    var lines: [(text: String, window: String?)] {
        steps.filter { paths.contains($0.path) }.compactMap(\.typedLine)
            .map { ($0.typed, $0.typedWindow) }
    }

    /// The same, where the tool does with those lines what it was seen to do.
    func seeing(_ deed: ToolDeed) -> VariantMethod {
        var removed = deed.removed[...]
        let steps = self.steps.map { step in
            guard paths.contains(step.path), let line = step.typedLine,
                let servers = removed.popFirst()
            else { return step }
            return step.typing(line.removing(servers))
        }
        return VariantMethod(steps, paths, varied: varied)
    }

    /// The same, with the last steps looked at instead.
    func lookingAt(last count: Int) -> VariantMethod {
        let last = steps.suffix(count).map(\.path)
        return VariantMethod(steps, last, varied: varied + last)
    }

    /// Steps go by their places, as they would in a file of their own.
    private init(_ steps: [PlannedStep], _ paths: [String], varied: [String]? = nil) {
        self.steps = steps.enumerated().map { $1.moved(to: "method[\($0)]") }
        self.paths = paths
        self.varied = varied ?? paths
    }

    /// Nothing is looked at.
    private init(kept steps: [PlannedStep]) {
        self.steps = steps
        (paths, varied) = ([], [])
    }
}

extension PlannedStep.Start {
    /// When a step begins if the one before it, which began then, is left out.
    fileprivate func following(_ before: PlannedStep.Start) -> PlannedStep.Start {
        switch (before, self) {
        case (_, .at): self
        case (.at(let time), .after(let pause)): .at(time + pause)
        case (.after(let first), .after(let second)): .after(first + second)
        }
    }
}
