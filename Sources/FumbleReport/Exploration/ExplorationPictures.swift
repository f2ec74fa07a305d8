import FumbleModel

/// What only a page shows: the matrix as a heat map, harm against likelihood, and what came of each
/// escape.
struct ExplorationPictures {
    private let exploration: Exploration

    init(_ exploration: Exploration) {
        self.exploration = exploration
    }

    /// Slips down, guards across: the more of the harmful lines a guard stops, the fuller its cell.
    var heatMap: Markup {
        let rows = exploration.slips.filter { $0.harmful > 0 }
        guard !rows.isEmpty else { return .nothing }
        let titles =
            ["slip"] + exploration.guards.map(\.spec.name) + ["gets through"]
        let lines = rows.map { row in
            [Markup(row.name)]
                + zip(exploration.guards, row.stopped).map { worth, stopped in
                    cell(stopped, of: row.harmful, "var(--good)", "\(worth.spec.name) stops")
                } + [cell(row.escaped, of: row.harmful, "var(--bad)", "get through:")]
        }
        return .tag(
            "figure", [:],
            [
                HTMLPage.table(
                    titles: titles, rows: lines, numbers: true,
                    caption: "Of the harmful lines of each slip, those that each guard stops alone")
            ])
    }

    private func cell(_ count: Int, of all: Int, _ color: String, _ words: String) -> Markup {
        let percent = all > 0 ? 100 * count / all : 0
        let shade = percent == 0 ? 0 : 15 + percent * 45 / 100
        return .tag(
            "span",
            [
                "style": "display:block;padding:.1rem .4rem;border-radius:.3rem;"
                    + "background:color-mix(in srgb,\(color) \(shade)%,transparent)",
                "title": "\(words) \(count) of \(PeopleNumber.count(all, "harmful line"))",
            ], count == 0 ? "-" : "\(count)/\(all)")
    }

    private static let height = 240
    private static let margin = 24.0

    /// Each harmful request: how often it is typed (to the right more often, by powers of ten), and for
    /// how long it hurts without guards.
    var harmAgainstChance: Markup {
        let profile = exploration.profile
        let points = exploration.harmful.compactMap { request -> (ExploredRequest, Double)? in
            let chance = request.lines.isEmpty ? request.pairChance : request.chance
            return chance[profile] > 0 ? (request, chance[profile]) : nil
        }
        let longest = points.map { $0.0.harm(heeding: .none).outage.seconds }.max() ?? 0
        guard longest > 0 else { return .nothing }
        let escapes = exploration.escapes.map(\.request.id)
        var plot = Plot(
            height: Self.height,
            label: "Harm without guards against how often each line is typed")
        plot.rect("frame", x: "0", width: "100%")
        for power in Self.leastPower...Self.mostPower {
            let x = Self.place(ofPower: Double(power))
            plot.upright("axis", x: x)
            plot.text(
                "1 in \(PeopleNumber.grouped(Self.tenTo(-power)))", x: x,
                y: Double(Self.height) - 6, anchor: power == Self.mostPower ? .end : .start,
                kind: "soft",
                dx: power == Self.mostPower ? -4 : 4)
        }
        // What gets through lies on top.
        let ordered =
            points.filter { !escapes.contains($0.0.id) }
            + points.filter { escapes.contains($0.0.id) }
        for (request, chance) in ordered {
            let outage = request.harm(heeding: .none).outage
            let isEscape = escapes.contains(request.id)
            let room = Double(Self.height) - 2 * Self.margin
            plot.sign(
                isEscape ? .triangle : .circle, kind: isEscape ? "bad" : "good",
                x: Self.place(ofPower: Elementary.log(chance) / Elementary.log(10)),
                y: Self.margin + room * (1 - outage.seconds / longest),
                title: "\(request.words): \(PeopleTime.text(outage)), "
                    + "\(ExplorationReport.odds(chance))\(isEscape ? ", gets through" : "")")
        }
        plot.text(
            PeopleTime.text(TimeSpan(microseconds: Int64(longest * 1_000_000))), x: "0",
            y: Self.margin - 8, kind: "soft", dx: 4)
        return .tag(
            "figure", [:],
            [
                plot.svg,
                .tag(
                    "figcaption", ["class": "soft"],
                    "Outage without guards against how often it is typed; a triangle gets through"),
            ])
    }

    private static let leastPower = -6
    private static let mostPower = -1

    private static func place(ofPower power: Double) -> String {
        let share = (power - Double(leastPower)) / Double(mostPower - leastPower)
        return Plot.number(100 * min(max(share, 0), 1)) + "%"
    }

    private static func tenTo(_ power: Int) -> Int {
        (0..<power).reduce(1) { value, _ in value * 10 }
    }

    /// Each escape, unfolding to what came of it.
    var timelines: Markup {
        Markup(
            exploration.escapes.map { escape in
                let line = escape.request.lines.first ?? escape.request.pairs.first
                return HTMLPage.more(
                    "\(escape.request.id): \(line?.text ?? escape.request.words)",
                    [
                        .tag(
                            "ol", ["class": "story"],
                            escape.harm.timeline.map { entry in
                                .tag(
                                    "li", [:],
                                    [
                                        .tag("time", [:], PeopleTime.stamp(entry.at)),
                                        .tag(
                                            "span",
                                            ["class": entry.weight == .turn ? "turn" : nil],
                                            entry.text),
                                    ])
                            })
                    ])
            })
    }
}
