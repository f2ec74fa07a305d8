import FumbleModel

/// What gets through.
extension ExplorationReport {
    var escapes: OverviewSection? {
        guard !exploration.escapes.isEmpty else { return nil }
        let shown = exploration.escapes.prefix(Self.mostShown)
        var fields = shown.enumerated().flatMap { self.fields(of: $1, place: $0 + 1) }
        let rest = exploration.escapes.count - shown.count
        if rest > 0 {
            fields.append(.init("", "and \(rest) more: `--format json` has all", .faint))
        }
        return OverviewSection(
            "Gets through, the most harm to be expected first",
            [
                .fields(fields),
                .figure(Figure(ExplorationPictures(exploration).timelines, words: "")),
            ])
    }

    private static let mostShown = 10

    private func fields(
        of escape: Exploration.Escape, place rank: Int
    ) -> [OverviewSection.Field] {
        guard let line = escape.request.lines.first ?? escape.request.pairs.first else { return [] }
        let slip = line.slips.prefix(escape.isOfPairs ? 2 : 1).map(\.name)
            .joined(separator: ", and ")
        let others = (escape.isOfPairs ? escape.request.pairs : escape.request.lines).count - 1
        let isElsewhere = line.window != nil && line.window != exploration.window
        var facts = [
            escape.request.words, slip, Self.odds(escape.chance[exploration.profile]),
        ]
        let meant = exploration.meantUnguarded
        if escape.harm.excess(over: meant) <= .zero, escape.harm.excessRequests(over: meant) > 0 {
            facts.append(
                "loses \(PeopleNumber.count(Int(escape.harm.lostRequests), "request")), and what "
                    + "was meant \(PeopleNumber.grouped(meant.lostRequests))")
        }
        if others > 0 { facts.append("or \(PeopleNumber.count(others, "other line"))") }
        if escape.passes < 1 {
            let who = exploration.guards.map(\.spec).enumerated().filter {
                $1.misses > 0 && escape.request.asked.contains($0)
            }.map(\.element.name)
            facts.append(
                "gets past \(who.joined(separator: " and ")) \(PeopleNumber.percent(escape.passes)) of "
                    + "times, which is counted in")
        }
        if !escape.isRobust { facts.append("its rank is not robust") }
        var fields: [OverviewSection.Field] = [
            .init(
                "\(rank)  \(escape.request.id)",
                line.text + (isElsewhere ? "   in \(line.window ?? "")" : ""), .strong),
            .init("", escape.harm.headline, .bad),
            .init("", facts.joined(separator: "; "), .faint),
        ]
        if let acceptance = escape.acceptance {
            let spec = acceptance.spec
            fields.append(
                acceptance.isExpired
                    ? .init(
                        "", "was accepted by \(spec.owner) until \(spec.until): expired", .bad)
                    : .init(
                        "", "accepted by \(spec.owner) until \(spec.until): \(spec.because)", .open)
            )
        }
        if let path = place?(escape.request.id) {
            let fleet = escape.request.tool == nil ? "" : " --on processes"
            fields.append(
                .init(
                    "", "fumble run \(path)\(fleet) --seed \(exploration.header.seed)", .faint))
        }
        return fields
    }

    /// `once in 320 commands`.
    static func odds(_ chance: Double) -> String {
        guard chance > 0 else { return "never" }
        let every = 1 / chance
        return every < 2 ? "most times" : "once in \(PeopleNumber.grouped(rounded(every))) commands"
    }

    /// Two digits of it.
    private static func rounded(_ value: Double) -> Double {
        var step = 1.0
        while value / step >= 100 { step *= 10 }
        return (value / step).rounded() * step
    }
}
