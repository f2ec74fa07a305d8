internal import FumbleDocument
internal import FumbleModel

/// When a step begins, as it is written.
enum StepStart: Hashable {
    case at(TimeSpan)
    case after(TimeSpan)
    /// Right after the step before.
    case atOnce
    /// Written as something that is no time.
    case unknown

    init(of step: Node) {
        if let at = step["at"] {
            self = Self.time(at).map(StepStart.at) ?? .unknown
        } else if let after = step["after"] {
            self = Self.time(after).map(StepStart.after) ?? .unknown
        } else {
            self = .atOnce
        }
    }

    /// When the step begins if a step that began then, just before it, is left out.
    func following(_ before: StepStart) -> StepStart {
        switch (before, self) {
        case (_, .at), (_, .unknown), (.atOnce, _): self
        case (_, .atOnce): before
        case (.at(let time), .after(let pause)): .at(time + pause)
        case (.after(let first), .after(let second)): .after(first + second)
        case (.unknown, .after): self
        }
    }

    /// The step, beginning then.
    func put(on step: Node) -> Node {
        let written: (name: String, time: TimeSpan)
        switch self {
        case .at(let time): written = ("at", time)
        case .after(let pause): written = ("after", pause)
        case .atOnce, .unknown: return step
        }
        let rest = (step.entries ?? []).filter { $0.name != "at" && $0.name != "after" }
        let start = Node.Entry(
            key: .scalar(written.name, at: step.span),
            value: .scalar("\(written.time)", at: step.span))
        return step.with(.mapping([start] + rest))
    }

    private static func time(_ node: Node) -> TimeSpan? {
        var reading = Reading()
        return Shape<TimeSpan>.duration.read(node, &reading)
    }
}
