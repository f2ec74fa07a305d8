import FumbleModel

/// One measure of the runs of both sides: base at the left, head at the right, and a line from the one to
/// the other where a seed pairs them.
struct RunsPicture {
    private let metric: MetricComparison
    private let isPaired: Bool
    private let scale: ValueScale

    init(_ metric: MetricComparison, isPaired: Bool) {
        self.metric = metric
        self.isPaired = isPaired
        let values = metric.runs.flatMap { [$0.base, $0.head].compactMap { $0 } }
        scale = ValueScale(
            known: values.filter { !$0.isCensored }.map(\.amount),
            beyond: values.filter(\.isCensored).map(\.amount), metric.unit)
    }

    /// nil: no run has it on the sides that are drawn.
    var figure: Figure? {
        let drawn = metric.runs.filter { !isPaired || ($0.base != nil && $0.head != nil) }
        guard !drawn.isEmpty else { return nil }
        let name = ComparisonPictures.words(metric)
        let shown = Thinning.places(drawn.count, atMost: Self.mostRuns).map { drawn[$0] }
        let all = PeopleNumber.count(drawn.count, isPaired ? "pair" : "run")
        let note = shown.count < drawn.count ? "\(shown.count) of \(all), evenly" : all
        var plot = Plot(height: Self.height, label: "\(name) of base and head, \(note)")
        plot.rect("frame", x: "0", width: "100%")
        ground(&plot)
        // What is worse lies on top.
        for run in shown.filter({ !isWorse($0) }) + shown.filter(isWorse) { plot.add(markup(run)) }
        let axis = Lane.axis(
            [Lane.Tick(Self.baseAt, "base"), Lane.Tick(Self.headAt, "head")],
            label: "base at the left, head at the right")
        let lane = Lane(title: name, note: note, plot: plot, isChart: true)
        return Figure(
            Markup([
                .tag("h3", [:], isPaired ? "Seed by seed" : "Run by run"),
                .tag("p", ["class": "soft"], legend(shown)),
                .tag("div", ["class": "lanes"], [lane.markup, axis]),
            ]), words: "")
    }

    /// What the signs mean, of those that are there.
    private func legend(_ runs: [MetricComparison.Run]) -> String {
        let bears = metric.gate.map { "more than \($0) more" } ?? "more"
        let sentences = [
            isPaired ? "A line is a seed, from base to head" : "● a run",
            runs.contains(where: isWorse)
                ? "dashed and ▲: \(bears) in the head" : nil,
            metric.base != nil || metric.head != nil ? "the bars are medians" : nil,
            scale.end < 1
                ? "△ in the hatched part: a run that ended before it came to it, and would have taken "
                    + "longer" : nil,
        ]
        return sentences.compactMap { $0 }.joined(separator: "; ") + "."
    }

    // MARK: Ground

    /// What a height is worth, both medians, and the room for what is not known.
    private func ground(_ plot: inout Plot) {
        for tick in scale.levels {
            plot.level("axis", y: Self.y(tick.share))
            plot.text(tick.text, x: "0", y: Self.y(tick.share) - 3, kind: "soft", dx: 3)
        }
        if scale.end < 1 {
            plot.rect("fault", x: "0", width: "100%", height: Self.y(scale.end))
        }
        for (side, at, median) in [
            ("base", Self.baseAt, metric.base), ("head", Self.headAt, metric.head),
        ] {
            guard let median else { continue }
            let y = Self.y(scale.share(median))
            plot.line(
                "range wide", from: (TimeScale.percent(at - Self.reach), y),
                to: (TimeScale.percent(at + Self.reach), y),
                title: "median of the \(side): \(words(.init(median)))")
            let isBase = side == "base"
            plot.text(
                words(.init(median)),
                x: TimeScale.percent(isBase ? at - Self.reach : at + Self.reach), y: y + 4,
                anchor: isBase ? .end : .start, dx: isBase ? -4 : 4)
        }
    }

    // MARK: Runs

    /// Beyond what the gate bears, or not come to in the head alone.
    private func isWorse(_ run: MetricComparison.Run) -> Bool {
        guard let base = run.base, let head = run.head, !base.isCensored else { return false }
        return head.isCensored
            || head.amount > base.amount * (1 + (metric.gate?.fraction ?? 0))
    }

    private func markup(_ run: MetricComparison.Run) -> Markup {
        let isWorse = isWorse(run)
        var parts = [Markup.tag("title", [:], title(run))]
        if let base = run.base, let head = run.head {
            parts.append(
                .leaf(
                    "line",
                    [
                        "class": isWorse ? "slope bad" : "slope",
                        "x1": TimeScale.percent(Self.baseAt), "y1": Plot.number(y(base)),
                        "x2": TimeScale.percent(Self.headAt), "y2": Plot.number(y(head)),
                    ]))
        }
        parts += [
            run.base.map { dot($0, at: Self.baseAt, isWorse: false) },
            run.head.map { dot($0, at: Self.headAt, isWorse: isWorse) },
        ].compactMap { $0 }
        return .tag("g", ["class": "hit pair"], parts)
    }

    private func dot(_ value: MetricComparison.Value, at share: Double, isWorse: Bool) -> Markup {
        Plot.dot(
            value.isCensored ? .above : isWorse ? .worse : .run, x: TimeScale.percent(share),
            y: y(value))
    }

    private func title(_ run: MetricComparison.Run) -> String {
        let sides = [("base", run.base), ("head", run.head)].compactMap { side, value in
            value.map { "\(side) \(words($0))" }
        }
        var text = "\(isPaired ? "seed" : "run") \(run.name): \(sides.joined(separator: ", "))"
        if let base = run.base, let head = run.head, !base.isCensored, !head.isCensored,
            base.amount > 0
        {
            text += ", \(RatioScale.words(head.amount / base.amount))"
        }
        return text
    }

    private func words(_ value: MetricComparison.Value) -> String {
        let amount =
            metric.unit == .seconds
            ? SweepWords.time(value.amount) : PeopleNumber.grouped(value.amount)
        return value.isCensored ? "> \(amount)" : amount
    }

    private func y(_ value: MetricComparison.Value) -> Double {
        Self.y(value.isCensored ? scale.beyond : scale.share(value.amount))
    }

    private static func y(_ share: Double) -> Double { bottom - (bottom - headroom) * share }

    private static let height = 240
    private static let headroom = 4.0
    private static let bottom = 236.0
    private static let baseAt = 0.35
    private static let headAt = 0.75
    /// Half of a median's bar.
    private static let reach = 0.025
    private static let mostRuns = 200
}
