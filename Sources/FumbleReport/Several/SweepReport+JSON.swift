import FumbleModel

extension SweepReport {
    /// The schema `fumble.sweep/1`; keys are only ever added.
    package var json: String { value.pretty }

    var value: JSONValue {
        .object(
            header + [
                ("counts", .object(counted.map { ($0.0, .int($0.1)) })),
                ("groups", .array(sweep.groups.map(group))),
                ("recovery", Self.recovery(sweep.recovery, sweep.byOperation)),
                ("settings", .array(sweep.settings.map(Self.setting))),
                ("seeds", .array(sweep.seeds.map(SeedJSON.value))),
            ]
        )
    }

    private var header: [(String, JSONValue)] {
        [
            ("schema", "fumble.sweep/1"),
            ("experiment", .string(sweep.experiment)),
            ("experiment_sha256", .string(sweep.experimentHash)),
            ("build", .string(sweep.build)),
            ("inputs", .object(sweep.inputs.map { ($0.name, .string($0.value)) })),
            ("first_seed", .seed(sweep.asked.lowerBound)),
            ("last_seed", .seed(sweep.asked.upperBound)),
            ("swarm", .bool(sweep.isSwarm)),
            ("outcome", .text(sweep.seeds.map(\.outcome).max()?.rawValue)),
            ("fleet", .string(sweep.fleetKind)),
            ("operations", .array(sweep.byOperation.map { .string($0.operation) })),
            ("responds", .bool(sweep.responds)),
            ("varied", .array(sweep.varied.map(Self.varied))),
            ("shard", .text(sweep.shard?.text)),
            ("missing", .text(sweep.missing)),
            ("precision", sweep.precision.map(Self.precision) ?? .null),
            ("method", .object(sweep.method.map { ($0.name, .string($0.digest)) })),
        ]
    }

    private var counted: [(String, Int)] {
        words.map { word in (word, sweep.seeds.count { $0.word == word }) }
            + [("not begun", max(0, sweep.askedRuns - sweep.seeds.count))]
    }

    private func group(_ group: DeviationGroup) -> JSONValue {
        .object([
            ("deviations", .array(group.paths.map { .string($0) })),
            ("seeds", .array(group.seeds.map { .seed($0) })),
            ("headline", .string(group.headline)),
            ("again", .string(rerun(group.seeds[0], group.varied))),
            ("inputs", SeedJSON.inputs(group.varied)),
        ])
    }

    private static func setting(_ setting: SettingSpread) -> JSONValue {
        .object([
            ("inputs", SeedJSON.inputs(setting.varied)),
            ("counts", .object(setting.counts.map { ($0.word, .int($0.runs)) })),
            ("recovery", recovery(setting.recovery, setting.byOperation)),
        ])
    }

    private static func recovery(
        _ spread: RecoverySpread, _ operations: [OperationSpread]
    ) -> JSONValue {
        let each = operations.map { ($0.operation, JSONValue.object(members(of: $0.spread))) }
        return .object(members(of: spread) + [("by_operation", .object(each))])
    }

    private static func varied(_ input: VariedInput) -> JSONValue {
        .object([
            ("input", .string(input.name)), ("values", .array(input.values.map { .string($0) })),
        ])
    }

    private static func precision(_ precision: Precision) -> JSONValue {
        .object([
            ("within", .number(precision.within.fraction)),
            ("reached", .bool(precision.isReached)),
            ("seeds", .int(precision.seeds)),
            ("risk", .number(precision.risk)),
            ("lower_s", precision.interval.map { .number($0.lower) } ?? .null),
            ("median_s", precision.interval.map { .number($0.median) } ?? .null),
            ("upper_s", precision.interval?.upper.map { .number($0) } ?? .null),
            ("setting", SeedJSON.inputs(precision.setting)),
        ])
    }

    /// A quantile that is null lies beyond `observed_s`, for which runs were watched.
    private static func milestone(_ spread: MilestoneSpread) -> JSONValue {
        func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
        return .object([
            ("median_s", number(spread.median)), ("p90_s", number(spread.p90)),
            ("p99_s", number(spread.p99)), ("worst_s", number(spread.worst)),
            ("reached", .int(spread.reached)), ("censored", .int(spread.censored)),
            ("observed_s", .number(spread.observed)),
        ])
    }

    private static func members(of spread: RecoverySpread) -> [(String, JSONValue)] {
        [
            ("time_to_first_success_s", time(.firstSuccess, spread.timeToFirstSuccess, spread)),
            ("time_to_recover_s", time(.recover, spread.timeToRecover, spread)),
            ("lost_requests", value(of: spread.lostRequests)),
            ("depth", value(of: spread.depth)),
            ("undisturbed", .int(spread.undisturbed)),
            ("censored", .int(spread.censored)),
            (
                "milestones",
                .object(spread.milestones.map { ($0.milestone.key, milestone($0)) })
            ),
        ]
    }

    /// The least, the greatest and the seeds are of those that came to it; quantiles and the worst
    /// are of all, and null where they lie beyond what was watched.
    private static func time(
        _ milestone: Milestone, _ reached: Spread?, _ spread: RecoverySpread
    ) -> JSONValue {
        guard let found = spread.milestones.first(where: { $0.milestone == milestone }) else {
            return .null
        }
        func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
        return .object([
            ("min", number(reached?.least)), ("median", number(found.median)),
            ("max", number(reached?.greatest)), ("seeds", .int(found.reached)),
            ("p90", number(found.p90)), ("p99", number(found.p99)), ("worst", number(found.worst)),
            ("censored", .int(found.censored)),
        ])
    }

    private static func value(of spread: Spread?) -> JSONValue {
        guard let spread else { return .null }
        return .object([
            ("min", .number(spread.least)), ("median", .number(spread.median)),
            ("max", .number(spread.greatest)), ("seeds", .int(spread.count)),
        ])
    }
}
