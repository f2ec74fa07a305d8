package import FumbleModel

/// A sweep as a baseline that is kept with the code, `fumble.baseline/1`: sorted, a line a run, and
/// of each run only what comparisons look at, so that a reviewer reads what changed.
package enum BaselineJSON {
    /// - Parameter missing: why it is less than a whole sweep; nil: it is whole.
    package static func text(
        _ header: SweepHeader, _ seeds: [SeedVerdict], missing: String?
    ) -> String {
        let order = VariedInput.settings(of: header.varied)
        let sorted = seeds.map { ($0, order.firstIndex(of: $0.varied) ?? order.count) }
            .sorted { ($0.0.seed, $0.1) < ($1.0.seed, $1.1) }
        let part = missing.map { [("missing", JSONValue.string($0))] } ?? []
        var lines = (members(header) + part).map {
            "  \(JSONValue.string($0.0).compact): \($0.1.compact),"
        }
        lines.append("  \"seeds\": [")
        for (place, entry) in sorted.enumerated() {
            let comma = place + 1 < sorted.count ? "," : ""
            lines.append("    \(row(entry.0).compact)\(comma)")
        }
        return (["{"] + lines + ["  ]", "}"]).joined(separator: "\n") + "\n"
    }

    private static func members(_ header: SweepHeader) -> [(String, JSONValue)] {
        [
            ("schema", "fumble.baseline/1"),
            ("experiment", .string(header.experiment)),
            ("experiment_sha256", .string(header.experimentHash)),
            ("build", .string(header.build)),
            ("fleet", .string(header.fleetKind)),
            ("inputs", SeedJSON.inputs(header.inputs.sorted { $0.name < $1.name })),
            (
                "varied",
                .array(
                    header.varied.map { input in
                        .object([
                            ("input", .string(input.name)),
                            ("values", .array(input.values.map { .string($0) })),
                        ])
                    })
            ),
            ("swarm", .bool(header.isSwarm)),
            ("operations", .array(header.operations.map { .string($0) })),
            ("responds", .bool(header.responds)),
            ("method", .object(header.method.map { ($0.name, .string($0.digest)) })),
        ]
    }

    /// Without what is as it would be read where it is not there.
    private static func row(_ seed: SeedVerdict) -> JSONValue {
        guard case .object(let members) = SeedJSON.value(seed) else { return .null }
        let dropped = [
            "headline", "run", "deviated_at", "events", "events_hash", "not_asked", "status_reason",
        ]
        return .object(members.filter { !dropped.contains($0.0) }.compactMap(lean))
    }

    private static func lean(_ member: (String, JSONValue)) -> (String, JSONValue)? {
        switch member.1 {
        case .null, .bool(false): return nil
        case .array(let elements):
            return elements.isEmpty ? nil : (member.0, .array(elements.map(leanElement)))
        case .object(let members):
            let kept = members.compactMap(lean)
            return kept.isEmpty ? nil : (member.0, .object(kept))
        case .bool, .int, .number, .string: return member
        }
    }

    private static func leanElement(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(members.compactMap(lean))
    }
}
