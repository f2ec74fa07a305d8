package import FumbleModel

/// Puts one measure of an experiment's runs in order of time, and says where it changed.
package struct TrendJudge {
    private let metric: Metric
    private let since: CalendarDay

    /// - Parameter since: the first day that is looked at.
    package init(_ metric: Metric, since: CalendarDay = .first) {
        self.metric = metric
        self.since = since
    }

    package func judge(
        _ runs: [KeptRun], sources: [KeptSource], rehearsals: [RehearsalAge], of experiment: String
    ) -> Trend {
        var leftOut: [(because: String, run: String)] = []
        var methods: [String: (method: String, inputs: [Plan.Input])] = [:]
        var points: [String: [TrendSeries.Point]] = [:]
        var kinds: [String] = []
        let methodOf = Dictionary(uniqueKeysWithValues: sources.map { ($0.key, $0.method) })
        // The newest first: what it does is what the others are compared by.
        for run in runs.sorted(by: { $0.start > $1.start }) {
            if let when = run.when, when.day < since { continue }
            guard let header = run.header, let when = run.when, let files = run.files,
                let found = observation(in: run)
            else {
                leftOut.append((whyNot(run), run.id))
                continue
            }
            let kind = header.fleetKind
            let method = methodOf[files.key] ?? ""
            if let newest = methods[kind], newest.method != method {
                let inputs = InputDifferences.texts(header.inputs, newest.inputs)
                let differ = inputs.isEmpty ? "" : ", inputs differ: "
                leftOut.append(
                    (
                        "of another method than the newest\(differ)"
                            + inputs.joined(separator: "; "), run.id
                    ))
                continue
            }
            if methods[kind] == nil { methods[kind] = (method, header.inputs) }
            if points[kind] == nil { kinds.append(kind) }
            points[kind, default: []].append(
                TrendSeries.Point(
                    run: run.id, when: when, seed: header.seed, build: header.build,
                    experimentHash: header.experimentHash, value: found.time,
                    isCensored: found.isCensored, inputs: header.inputs))
        }
        return Trend(
            experiment: experiment, metric: metric.name, words: metric.words, unit: metric.unit,
            series: kinds.map { series(points[$0, default: []].reversed(), on: $0) },
            leftOut: Self.grouped(leftOut), rehearsals: rehearsals)
    }

    private func observation(in run: KeptRun) -> KaplanMeier.Observation? {
        guard run.status == .completed else { return nil }
        return run.recovery(of: metric.operation).flatMap {
            metric.observation(in: $0, responds: true)
        }
    }

    private func whyNot(_ run: KeptRun) -> String {
        if let trouble = run.trouble { return "not to be read: \(trouble)" }
        if run.when == nil { return "without a time in their name" }
        if let status = run.status, status != .completed { return status.word }
        guard run.recovery(of: metric.operation) != nil else {
            return "without such an operation"
        }
        return "without \(metric.words): nothing was disturbed"
    }

    private static func grouped(_ found: [(because: String, run: String)]) -> [Trend.LeftOut] {
        var groups: [(because: String, runs: [String])] = []
        for (because, run) in found {
            if let place = groups.firstIndex(where: { $0.because == because }) {
                groups[place].runs.append(run)
            } else {
                groups.append((because, [run]))
            }
        }
        return groups.map { Trend.LeftOut(runs: $0.runs, because: $0.because) }
    }

    private func series(_ points: [TrendSeries.Point], on kind: String) -> TrendSeries {
        let values = points.map { KaplanMeier.Observation($0.value, isCensored: $0.isCensored) }
        let found = ChangePoints(values).changes
        let borders = [0] + found.map(\.place) + [points.count]
        let stretches = zip(borders, borders.dropFirst()).map { start, end in
            let part = values[start..<end]
            return TrendSeries.Stretch(
                places: start..<end, median: KaplanMeier(Array(part)).quantile(0.5),
                censored: part.count { $0.isCensored }, observed: part.map(\.time).max() ?? 0)
        }
        let changes = zip(found, zip(stretches, stretches.dropFirst())).map { change, around in
            let (before, after) = (points[change.place - 1], points[change.place])
            return TrendSeries.Change(
                place: change.place, chance: change.chance,
                ratio: Self.ratio(around.0.median, around.1.median),
                isNewBuild: before.build != after.build,
                areNewFiles: before.experimentHash != after.experimentHash)
        }
        let inputs = points.indices.dropFirst().compactMap { place -> TrendSeries.InputChange? in
            let texts = InputDifferences.texts(points[place - 1].inputs, points[place].inputs)
            return texts.isEmpty ? nil : TrendSeries.InputChange(place: place, texts: texts)
        }
        return TrendSeries(
            fleetKind: kind, points: points, stretches: stretches, changes: changes,
            enough: 2 * ChangePoints.leastLength, inputChanges: inputs)
    }

    private static func ratio(_ before: Double?, _ after: Double?) -> Double? {
        guard let before, let after, before > 0 else { return nil }
        return after / before
    }
}
