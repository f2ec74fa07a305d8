package import FumbleModel

/// A draft for the people who write about what happened: what is measured is filled in, what is to be
/// learned and done is left to them.
package struct PostmortemFormat: ReportFormat {
    package let name = "postmortem"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        let arm = Self.subject(of: verdict)
        var blocks = [title(verdict), summary(verdict, arm)]
        blocks += impact(verdict, arm)
        blocks += timeline(verdict, arm)
        blocks += guards(verdict)
        blocks += RecoveryStory(arm).blocks
        blocks += Self.left
        blocks.append(closing(verdict))
        return blocks.joined(separator: "\n\n") + "\n"
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        verdicts.map { render($0, style: style) }.joined(separator: "\n---\n\n")
    }

    /// The arm that is told: the fleet's own, unless only the unguarded one was disturbed.
    private static func subject(of verdict: Verdict) -> ArmVerdict {
        guard !verdict.main.recovery.isDisturbed else { return verdict.main }
        return verdict.arms.first { $0.arm == .unguarded && $0.recovery.isDisturbed }
            ?? verdict.main
    }

    private func title(_ verdict: Verdict) -> String {
        """
        # Post-mortem: \(Self.text(verdict.header.experiment))

        | | |
        | --- | --- |
        | Date |  |
        | Authors |  |
        | Status | draft, filled in from run `\(verdict.header.id)` |
        """
    }

    private func summary(_ verdict: Verdict, _ arm: ArmVerdict) -> String {
        var lines = ["## Summary", Self.text(verdict.headline)]
        if let missing = ReportWords.missing(verdict) { lines.append(Self.text(missing)) }
        if let claim = verdict.claim {
            let found =
                switch verdict.outcome {
                case .confirmed: "The run confirmed it."
                case .inconclusive: "The run could not tell."
                case .deviated: "The run deviated from it."
                }
            lines.append("What was believed: \(Self.text(claim)) \(found)")
        }
        if let reason = ReportWords.reason(verdict.status) {
            lines.append("The run was \(verdict.status.word): \(Self.text(reason)).")
        } else if verdict.isCutOff {
            lines.append("Whether the run was completed: \(CutOff.words).")
        }
        if arm.arm == .unguarded, verdict.main.arm != .unguarded {
            lines.append(
                (verdict.main.cutAt == nil
                    ? "With the guards nobody was disturbed. "
                    : "Whether somebody was disturbed with the guards: \(CutOff.words). ")
                    + "What follows is what would have happened "
                    + "without them, on the same seed.")
        }
        return lines.joined(separator: "\n\n")
    }

    private func impact(_ verdict: Verdict, _ arm: ArmVerdict) -> [String] {
        var lines: [String] = []
        for operation in arm.byOperation {
            let words = RecoveryWords(operation.recovery, isCut: arm.cutAt != nil)
            let isKnown = operation.recovery.isDisturbed
            let parts = [
                words.down.map { "answered nothing for \($0)" },
                words.recovered.map { isKnown ? "whole again after \($0)" : $0 },
                operation.recovery.lostRequests >= 1
                    ? "\(PeopleNumber.grouped(operation.recovery.lostRequests)) requests lost"
                    : nil,
            ].compactMap { $0 }
            lines.append("\(operation.operation.uppercased()): \(parts.joined(separator: ", "))")
        }
        lines += arm.promises.filter { !$0.isKept }.map { result in
            let whose = result.subsystem.map { " of \($0)" } ?? ""
            let long = result.brokenFor > .zero ? " for \(PeopleTime.text(result.brokenFor))" : ""
            return "promise \(result.promise)\(whose) broken\(long): \(result.worst), "
                + "where \(result.limit) is the limit"
        }
        lines += arm.dependents.filter { $0.mostQueued > 0 }.map { dependent in
            let end = dependent.timeToDrain.map { ", worked off after \(PeopleTime.text($0))" }
            return "\(dependent.dependent) queued up to "
                + "\(PeopleNumber.grouped(dependent.mostQueued)) requests"
                + (end
                    ?? (arm.cutAt == nil
                        ? ", not worked off by the end" : ", its end \(CutOff.words)"))
        }
        if arm.writesLost > 0 {
            lines.append("\(PeopleNumber.grouped(arm.writesLost)) acknowledged writes lost")
        }
        lines += arm.data.map { "\($0.subsystem): \(DataWords.lost($0)) lost for good" }
        lines += arm.blind.map { spell in
            let until =
                spell.until.map { "for \(PeopleTime.text($0 - spell.from))" } ?? "to the end"
            return "people could not operate \(spell.subsystem) \(until)"
        }
        return ["## Impact", Self.list(lines, none: "None was measured.")]
    }

    private func timeline(_ verdict: Verdict, _ arm: ArmVerdict) -> [String] {
        let rows = arm.timeline.filter { $0.weight > .detail }.map { entry in
            [
                PeopleTime.stamp(entry.at), Self.text(entry.text),
                entry.trace.map(TraceWords.text) ?? "",
            ]
        }
        let phrase = verdict.arms.count > 1 ? ", \(ReportWords.phrase(arm.arm))" : ""
        return [
            "## Timeline",
            "Since the start of the run\(phrase); events and windows as in `run.jsonl`.",
            MarkdownFormat.table(titles: ["at", "what", "from"], rows: rows),
        ]
    }

    private func guards(_ verdict: Verdict) -> [String] {
        let lines = verdict.guards.map { found in
            let took = found.decidedIn.map { " in \(PeopleTime.text($0))" } ?? ""
            let remarks = ReportWords.remarks(found).map { "; \($0)" } ?? ""
            let said = found.message.map { ". It said: \($0)" } ?? ""
            return "\(found.name) (keeps \(found.keeps)): \(ReportWords.result(found)); "
                + "asked \(PeopleNumber.count(found.asked, "time")), refused \(found.refused)\(took)"
                + remarks + said
        }
        let broken = verdict.guards.isEmpty && verdict.main.promises.contains { !$0.isKept }
        return [
            "## What the guards did",
            Self.list(
                lines, none: broken ? "No guard stood in the way." : "No guard was asked."),
        ]
    }

    private static let left = [
        """
        ## What went well

        - \n
        ## What went badly

        - \n
        ## Where we were lucky

        - \n
        ## Action items

        | what | kind (prevent, detect, mitigate, recover) | owner | due |
        | --- | --- | --- | --- |
        |  |  |  |  |
        """
    ]

    private func closing(_ verdict: Verdict) -> String {
        "\(verdict.header.fleetKind), seed \(verdict.header.seed); again with "
            + "`\(ReportWords.again(verdict))`; the run's events hash is "
            + (verdict.isCounted
                ? "`\(ReportWords.hash(verdict.eventsHash))`." : "\(CutOff.words).")
    }

    static func text(_ text: String) -> String { MarkdownFormat.escaped(text) }

    static func list(_ lines: [String], none: String) -> String {
        lines.isEmpty ? none : lines.map { "- \(text($0))" }.joined(separator: "\n")
    }
}
