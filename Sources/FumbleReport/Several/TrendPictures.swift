import FumbleModel

/// What only a page shows of a trend: the runs in order of time with the medians between changes, and
/// how old each rehearsal is against what its file asks for.
struct TrendPictures {
    private let trend: Trend

    init(_ trend: Trend) {
        self.trend = trend
    }

    /// nil: there is no run.
    func runs(of series: TrendSeries) -> Figure? {
        guard !series.points.isEmpty else { return nil }
        let starts = series.changes.map(\.place)
        let shown = Thinning.places(
            series.points.count, atMost: Self.mostPoints, keeping: starts)
        let chart = TrendChart(trend, series)
        let axis = Lane.axis(chart.days, label: "days, runs evenly spaced")
        return Figure(
            Markup([
                legend(series, drawn: shown.count),
                .tag("div", ["class": "lanes"], [chart.lane(of: shown).markup, axis]),
            ]), words: "")
    }

    private func legend(_ series: TrendSeries, drawn: Int) -> Markup {
        let isCensored = series.points.contains(where: \.isCensored)
        let sentences = [
            "● a run, in order of time and evenly spaced; the bars are medians.",
            series.changes.isEmpty
                ? nil
                : "At a dotted line it changed: ▲ is the first run after one for the worse, ▼ after "
                    + "one for the better.",
            isCensored ? "△ a run that ended before it came to it: longer." : nil,
            drawn < series.points.count
                ? "\(drawn) of \(PeopleNumber.count(series.points.count, "run")) are drawn, evenly; "
                    + "medians are of all." : nil,
        ]
        return .tag(
            "p", ["class": "soft"], sentences.compactMap { $0 }.joined(separator: " "))
    }

    // MARK: Rehearsals

    /// A bar a rehearsal; nil: no file asks for one so often.
    var rehearsals: Figure? {
        let asked = trend.rehearsals.filter { $0.every != nil }
        guard !asked.isEmpty else { return nil }
        let oldest = asked.compactMap { $0.last?.days }.max() ?? 0
        let limit = asked.compactMap(\.every).map(Self.days).max() ?? 0
        let longest = max(Double(oldest), limit, 1) * Self.margin
        let isOfOne = Set(asked.map(\.fleet)).count == 1
        let lanes = asked.map { lane($0, of: longest, isOfOne: isOfOne).markup }
        let step = RoundStep.first(from: 1) { longest / $0 < Self.mostSteps }
        let ticks = (1...Int(Self.mostSteps)).map { Double($0) * step }.filter { $0 < longest }
        let axis = Lane.axis(
            [Lane.Tick(0, "today")]
                + ticks.map {
                    Lane.Tick($0 / longest, "\(PeopleNumber.grouped($0)) days ago")
                }, label: "days since the last full restart")
        return Figure(
            Markup([
                .tag(
                    "p", ["class": "soft"],
                    "The bar is the time since the last full restart; the dashed line is what the "
                        + "file asks for, and what is over it is hatched."),
                .tag("div", ["class": "lanes"], lanes + [axis]),
            ]), words: "")
    }

    private func lane(_ age: RehearsalAge, of longest: Double, isOfOne: Bool) -> Lane {
        let limit = age.every.map(Self.days) ?? 0
        let percent = { (days: Double) in TimeScale.percent(min(max(days / longest, 0), 1)) }
        let note = (age.isOverdue ? "✕ overdue" : "● in time") + (isOfOne ? "" : ", \(age.fleet)")
        let words = RehearsalWords.sentence(age)
        var plot = Plot(height: Self.barHeight, label: words)
        plot.rect("frame", x: "0", width: "100%")
        if let last = age.last {
            let days = Double(last.days)
            plot.rect(
                "bar", x: "0", width: percent(min(days, limit)), y: 5,
                height: Double(Self.barHeight - 10),
                title: words)
            if days > limit {
                plot.rect(
                    "below", x: percent(limit), width: percent(days - limit), y: 5,
                    height: Double(Self.barHeight - 10), title: words)
            }
        } else {
            plot.rect("below", x: "0", width: "100%", title: words)
            plot.text("never", x: "0", y: 16, kind: "bad", dx: 6)
        }
        plot.upright("least", x: percent(limit))
        return Lane(title: age.subsystem, note: note, plot: plot)
    }

    private static func days(_ span: TimeSpan) -> Double { span.seconds / secondsOfDay }

    private static let mostPoints = 300
    private static let margin = 1.08
    private static let mostSteps = 3.0
    private static let barHeight = 24
    private static let secondsOfDay = 86_400.0
}

/// One series as a drawing.
struct TrendChart {
    private let trend: Trend
    private let series: TrendSeries
    private let scale: ValueScale

    init(_ trend: Trend, _ series: TrendSeries) {
        self.trend = trend
        self.series = series
        scale = ValueScale(
            series.points.map(\.value) + series.stretches.compactMap(\.median), trend.unit)
    }

    func lane(of places: [Int]) -> Lane {
        let report = TrendReport(trend)
        let note =
            series.stretches.map(report.median).joined(separator: ", then ") + ", by medians"
        var plot = Plot(height: Self.height, label: "\(trend.words) run by run: \(note)")
        plot.rect("frame", x: "0", width: "100%")
        for tick in scale.levels {
            plot.level("axis", y: Self.y(tick.share))
            plot.text(tick.text, x: "0", y: Self.y(tick.share) - 3, kind: "soft", dx: 3)
        }
        for change in series.changes {
            plot.upright(
                "stone", x: TimeScale.percent(border(change.place)), top: Self.headroom,
                title: report.sentence(change, in: series))
            plot.text(
                words(change), x: TimeScale.percent(border(change.place)), y: 13,
                anchor: border(change.place) > Self.turnsAt ? .end : .start,
                kind: isWorse(change) ? "bad" : nil)
        }
        for stretch in series.stretches { draw(stretch, report, in: &plot) }
        for place in places {
            let point = series.points[place]
            plot.mark(
                mark(place), x: TimeScale.percent(share(place)), y: y(point.value),
                title: "\(point.run), \(point.when.day): \(report.value(of: point)), build "
                    + point.build)
        }
        return Lane(title: trend.words, note: note, plot: plot, isChart: true)
    }

    /// The first day, the last, and those of changes for which there is room; of one day the clock.
    var days: [Lane.Tick] {
        var shown: [Lane.Tick] = []
        let isOneDay = series.points.allSatisfy { $0.when.day == series.points[0].when.day }
        let last = series.points.count - 1
        for place in [0, last] + series.changes.map(\.place) {
            let share = last == 0 || place == 0 ? Self.left : place == last ? 1 : self.share(place)
            if shown.allSatisfy({ ($0.share - share).magnitude >= Self.roomForADay }) {
                let when = series.points[place].when
                shown.append(Lane.Tick(share, isOneDay ? when.clock : "\(when.day)"))
            }
        }
        return shown
    }

    private func draw(
        _ stretch: TrendSeries.Stretch, _ report: TrendReport, in plot: inout Plot
    ) {
        let ends = (
            TimeScale.percent(border(stretch.places.lowerBound)),
            TimeScale.percent(border(stretch.places.upperBound))
        )
        let y = y(stretch.median ?? stretch.observed)
        plot.line(
            stretch.median == nil ? "least" : "range wide", from: (ends.0, y), to: (ends.1, y),
            title: "median of \(PeopleNumber.count(stretch.places.count, "run")): "
                + report.median(stretch))
    }

    /// `▲ +15%`: a sign beside the number, as the colour says the same.
    private func words(_ change: TrendSeries.Change) -> String {
        let isWorse = isWorse(change)
        let much = change.ratio.map { RatioScale.words($0) } ?? (isWorse ? "more" : "less")
        return "\(isWorse ? "▲" : "▼") \(much)"
    }

    /// Where a median is not known it is beyond all that was seen.
    private func isWorse(_ change: TrendSeries.Change) -> Bool {
        if let ratio = change.ratio { return ratio > 1 }
        let place = series.stretches.firstIndex { $0.places.lowerBound == change.place } ?? 0
        let (before, after) = (series.stretches[max(place - 1, 0)], series.stretches[place])
        return (after.median ?? .infinity) > (before.median ?? .infinity) || after.median == nil
    }

    private func mark(_ place: Int) -> Plot.Mark {
        if series.points[place].isCensored { return .above }
        guard let change = series.changes.first(where: { $0.place == place }) else { return .run }
        return isWorse(change) ? .worse : .better
    }

    /// The middle of a run's place; left of the first stand the values of the axis.
    private func share(_ place: Int) -> Double { (border(place) + border(place + 1)) / 2 }

    private func border(_ place: Int) -> Double {
        Self.left + (1 - Self.left) * Double(place) / Double(max(series.points.count, 1))
    }

    private func y(_ value: Double) -> Double { Self.y(scale.share(value)) }

    private static func y(_ share: Double) -> Double { bottom - (bottom - headroom) * share }

    private static let height = 220
    private static let headroom = 18.0
    private static let bottom = 216.0
    private static let left = 0.13
    private static let turnsAt = 0.8
    private static let roomForADay = 0.24
}
