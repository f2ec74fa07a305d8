import FumbleModel

/// What a recovery was made of, stage by stage, from the first harm to the last thing put right.
struct Waterfall {
    private let stages: [RecoveryStage]
    private let scale: TimeScale
    /// Where it was watched to and had not recovered; nil: it had.
    private let open: Instant?

    /// - Returns: nil: there was nothing to recover from.
    init?(_ arm: ArmVerdict) {
        guard let injected = arm.recovery.injected, arm.recovery.isDisturbed else { return nil }
        stages = arm.course.stages
        let last = stages.flatMap(\.spells).map(\.until).max()
        guard let recovered = arm.recovery.timeToRecover.map({ injected + $0 }) else {
            let end = max(injected + arm.recovery.observedFor, last ?? injected)
            open = end
            scale = TimeScale(from: injected, until: end)
            return
        }
        guard let last else { return nil }
        open = nil
        scale = TimeScale(from: injected, until: max(last, recovered))
    }

    var markup: Markup {
        let lanes = stages.map { lane($0).markup } + (open.map { [lane(until: $0).markup] } ?? [])
        return .tag("div", ["class": "waterfall"], lanes + [Lane.axis(scale)])
    }

    /// All the time in which it had not recovered, with an open end.
    private func lane(until end: Instant) -> Lane {
        let words = "not whole within \(PeopleTime.text(end - scale.from)): the run ended first"
        var plot = Plot(height: Self.height, label: words)
        plot.rect("frame", x: "0", width: "100%")
        plot.rect(
            "below", x: "0", width: "100%", y: 3, height: Double(Self.height - 6), title: words)
        plot.mark(.later, x: "100%", y: Double(Self.height) / 2, title: words)
        return Lane(
            title: "not recovered", note: "within \(PeopleTime.text(end - scale.from))", plot: plot)
    }

    private func lane(_ stage: RecoveryStage) -> Lane {
        let length = PeopleTime.text(stage.length)
        let cut = stage.spells.contains { $0.isCutOff } ? "more than " : ""
        let waves = stage.spells.count > 1 ? " in \(stage.spells.count) waves" : ""
        let title = stage.of.map { "\(stage.kind.rawValue) \($0)" } ?? stage.kind.rawValue
        var plot = Plot(height: Self.height, label: "\(title): \(cut)\(length)\(waves)")
        plot.rect("frame", x: "0", width: "100%")
        for spell in stage.spells {
            let from = PeopleTime.text(spell.from - scale.from)
            let until = PeopleTime.text(spell.until - scale.from)
            let traces = [spell.begins, spell.ends].compactMap { $0 }.map(TraceWords.text)
            plot.rect(
                "bar" + kind(of: stage), x: scale.percent(spell.from),
                width: scale.width(spell.from, spell.until, least: 0.004), y: 3,
                height: Double(Self.height - 6),
                title: "\(title): from \(from) to \(until) after the first harm "
                    + "(\(traces.joined(separator: " to ")))")
            if spell.isCutOff {
                plot.mark(
                    .later, x: scale.percent(spell.until), y: Double(Self.height) / 2,
                    title: "\(title): the run ended first")
            }
        }
        label("\(cut)\(length)", beside: stage, in: &plot)
        return Lane(title: title, note: nil, plot: plot)
    }

    /// Right of the last bar, or left of the first where there is more room.
    private func label(_ text: String, beside stage: RecoveryStage, in plot: inout Plot) {
        guard let first = stage.spells.first, let last = stage.spells.last else { return }
        if scale.share(last.until) < Self.roomAtTheRight || scale.share(first.from) < 0.3 {
            let isFull = scale.share(last.until) >= Self.roomAtTheRight
            plot.text(
                text, x: isFull ? "100%" : scale.percent(last.until), y: 14,
                anchor: isFull ? .end : .start, dx: isFull ? -6 : 6)
        } else {
            plot.text(text, x: scale.percent(first.from), y: 14, anchor: .end, dx: -6)
        }
    }

    private func kind(of stage: RecoveryStage) -> String {
        switch stage.kind {
        case .detect, .decide: " people"
        case .boot, .load, .verify, .replay, .warm: ""
        case .drain: " queue"
        }
    }

    private static let height = 20
    private static let roomAtTheRight = 0.72
}
