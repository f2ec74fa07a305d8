import FumbleModel

/// What made a recovery slow, as a part of a post-mortem: its stages, the longest first.
struct RecoveryStory {
    private let arm: ArmVerdict

    init(_ arm: ArmVerdict) {
        self.arm = arm
    }

    var blocks: [String] {
        let title = "## What made recovery slow"
        guard arm.recovery.isDisturbed else {
            return [
                title,
                arm.cutAt == nil
                    ? "Nobody was disturbed." : "Whether anybody was disturbed: \(CutOff.words).",
            ]
        }
        let stages = arm.course.stages.filter { $0.length > .zero }
        guard !stages.isEmpty else {
            return [title, "No stage of a recovery was seen: no alarm, no start, no queue."]
        }
        let order = stages.enumerated().sorted { left, right in
            (right.element.length, left.offset) < (left.element.length, right.offset)
        }.map(\.element)
        let rows = order.map { stage in
            [
                stage.of.map { "\(stage.kind.rawValue) \(PostmortemFormat.text($0))" }
                    ?? stage.kind.rawValue,
                PeopleTime.text(stage.length), share(of: stage), "\(stage.spells.count)",
            ]
        }
        return [
            title, opening(order[0]),
            MarkdownFormat.table(
                titles: ["stage", "took", "of the time to recover", "waves"], rows: rows),
            "Stages may overlap: servers start in waves.",
        ]
    }

    private func opening(_ longest: RecoveryStage) -> String {
        let whole =
            arm.recovery.timeToRecover.map { "Recovery took \(PeopleTime.text($0))." }
            ?? "It had not recovered when the run ended."
        let name = longest.of.map { "\(longest.kind.rawValue) of \($0)" } ?? longest.kind.rawValue
        let share = share(of: longest)
        return PostmortemFormat.text(
            "\(whole) The longest stage was \(name): \(PeopleTime.text(longest.length))"
                + (share.isEmpty ? "." : " (\(share))."))
    }

    private func share(of stage: RecoveryStage) -> String {
        guard stage.kind != .drain, let whole = arm.recovery.timeToRecover, whole > .zero else {
            return ""
        }
        return "\(Int((stage.length.seconds / whole.seconds * 100).rounded()))%"
    }
}
