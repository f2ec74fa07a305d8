package import FumbleModel

/// One run of a sweep as JSON: an element of `seeds` in `fumble.sweep/1`, and a line of the sweep on
/// disk.
package enum SeedJSON {
    /// On one line.
    package static func line(_ seed: SeedVerdict) -> String { value(seed).compact }

    static func value(_ seed: SeedVerdict) -> JSONValue {
        .object([
            ("seed", .seed(seed.seed)),
            ("status", .string(seed.status.word)),
            ("status_reason", .text(ReportWords.reason(seed.status))),
            ("outcome", .string(seed.outcome.rawValue)),
            ("deviations", .array(seed.deviations.map { .string($0) })),
            ("deviated_at", places(of: seed)),
            ("not_asked", .array(seed.notAsked.map { .string($0) })),
            ("headline", .string(seed.headline)),
            ("run", .text(seed.folder)),
            (
                "recovery",
                RecoveryJSON(isCut: false).value(seed.recovery, byOperation: seed.byOperation)
            ),
            ("events", .int(seed.events)),
            ("events_hash", .string(ReportWords.hash(seed.eventsHash))),
            ("varied", inputs(seed.varied)),
            ("promises_broken", .array(seed.promisesBroken.map { .string($0) })),
            ("guards", .array(seed.guards.map(guardRow))),
        ])
    }

    /// Each in the order of the deviations, as `drill.yaml:3:5`.
    private static func places(of seed: SeedVerdict) -> JSONValue {
        .object(
            seed.deviations.compactMap { path in
                seed.places[path].map { (path, .string("\($0)")) }
            })
    }

    static func inputs(_ inputs: [Plan.Input]) -> JSONValue {
        .object(inputs.map { ($0.name, .string($0.value)) })
    }

    private static func guardRow(_ row: SeedGuard) -> JSONValue {
        .object([
            ("guard", .string(row.name)), ("false_stops", .int(row.falseStops)),
            ("decided_in_s", .seconds(row.decidedIn)),
        ])
    }
}
