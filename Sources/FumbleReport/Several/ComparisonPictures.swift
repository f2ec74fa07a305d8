import FumbleModel

/// What only a page shows of a comparison: how many times as much each measure is, and the runs behind
/// the one that decides.
struct ComparisonPictures {
    private let comparison: Comparison

    init(_ comparison: Comparison) {
        self.comparison = comparison
    }

    /// One row a measure, on an axis of ratios; nil: none has a ratio.
    var forest: Figure? {
        let metrics = comparison.metrics.filter { $0.ratio != nil }
        guard !metrics.isEmpty else { return nil }
        let scale = RatioScale(
            metrics.flatMap { metric in
                [
                    metric.ratio, metric.interval?.lower, metric.interval?.upper,
                    metric.gate.map { 1 + $0.fraction },
                ].compactMap { $0 }
            })
        let lanes = metrics.map { lane($0, on: scale).markup }
        let axis = Lane.axis(scale.axis, label: "head over base, on a logarithmic axis")
        return Figure(
            Markup([legend(metrics), .tag("div", ["class": "lanes"], lanes + [axis])]), words: "")
    }

    private func legend(_ metrics: [MetricComparison]) -> Markup {
        let decisions: [(MetricComparison.Decision, String)] = [
            (.fails, "✕ fails its gate"), (.undecided, "◆ too few runs to decide"),
            (.passes, "● passes its gate"), (.notGated, "■ does not gate"),
        ]
        let signs = decisions.filter { entry in metrics.contains { $0.decision == entry.0 } }
            .map(\.1).joined(separator: ", ")
        let interval =
            metrics.contains { $0.interval != nil } ? "The line is the 95 % interval. " : ""
        let gate =
            metrics.contains { $0.gate != nil }
            ? " The hatched part is more than its gate bears." : ""
        return .tag(
            "p", ["class": "soft"],
            "Head over base; to the right of `alike` the head has more. \(interval)\(signs).\(gate)"
        )
    }

    private func lane(_ metric: MetricComparison, on scale: RatioScale) -> Lane {
        let note = Self.note(metric)
        let title = Self.words(metric)
        var plot = Plot(height: Self.rowHeight, label: "\(title): \(note)")
        plot.rect("frame", x: "0", width: "100%")
        if let gate = metric.gate {
            let from = scale.share(1 + gate.fraction)
            plot.rect(
                "fault", x: TimeScale.percent(from), width: TimeScale.percent(1 - from),
                title: "more than \(gate) more")
            plot.upright("least", x: TimeScale.percent(from))
        }
        plot.upright("even", x: scale.percent(1))
        let y = Double(Self.rowHeight) / 2
        if let interval = metric.interval {
            let ends = (scale.percent(interval.lower), scale.percent(interval.upper))
            plot.line("range", from: (ends.0, y), to: (ends.1, y), title: note)
            for end in [interval.lower, interval.upper] where scale.holds(end) {
                let x = scale.percent(end)
                plot.line("range", from: (x, y - 5), to: (x, y + 5))
            }
        }
        if let ratio = metric.ratio {
            let (shape, kind) = Self.sign(metric.decision)
            plot.sign(
                shape, kind: kind, x: scale.percent(ratio), y: y, title: "\(title): \(note)")
        }
        return Lane(title: title, note: note, plot: plot)
    }

    private static func sign(_ decision: MetricComparison.Decision) -> (Plot.Shape, String) {
        switch decision {
        case .fails: (.cross, "bad")
        case .undecided: (.diamond, "alt")
        case .passes: (.circle, "")
        case .notGated: (.square, "quiet")
        }
    }

    /// `+12%, 95 % interval +8 to +15%, gate 5% fails`.
    private static func note(_ metric: MetricComparison) -> String {
        let parts = [
            metric.ratio.map { RatioScale.words($0, beside: metric.gate) },
            metric.interval.map {
                RatioScale.signed($0.lower, beside: metric.gate) + " to "
                    + RatioScale.words($0.upper, beside: metric.gate)
            },
            metric.gate.map { "gate \($0) \(metric.decision.rawValue)" },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// `get time to recover`: in words, which a table can break.
    static func words(_ metric: MetricComparison) -> String {
        metric.name.split { $0 == "." || $0 == "-" }.joined(separator: " ")
    }

    /// The runs of the measure that decides; nil: there are none to draw.
    var runs: Figure? {
        guard let metric = deciding else { return nil }
        return RunsPicture(metric, isPaired: comparison.pairs != nil).figure
    }

    /// What fails, else what gates, else the time to recover.
    private var deciding: MetricComparison? {
        let drawn = comparison.metrics.filter { !$0.runs.isEmpty }
        return drawn.first { $0.decision == .fails } ?? drawn.first { $0.decision == .undecided }
            ?? drawn.first { $0.gate != nil }
            ?? drawn.first { $0.name == Milestone.recover.name } ?? drawn.first
    }

    private static let rowHeight = 28
}
