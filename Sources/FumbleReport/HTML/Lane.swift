import FumbleModel

/// One row of a picture: what it is about at the left, or above where there is little room, and a
/// drawing that shares its time axis with the rows around it.
struct Lane {
    let title: String
    /// Beside the title, fainter; nil: nothing.
    let note: String?
    var plot: Plot
    /// Whether there are values to be looked at one by one.
    var isChart = false

    var markup: Markup {
        var drawing = [plot.svg]
        if isChart {
            drawing.append(.tag("div", ["class": "readout", "aria-live": "polite"], [.nothing]))
        }
        let caption = Markup.tag(
            "figcaption", ["class": "what"],
            [Markup(title)] + (note.map { [Markup(" "), .tag("small", [:], $0)] } ?? []))
        return .tag(
            "figure",
            [
                "class": isChart ? "lane chart" : "lane", "tabindex": isChart ? "0" : nil,
                "aria-label": isChart
                    ? [title, note].compactMap { $0 }.joined(separator: ": ") : nil,
            ], [caption, .tag("div", [:], drawing)])
    }

    /// Rows for things that stand side by side, so that none covers another.
    struct Rows {
        private var ends: [Double] = []
        /// A thing of this share of the width on a narrow screen.
        private let width: Double

        init(width: Double) { self.width = width }

        /// The row for a thing around a place, or from one place to another.
        mutating func row(at share: Double, until: Double? = nil) -> Int {
            let (from, end) = (share - width / 2, (until ?? share) + width / 2)
            let free = ends.firstIndex { $0 <= from } ?? ends.count
            if free == ends.count { ends.append(end) } else { ends[free] = end }
            return free
        }

        var count: Int { ends.count }
    }

    /// The axis of time below some lanes.
    static func axis(_ scale: TimeScale) -> Markup {
        axis(
            apart(scale.ticks.map { Tick(scale.share($0), TimeScale.words($0 - scale.from)) }),
            label: "time since the start of the run")
    }

    /// A place on an axis, from 0 to 1, and what stands there.
    struct Tick {
        let share: Double
        let text: String

        init(_ share: Double, _ text: String) {
            self.share = share
            self.text = text
        }
    }

    /// The first, and of the others those that have room for their words on a telephone.
    static func apart(_ ticks: [Tick]) -> [Tick] {
        var kept: [Tick] = []
        for tick in ticks {
            guard let last = kept.last else {
                kept.append(tick)
                continue
            }
            let letters = Double(last.text.count + tick.text.count) / 2 + 1
            if tick.share - last.share >= letters * Self.letterShare { kept.append(tick) }
        }
        return kept
    }

    /// What a letter takes of the width of a telephone.
    private static let letterShare = 0.018

    static func axis(_ ticks: [Tick], label: String) -> Markup {
        var plot = Plot(height: 20, label: label)
        plot.level("axis", y: 0.5)
        for tick in ticks {
            let anchor: Plot.Anchor =
                tick.share < 0.04 ? .start : tick.share > 0.94 ? .end : .middle
            plot.text(
                tick.text, x: TimeScale.percent(tick.share), y: 15, anchor: anchor, kind: "soft")
        }
        return Lane(title: "", note: nil, plot: plot).markup
    }
}
