import FumbleModel

extension SweepReport {
    /// The schema `fumble.sweep/1`; keys are only ever added.
    package var json: String {
        JSONValue.object(
            header + [
                ("counts", .object(counted.map { ($0.0, .int($0.1)) })),
                ("groups", .array(sweep.groups.map(group))),
                (
                    "recovery",
                    .object(
                        Self.members(of: sweep.recovery) + [
                            (
                                "by_operation",
                                .object(
                                    sweep.byOperation.map {
                                        ($0.operation, .object(Self.members(of: $0.spread)))
                                    })
                            )
                        ])
                ),
                ("seeds", .array(sweep.seeds.map(seed))),
            ]
        ).pretty
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
        ]
    }

    private var counted: [(String, Int)] {
        words.map { word in (word, sweep.seeds.count { $0.word == word }) }
            + [("not begun", sweep.asked.count - sweep.seeds.count)]
    }

    private func group(_ group: DeviationGroup) -> JSONValue {
        .object([
            ("deviations", .array(group.paths.map { .string($0) })),
            ("seeds", .array(group.seeds.map { .seed($0) })),
            ("headline", .string(group.headline)),
            ("again", .string(rerun(group.seeds[0]))),
        ])
    }

    private func seed(_ seed: SeedVerdict) -> JSONValue {
        .object([
            ("seed", .seed(seed.seed)),
            ("status", .string(seed.status.word)),
            ("status_reason", .text(ReportWords.reason(seed.status))),
            ("outcome", .string(seed.outcome.rawValue)),
            ("deviations", .array(seed.deviations.map { .string($0) })),
            ("not_asked", .array(seed.notAsked.map { .string($0) })),
            ("headline", .string(seed.headline)),
            ("run", .text(seed.folder)),
            ("recovery", RecoveryJSON.value(seed.recovery, byOperation: seed.byOperation)),
            ("events", .int(seed.events)),
            ("events_hash", .string(ReportWords.hash(seed.eventsHash))),
        ])
    }

    private static func members(of spread: RecoverySpread) -> [(String, JSONValue)] {
        [
            ("time_to_first_success_s", value(of: spread.timeToFirstSuccess)),
            ("time_to_recover_s", value(of: spread.timeToRecover)),
            ("lost_requests", value(of: spread.lostRequests)),
            ("depth", value(of: spread.depth)),
            ("undisturbed", .int(spread.undisturbed)),
            ("censored", .int(spread.censored)),
        ]
    }

    private static func value(of spread: Spread?) -> JSONValue {
        guard let spread else { return .null }
        return .object([
            ("min", .number(spread.least)), ("median", .number(spread.median)),
            ("max", .number(spread.greatest)), ("seeds", .int(spread.count)),
        ])
    }
}
