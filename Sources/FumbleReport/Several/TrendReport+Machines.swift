import FumbleModel

/// What machines are told of a trend.
extension TrendReport {
    /// A case for each rehearsal with a limit; there is one at least.
    var cases: [OverviewCase] {
        let limited = trend.rehearsals.filter { $0.every != nil }
        guard limited.isEmpty else {
            return limited.map { age in
                OverviewCase(
                    name: "rehearsal of \(age.subsystem)", position: nil,
                    outcome: age.isOverdue ? .inconclusive : .confirmed,
                    evidence: RehearsalWords.sentence(age))
            }
        }
        return [
            OverviewCase(
                name: "trend of \(trend.metric)", position: nil, outcome: .confirmed,
                evidence: "\(trend.series.reduce(0) { $0 + $1.points.count }) runs")
        ]
    }

    /// The median since the last change.
    var medians: [Metric] {
        trend.series.compactMap { series in
            series.stretches.last?.median.map {
                Metric(
                    "trend_median", help: "Median since the last change",
                    labels: [
                        .init("experiment", trend.experiment), .init("fleet", series.fleetKind),
                        .init("metric", trend.metric), .init("unit", trend.unit.rawValue),
                    ], $0)
            }
        }
    }

    var samples: SampleTable {
        SampleTable(
            columns: [
                "fleet", "run", "when", "seed", "build", "experiment_sha256", "metric", "unit",
                "value", "censored", "stretch", "inputs",
            ],
            rows: trend.series.flatMap { series in
                series.points.enumerated().map { place, point in
                    let stretch = series.stretches.firstIndex { $0.places.contains(place) } ?? 0
                    return [
                        series.fleetKind, point.run, "\(point.when)", "\(point.seed)", point.build,
                        point.experimentHash, trend.metric, trend.unit.rawValue,
                        PlainNumber.text(point.value), point.isCensored ? "true" : "false",
                        "\(stretch + 1)",
                        point.inputs.map { "\($0.name)=\($0.value)" }.joined(separator: " "),
                    ]
                }
            })
    }

    /// The schema `fumble.trend/1`; keys are only ever added.
    var value: JSONValue {
        .object([
            ("schema", "fumble.trend/1"),
            ("experiment", .string(trend.experiment)),
            ("metric", .string(trend.metric)),
            ("unit", .string(trend.unit.rawValue)),
            ("series", .array(trend.series.map(json))),
            (
                "left_out",
                .array(
                    trend.leftOut.map { left in
                        .object([
                            ("because", .string(left.because)),
                            ("runs", .array(left.runs.map { .string($0) })),
                        ])
                    })
            ),
            ("rehearsals", .array(trend.rehearsals.map(RehearsalWords.json))),
        ])
    }

    private func json(_ series: TrendSeries) -> JSONValue {
        let number = { (value: Double?) -> JSONValue in value.map { .number($0) } ?? .null }
        let runs = series.points.map { point in
            JSONValue.object([
                ("run", .string(point.run)), ("when", .string("\(point.when)")),
                ("seed", .seed(point.seed)), ("build", .string(point.build)),
                ("experiment_sha256", .string(point.experimentHash)),
                ("value", .number(point.value)), ("censored", .bool(point.isCensored)),
                ("inputs", .object(point.inputs.map { ($0.name, .string($0.value)) })),
            ])
        }
        let stretches = series.stretches.map { stretch in
            JSONValue.object([
                ("first", .string(series.points[stretch.places.lowerBound].run)),
                ("last", .string(series.points[stretch.places.upperBound - 1].run)),
                ("runs", .int(stretch.places.count)), ("censored", .int(stretch.censored)),
                ("median", number(stretch.median)), ("observed", .number(stretch.observed)),
            ])
        }
        let changes = series.changes.map { change in
            let point = series.points[change.place]
            return JSONValue.object([
                ("run", .string(point.run)), ("when", .string("\(point.when)")),
                ("build", .string(point.build)),
                ("experiment_sha256", .string(point.experimentHash)),
                ("new_build", .bool(change.isNewBuild)), ("new_files", .bool(change.areNewFiles)),
                ("ratio", number(change.ratio)), ("p", .number(change.chance)),
                ("text", .string(sentence(change, in: series))),
            ])
        }
        return .object([
            ("fleet", .string(series.fleetKind)), ("enough", .int(series.enough)),
            ("runs", .array(runs)), ("stretches", .array(stretches)),
            ("changes", .array(changes)),
            (
                "input_changes",
                .array(
                    series.inputChanges.map { change in
                        .object([
                            ("run", .string(series.points[change.place].run)),
                            ("inputs", .array(change.texts.map { .string($0) })),
                        ])
                    })
            ),
        ])
    }
}
