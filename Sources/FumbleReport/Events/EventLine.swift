package import FumbleModel

/// One line of the stream that `--events` writes: `fumble.event/1`.
///
/// `event` and `window` are the places by which reports name them; lines of arms that run side by side
/// come as they happen.
package enum EventLine {
    /// The first line of a run.
    package static func began(_ header: RunHeader, arms: [Arm]) -> String {
        line([
            ("schema", "fumble.event/1"), ("what", "run-began"), ("run", .string(header.id)),
            ("experiment", .string(header.experiment)),
            ("experiment_sha256", .string(header.experimentHash)),
            ("fleet", .string(header.fleetKind)), ("seed", .seed(header.seed)),
            ("build", .string(header.build)),
            ("arms", .array(arms.map { .string($0.rawValue) })),
        ])
    }

    package static func event(
        _ event: RunEvent, place: Int, arm: Arm, run: String, names: FleetNames
    ) -> String {
        guard case .object(let members) = EventJSON(event, names: names).value else { return "" }
        return line(
            [
                ("run", .string(run)), ("arm", .string(arm.rawValue)), ("event", .int(place)),
            ] + members)
    }

    /// What was measured in one window.
    package static func window(
        _ window: WindowSample, place: Int, arm: Arm, run: String, names: FleetNames
    ) -> String {
        let operations = window.operations.enumerated().map { place, sample in
            (names[OperationID(place)], Self.sample(sample))
        }
        let subsystems = window.subsystems.enumerated().map { place, sample in
            (
                names[SubsystemID(place)],
                JSONValue.object([
                    ("serving", .int(sample.serving)), ("lowest", .int(sample.lowest)),
                ])
            )
        }
        let queued = window.queued.enumerated().map { place, count in
            (names.dependent(place), JSONValue.number(count))
        }
        return line([
            ("run", .string(run)), ("arm", .string(arm.rawValue)), ("window", .int(place)),
            ("at_s", .seconds(window.end)), ("what", "measured"),
            ("start_s", .seconds(window.start)), ("length_s", .seconds(window.length)),
            ("operations", .object(operations)), ("subsystems", .object(subsystems)),
            ("queued", .object(queued)),
        ])
    }

    /// The last line of a run.
    package static func ended(_ verdict: Verdict) -> String {
        line(
            [
                ("run", .string(verdict.header.id)), ("what", "run-ended"),
                ("status", .string(verdict.status.word)),
                ("status_reason", .text(ReportWords.reason(verdict.status))),
                ("outcome", .string(verdict.outcome.rawValue)),
                ("headline", .string(verdict.headline)),
            ] + JSONValue.events(verdict.isCounted ? (verdict.events, verdict.eventsHash) : nil))
    }

    private static func sample(_ sample: OperationSample) -> JSONValue {
        .object([
            ("offered", .number(sample.offered)), ("answered", .number(sample.answered)),
            ("attempts", .number(sample.attempts)),
            ("latency", ClientsJSON.spread(sample.latency)),
        ])
    }

    private static func line(_ members: [(String, JSONValue)]) -> String {
        JSONValue.object(members).compact + "\n"
    }
}
