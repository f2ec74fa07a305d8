import FumbleModel

/// How clients of real servers asked and what they found, as JSON; null of a simulated fleet.
enum ClientsJSON {
    static func writes(_ arm: ArmVerdict) -> JSONValue {
        guard let writes = arm.writes else { return .null }
        return .object([
            ("acknowledged", .int(writes.acknowledged)),
            ("keys", .int(writes.keys)),
            ("lost", .int(writes.lost)),
            ("unread", .int(writes.unread)),
            (
                "named",
                .array(
                    writes.named.map {
                        .object([
                            ("key", .string($0.key)), ("found", .string($0.found.rawValue)),
                        ])
                    })
            ),
        ])
    }

    static func load(_ arm: ArmVerdict) -> JSONValue {
        guard let load = arm.load else { return .null }
        let operations = load.operations.map { asked in
            (arm.byOperation[asked.operation.index].operation, operation(asked))
        }
        return .object([
            ("kept_schedule", .bool(load.operations.allSatisfy(\.keptSchedule))),
            ("lateness", spread(load.lateness)),
            ("late", .bool(load.isLate)),
            ("by_operation", .object(operations)),
        ])
    }

    static func spread(_ spread: LengthSpread?) -> JSONValue {
        guard let spread else { return .null }
        return .object([
            ("count", .int(spread.count)),
            ("p50_s", .seconds(spread.p50)),
            ("p99_s", .seconds(spread.p99)),
            ("longest_s", .seconds(spread.longest)),
        ])
    }

    private static func operation(_ asked: LoadRecord.Asked) -> JSONValue {
        .object([
            ("requests", .int(asked.requests)),
            ("late", .int(asked.late)),
            ("late_above_s", .seconds(asked.bound)),
            ("latency", spread(asked.latency)),
        ])
    }
}
