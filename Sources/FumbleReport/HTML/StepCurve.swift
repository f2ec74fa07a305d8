import FumbleModel

/// A value window by window as a curve of steps; where there are more windows than columns, each column
/// shows the worst of its windows.
struct StepCurve {
    /// The steps, each with the windows that it stands for.
    let steps: [Step]
    private let scale: TimeScale

    struct Step: Hashable {
        let from: Instant
        var until: Instant
        let value: Double
        let first: Int
        var last: Int
    }

    /// Units of the drawing from left to right.
    static let columns = 1_000
    /// Steps at most before windows are drawn together.
    private static let mostSteps = 400

    enum Worst {
        case lowest, highest
    }

    /// - Parameter value: of one window; nil: it has none, and the curve has a gap.
    init(
        _ windows: [WindowSample], on scale: TimeScale, worst: Worst, atMost most: Int = mostSteps,
        _ value: (WindowSample) -> Double?
    ) {
        self.scale = scale
        let values = windows.map(value)
        let whole = Self.steps(windows, values, together: 1, worst)
        let each = (windows.count + most - 1) / max(most, 1)
        steps = whole.count <= most ? whole : Self.steps(windows, values, together: each, worst)
    }

    private static func steps(
        _ windows: [WindowSample], _ values: [Double?], together: Int, _ worst: Worst
    ) -> [Step] {
        var steps: [Step] = []
        var first = 0
        while first < windows.count {
            let last = min(first + max(together, 1), windows.count) - 1
            let known = values[first...last].compactMap { $0 }
            if let value = worst == .lowest ? known.min() : known.max() {
                if let end = steps.last, end.value == value, end.last == first - 1 {
                    steps[steps.count - 1].until = windows[last].end
                    steps[steps.count - 1].last = last
                } else {
                    steps.append(
                        Step(
                            from: windows[first].start, until: windows[last].end, value: value,
                            first: first, last: last))
                }
            }
            first = last + 1
        }
        return steps
    }

    var highest: Double { steps.map(\.value).max() ?? 0 }

    /// The curve as a line, and the area under it; `y` is where a value lies in pixels.
    func paths(bottom: Double, y: (Double) -> Double) -> (line: String, area: String) {
        var line = ""
        var area = ""
        var end: Instant?
        for step in steps {
            let (left, right) = (x(step.from), x(step.until))
            let top = Plot.number(y(step.value))
            if end == step.from {
                line += "V\(top)H\(right)"
                area += "V\(top)H\(right)"
            } else {
                if end != nil { area += "V\(Plot.number(bottom))Z" }
                line += "M\(left) \(top)H\(right)"
                area += "M\(left) \(Plot.number(bottom))V\(top)H\(right)"
            }
            end = step.until
        }
        if end != nil { area += "V\(Plot.number(bottom))Z" }
        return (line, area)
    }

    private func x(_ instant: Instant) -> String {
        Plot.number(scale.share(instant) * Double(Self.columns))
    }
}
