import FumbleModel

extension ComparisonReport {
    /// The schema `fumble.comparison/1`; keys are only ever added.
    var value: JSONValue {
        .object([
            ("schema", "fumble.comparison/1"),
            ("outcome", .string(comparison.outcome.rawValue)),
            ("headline", .string(comparison.headline)),
            ("base", Self.side(comparison.base)),
            ("head", Self.side(comparison.head)),
            ("pairs", comparison.pairs.map { .int($0) } ?? .null),
            ("regressions", .array(comparison.regressions.map(Self.regression))),
            ("metrics", .array(comparison.metrics.map(Self.metric))),
            ("notes", .array(comparison.notes.map { .string($0) })),
            ("recovered", comparison.recovered.map(Self.recovered) ?? .null),
        ])
    }

    private static func recovered(_ runs: RecoveredRuns) -> JSONValue {
        .object([
            ("base", .int(runs.base)), ("of_base", .int(runs.ofBase)),
            ("head", .int(runs.head)), ("of_head", .int(runs.ofHead)),
            (
                "test",
                .object([
                    ("name", .string("Fisher's exact")), ("exact", .bool(true)),
                    ("p", .number(runs.chance)),
                ])
            ),
        ])
    }

    private static func side(_ side: ComparedSide) -> JSONValue {
        .object([
            ("name", .string(side.name)),
            ("experiment", .string(side.experiment)),
            ("experiment_sha256", .string(side.experimentHash)),
            ("build", .string(side.build)),
            ("runs", .int(side.runs)),
        ])
    }

    private static func regression(_ regression: Regression) -> JSONValue {
        .object([
            ("kind", .string(regression.kind.rawValue)),
            ("subject", .string(regression.subject)),
            ("key", .string(regression.key)),
            ("runs", .array(regression.runs.map { .string($0) })),
            ("text", .string(regression.text)),
            ("fails", .bool(regression.known == nil)),
            ("owner", .text(regression.known?.owner)),
            ("until", .text(regression.known.map { "\($0.until)" })),
            ("because", .text(regression.known?.because)),
        ])
    }

    private static func metric(_ metric: MetricComparison) -> JSONValue {
        func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
        let test = metric.test.map { test in
            JSONValue.object([
                ("name", .string(test.name)), ("exact", .bool(test.isExact)),
                ("p", .number(test.chance)), ("p_adjusted", number(test.adjusted)),
            ])
        }
        return .object([
            ("metric", .string(metric.name)),
            ("unit", .string(metric.unit.rawValue)),
            ("base_median", number(metric.base)),
            ("head_median", number(metric.head)),
            ("runs", .int(metric.count)),
            ("ratio", number(metric.ratio)),
            ("lower", number(metric.interval?.lower)),
            ("upper", number(metric.interval?.upper)),
            ("test", test ?? .null),
            ("gate", number(metric.gate?.fraction)),
            ("decision", .string(metric.decision.rawValue)),
        ])
    }
}
