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
    /// how long it hurts without guards; where none lasts, how many requests it loses. Those that would
    /// lie on one another are one sign, and their number.
    var harmAgainstChance: Markup {
        let points = points
        guard points.contains(where: { $0.harm > 0 }) else { return .nothing }
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
        for heap in heaps(of: points) {
            let isEscape = heap.first?.isEscape ?? false
            let (x, y) = place(of: heap, among: points)
            plot.sign(
                isEscape ? .triangle : .circle, kind: isEscape ? "bad" : "good", x: x, y: y,
                title: heap.map(\.title).joined(separator: "\n"))
            if heap.count > 1 {
                plot.text("\(heap.count)", x: x, y: y - 7, kind: "soft", dx: 5)
            }
        }
        let most = points.max { $0.harm < $1.harm }
        plot.text(most?.harmWords ?? "", x: "0", y: Self.margin - 8, kind: "soft", dx: 4)
        let what = isByTime ? "Outage" : "Requests lost"
        return .tag(
            "figure", [:],
            [
                plot.svg,
                .tag(
                    "figcaption", ["class": "soft"],
                    "\(what) without guards against how often it is typed; a triangle gets through, "
                        + "and a number says how many lie on one another"),
            ])
    }

    private struct Point {
        let request: ExploredRequest
        let chance: Double
        /// Seconds, or requests.
        let harm: Double
        let harmWords: String
        let isEscape: Bool

        var title: String {
            "\(request.words): \(harmWords), \(ExplorationReport.odds(chance))"
                + (isEscape ? ", gets through" : "")
        }

        /// From 0 to 1, as it is drawn.
        var across: Double {
            ExplorationPictures.share(ofPower: Elementary.log(chance) / Elementary.log(10))
        }
    }

    private var isByTime: Bool {
        exploration.harmful.contains { $0.harm(heeding: .none).outage > .zero }
    }

    private var points: [Point] {
        let escapes = Set(exploration.escapes.map(\.request.id))
        let isByTime = isByTime
        return exploration.harmful.compactMap { request in
            let chance = request.shownChance[exploration.profile]
            guard chance > 0 else { return nil }
            let harm = request.harm(heeding: .none)
            return Point(
                request: request, chance: chance,
                harm: isByTime ? harm.outage.seconds : harm.lostRequests,
                harmWords: isByTime
                    ? PeopleTime.text(harm.outage)
                    : "\(PeopleNumber.grouped(harm.lostRequests)) requests lost",
                isEscape: escapes.contains(request.id))
        }
    }

    /// Points that lie on one another, by what gets through, which lies on top.
    private func heaps(of points: [Point]) -> [[Point]] {
        var heaps: [[Point]] = []
        for point in points.filter({ !$0.isEscape }) + points.filter(\.isEscape) {
            let (x, y) = (point.across, height(of: point, among: points))
            let same = heaps.firstIndex { heap in
                guard let first = heap.first, first.isEscape == point.isEscape else { return false }
                return (first.across - x).magnitude < Self.nearAcross
                    && (height(of: first, among: points) - y).magnitude < Self.nearUp
            }
            if let same { heaps[same].append(point) } else { heaps.append([point]) }
        }
        return heaps
    }

    /// Signs nearer to each other than this, of the width and in pixels, cannot be told apart.
    private static let (nearAcross, nearUp) = (0.012, 9.0)

    private func height(of point: Point, among points: [Point]) -> Double {
        let most = points.map(\.harm).max() ?? 0
        let room = Double(Self.height) - 2 * Self.margin
        return Self.margin + room * (1 - (most > 0 ? point.harm / most : 0))
    }

    private func place(of heap: [Point], among points: [Point]) -> (x: String, y: Double) {
        guard let first = heap.first else { return ("0", 0) }
        return (
            Plot.number(100 * first.across) + "%", height(of: first, among: points)
        )
    }

    private static let leastPower = -6
    private static let mostPower = -1

    private static func place(ofPower power: Double) -> String {
        Plot.number(100 * share(ofPower: power)) + "%"
    }

    /// From 0, at the left, to 1.
    private static func share(ofPower power: Double) -> Double {
        let share = (power - Double(leastPower)) / Double(mostPower - leastPower)
        return min(max(share, 0), 1)
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
