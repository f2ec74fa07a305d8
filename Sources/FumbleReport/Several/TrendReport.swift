package import FumbleModel

/// What `fumble trend` prints: whether and when a measure changed, then every run.
package struct TrendReport: Sendable {
    let trend: Trend

    /// The command that shows it again; nil: not known.
    private let again: String?

    package init(_ trend: Trend, again: String? = nil) {
        self.trend = trend
        self.again = again
    }

    /// The same for every format.
    package var overview: Overview {
        Overview(
            kind: "trend", name: trend.experiment, headline: headline, outcome: nil,
            sections: sections, cases: cases, properties: [("metric", trend.metric)],
            metrics: medians, samples: samples, json: value,
            closing: [
                "A change: Pettitt's test on ranks, 9,999 fixed orders, p at most 0.01, five runs or "
                    + "more on each side; what it finds is split again."
            ], origin: origin)
    }

    /// The command, and what the newest run of each sort of fleet was made from.
    private var origin: [OverviewSection.Field] {
        (again.map { [.init("again", $0, .strong)] } ?? [])
            + trend.series.flatMap { series -> [OverviewSection.Field] in
                guard let newest = series.points.last else { return [] }
                let builds = Set(series.points.map(\.build)).count
                let files = Set(series.points.map(\.experimentHash)).count
                let others = { (count: Int) in count > 1 ? ", and \(count - 1) before" : "" }
                return [
                    .init("newest run", "\(newest.run), \(fleet(series))"),
                    .init("seed", "\(newest.seed)"),
                    .init("build", newest.build + others(builds)),
                    .init("files", "SHA-256 \(newest.experimentHash)\(others(files))"),
                ] + Overview.inputs(newest.inputs)
            }
    }

    /// The last change of each sort of fleet, or that there is none.
    private var headline: String {
        guard !trend.series.isEmpty else {
            return "No run of \(trend.experiment) says its \(trend.words)."
        }
        return trend.series.map { series in
            let place = trend.series.count > 1 ? " (\(series.fleetKind))" : ""
            if let change = series.changes.last {
                return sentence(change, in: series) + place + "."
            }
            let runs = PeopleNumber.count(series.points.count, "run")
            guard series.points.count >= series.enough else {
                return "\(runs): too few to tell a change of \(trend.words), "
                    + "which takes \(series.enough)\(place)."
            }
            return "No change of \(trend.words) in \(runs): median "
                + "\(median(series.stretches[0]))\(place)."
        }.joined(separator: " ")
    }

    /// `time to recover went from 41 min to 47 min (+15 %) with run X, build Y, 2026-05-03`.
    func sentence(_ change: TrendSeries.Change, in series: TrendSeries) -> String {
        let (before, after) = around(change, in: series)
        let point = series.points[change.place]
        let share = change.ratio.map { " (\(RatioScale.signed($0)) %)" } ?? ""
        return "\(trend.words.capitalizedFirst) went from \(median(before)) to \(median(after))"
            + "\(share) with run \(point.run), build \(point.build), \(point.when.day)"
    }

    private func around(
        _ change: TrendSeries.Change, in series: TrendSeries
    ) -> (TrendSeries.Stretch, TrendSeries.Stretch) {
        let place = series.stretches.firstIndex { $0.places.lowerBound == change.place } ?? 0
        return (series.stretches[max(place - 1, 0)], series.stretches[place])
    }

    private var sections: [OverviewSection] {
        var sections: [OverviewSection] = []
        let pictures = TrendPictures(trend)
        for series in trend.series {
            if !series.changes.isEmpty {
                sections.append(
                    OverviewSection(
                        "Changes, \(fleet(series))",
                        series.changes.map { .paragraph(about($0, in: series)) }))
            }
            if !series.inputChanges.isEmpty {
                sections.append(
                    OverviewSection("Inputs differ, \(fleet(series))", inputs(of: series)))
            }
            sections.append(
                OverviewSection(
                    "\(PeopleNumber.count(series.points.count, "run")), \(fleet(series))",
                    (pictures.runs(of: series).map { [.figure($0)] } ?? [])
                        + [.table(stretches(of: series)), .table(runs(of: series))]))
        }
        if !trend.rehearsals.isEmpty {
            sections.append(
                OverviewSection(
                    "Rehearsals",
                    trend.rehearsals.map {
                        .paragraph(
                            RehearsalWords.sentence($0).capitalizedFirst + ".",
                            $0.isOverdue ? .bad : .plain)
                    } + (pictures.rehearsals.map { [.figure($0)] } ?? [])))
        }
        if !trend.leftOut.isEmpty {
            sections.append(
                OverviewSection(
                    "Left out",
                    trend.leftOut.map { left in
                        let shown = left.runs.prefix(Self.mostNamed).joined(separator: ", ")
                        let rest = left.runs.count - min(left.runs.count, Self.mostNamed)
                        return .paragraph(
                            "\(PeopleNumber.count(left.runs.count, "run")) \(left.because): \(shown)"
                                + (rest > 0 ? " and \(rest) more" : ""), .faint)
                    }))
        }
        return sections
    }

    private func fleet(_ series: TrendSeries) -> String {
        series.fleetKind == "processes" ? "on processes" : "on the simulated fleet"
    }

    private func about(_ change: TrendSeries.Change, in series: TrendSeries) -> String {
        let new =
            switch (change.isNewBuild, change.areNewFiles) {
            case (true, true): "The build and the files were new with that run."
            case (true, false): "The build was new with that run, the files were not."
            case (false, true): "The files were new with that run, the build was not."
            case (false, false): "Neither build nor files were new with that run."
            }
        let hash = series.points[change.place].experimentHash.prefix(12)
        let inputs = series.inputChanges.first { $0.place == change.place }
        return
            "\(sentence(change, in: series)), files \(hash); p = \(PlainNumber.text(change.chance)). "
            + new + (inputs.map { " Inputs differ: \($0.texts.joined(separator: "; "))." } ?? "")
    }

    /// A line a run whose inputs are not those of the run before; the newest where they are many.
    private func inputs(of series: TrendSeries) -> [OverviewSection.Block] {
        let shown = series.inputChanges.suffix(Self.mostNamed)
        let rest = series.inputChanges.count - shown.count
        return (rest > 0 ? [.paragraph("\(rest) earlier, and then", .faint)] : [])
            + shown.map { change in
                let point = series.points[change.place]
                return .paragraph(
                    "with run \(point.run), \(point.when.day): "
                        + change.texts.joined(separator: "; "))
            }
    }

    private func stretches(of series: TrendSeries) -> OverviewTable {
        OverviewTable(
            columns: [.init("from"), .init("to"), .init("runs", isNumber: true)]
                + [.init("median", isNumber: true)],
            rows: series.stretches.map { stretch in
                let points = series.points[stretch.places]
                return [
                    "\(points[points.startIndex].when.day)",
                    "\(points[points.endIndex - 1].when.day)", "\(points.count)", median(stretch),
                ].map { .init($0) }
            })
    }

    /// One line a run, with a bar as long as its value.
    private func runs(of series: TrendSeries) -> OverviewTable {
        let longest = series.points.map(\.value).max() ?? 0
        let starts = series.changes.map(\.place)
        return OverviewTable(
            columns: [.init("run"), .init("day"), .init("build")]
                + [.init("value", isNumber: true), .init("", isBar: true)],
            rows: series.points.enumerated().map { place, point in
                let tone: Tone = starts.contains(place) ? .strong : .plain
                let share = longest > 0 ? point.value / longest : 0
                return [
                    point.run, "\(point.when.day)", point.build, value(of: point),
                ].map { .init($0, tone) } + [.init(bar: share, isOpen: point.isCensored, tone)]
            })
    }

    func value(of point: TrendSeries.Point) -> String {
        (point.isCensored ? "> " : "") + shown(point.value)
    }

    func median(_ stretch: TrendSeries.Stretch) -> String {
        stretch.median.map(shown) ?? "> \(shown(stretch.observed))"
    }

    private func shown(_ value: Double) -> String {
        trend.unit == .seconds ? SweepWords.time(value) : PeopleNumber.grouped(value)
    }

    private static let mostNamed = 5
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
