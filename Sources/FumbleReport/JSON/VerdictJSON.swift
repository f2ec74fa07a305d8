import FumbleModel

/// A verdict as the JSON document `fumble.verdict/1`; keys are only ever added.
struct VerdictJSON {
    private let verdict: Verdict

    init(_ verdict: Verdict) {
        self.verdict = verdict
    }

    var value: JSONValue {
        let main = json(of: verdict.main)
        return .object(
            header + [
                ("promises", main.promises),
                ("guards", .array(verdict.guards.map(guardVerdict))),
                ("recovery", main.recovery),
                ("arms", .object(verdict.arms.map { ($0.arm.rawValue, json(of: $0).value) })),
                ("findings", .array(verdict.findings.map(finding))),
                ("measures", main.measures),
                ("incident", verdict.incident.map { IncidentJSON($0).value } ?? .null),
            ]
                + JSONValue.events(
                    verdict.isCounted ? (verdict.events, verdict.eventsHash) : nil))
    }

    /// Of a record that is cut off, the arms that came to their end are counted.
    private func json(of arm: ArmVerdict) -> ArmJSON {
        ArmJSON(arm, isCounted: verdict.isCounted || arm.cutAt == nil)
    }

    private var header: [(String, JSONValue)] {
        let header = verdict.header
        var members: [(String, JSONValue)] = [
            ("schema", "fumble.verdict/1"),
            ("experiment", .string(header.experiment)),
            ("experiment_sha256", .string(header.experimentHash)),
            ("claim", .text(verdict.claim)),
            ("fleet", .string(header.fleetKind)),
            ("seed", .seed(header.seed)),
            ("inputs", .object(header.inputs.map { ($0.name, .string($0.value)) })),
            ("build", .string(header.build)),
            ("status", .string(verdict.statusWord)),
            ("status_reason", .text(ReportWords.reason(verdict.status))),
            ("outcome", .string(verdict.outcome.rawValue)),
            ("headline", .string(verdict.headline)),
            ("run", .string(header.id)),
            ("resolution_s", .seconds(verdict.resolution)),
            ("traffic", .string(verdict.traffic.rawValue)),
        ]
        if let twin = verdict.twin { members.append(("simulated_twin", .string(twin))) }
        if let missing = verdict.missing { members.append(("missing", .string(missing))) }
        return members
    }

    private func guardVerdict(_ verdict: GuardVerdict) -> JSONValue {
        .object([
            ("guard", .string(verdict.name)),
            ("kind", .text(verdict.kind)),
            ("at", .string("\(verdict.position)")),
            ("keeps", .string(verdict.keeps)),
            ("is", verdict.isProgram ? "real" : "modelled"),
            (
                "result",
                .text(verdict.outcome?.words ?? (verdict.isCutOff ? CutOff.words : nil))
            ),
            ("asked", .int(verdict.asked)),
            ("allowed", .int(verdict.allowed)),
            ("clamped", .int(verdict.clamped)),
            ("held_until", .int(verdict.held)),
            ("refused", .int(verdict.refused)),
            ("decided_in_s", .seconds(verdict.decidedIn)),
            ("beyond_meant", .int(verdict.beyondMeant)),
            ("false_stops", .int(verdict.falseStops)),
            ("message", .text(verdict.message)),
            ("advice", .text(verdict.advice)),
        ])
    }

    private func finding(_ finding: Finding) -> JSONValue {
        .object([
            ("path", .string(finding.path)),
            ("at", .string("\(finding.position)")),
            ("outcome", .string(finding.outcome.rawValue)),
            ("evidence", .string(finding.evidence)),
        ])
    }
}
