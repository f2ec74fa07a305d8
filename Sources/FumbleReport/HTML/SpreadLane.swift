import FumbleModel

/// How the time until one milestone is distributed: the share of runs that had come to it by then, a
/// point a run, with median, p90 and p99, and at the right those that had not come to it.
struct SpreadLane {
    private let spread: MilestoneSpread
    private let scale: ValueScale
    private let most: Int
    private let reached: [MilestoneSpread.Run]
    private let censored: [MilestoneSpread.Run]

    /// - Parameter most: points of runs that came to it, and a quarter as many of the others.
    init(_ spread: MilestoneSpread, on scale: ValueScale, atMost most: Int) {
        self.spread = spread
        self.scale = scale
        self.most = most
        reached = spread.runs.filter { !$0.isCensored }
        censored = spread.runs.filter(\.isCensored)
    }

    /// - Parameter title: whose it is.
    func lane(_ title: String) -> Lane {
        var plot = Plot(
            height: Self.height,
            label: "\(spread.milestone.words), \(title): \(note)")
        plot.rect("frame", x: "0", width: "100%")
        for (share, words) in [(0.5, "50%"), (0.9, "90%")] {
            plot.level("axis", y: Self.y(share))
            plot.text(words, x: "0", y: Self.y(share) + 4, kind: "soft", dx: 3)
        }
        plot.level("axis", y: Self.bottom)
        if spread.censored > 0 { shadeBeyond(&plot) }
        plot.stretched([.leaf("path", ["class": "curve", "d": curve])])
        interval(&plot)
        quantiles(&plot)
        for place in Thinning.places(reached.count, atMost: most) {
            let run = reached[place]
            plot.mark(
                .run, x: scale.percent(run.time), y: Self.y(run.share),
                title: "seed \(run.seed): \(SweepWords.time(run.time)), "
                    + "\(PeopleNumber.percent(run.share + Self.slack)) of runs by then")
        }
        let late = Thinning.places(censored.count, atMost: max(most / 4, 2))
        for (number, place) in late.enumerated() {
            let (x, y) = beyond(number, of: late.count)
            plot.mark(
                .later, x: x, y: y,
                title: "seed \(censored[place].seed): not within "
                    + SweepWords.time(censored[place].time))
        }
        return Lane(title: title, note: note, plot: plot, isChart: true)
    }

    /// Whether some runs have no point of their own.
    var isThinned: Bool { reached.count > most || censored.count > max(most / 4, 2) }

    /// `median 257 min (253 to 262 min), p90 ...; 2 of 60 runs did not come to it`.
    private var note: String {
        let quantiles = SweepWords.quantiles(spread)
        let interval = intervalWords.map { " (\($0))" } ?? ""
        let known = "median \(quantiles[0])\(interval), p90 \(quantiles[1]), p99 \(quantiles[2])"
        let runs = PeopleNumber.count(spread.reached + spread.censored, "run")
        guard spread.censored > 0 else { return "\(known); \(runs)" }
        return "\(known); \(PeopleNumber.grouped(spread.censored)) of \(runs) did not come to it"
    }

    private var intervalWords: String? {
        spread.medianInterval.map {
            "\(SweepWords.time($0.lower)) to \($0.upper.map(SweepWords.time) ?? "no end")"
        }
    }

    /// Where nothing is known but that it took longer.
    private func shadeBeyond(_ plot: inout Plot) {
        plot.rect(
            "fault", x: TimeScale.percent(scale.end), width: TimeScale.percent(1 - scale.end))
        plot.line(
            "stone", from: (TimeScale.percent(scale.end), 0),
            to: (TimeScale.percent(scale.end), Self.bottom))
        plot.text(
            PeopleNumber.grouped(spread.censored), x: "100%", y: 14, anchor: .end,
            kind: "bad", dx: -4)
    }

    /// Steps up at each run, and level from the last on to where runs were no longer watched.
    private var curve: String {
        let x = { (share: Double) in Plot.number(share * Double(StepCurve.columns)) }
        var path = "M0 \(Plot.number(Self.bottom))"
        for place in Thinning.places(reached.count, atMost: Self.mostSteps) {
            let run = reached[place]
            path += "H\(x(scale.share(run.time)))V\(Plot.number(Self.y(run.share)))"
        }
        return path + "H\(x(scale.end))"
    }

    /// That of the median, at its height; open at the right where it has no end.
    private func interval(_ plot: inout Plot) {
        guard let interval = spread.medianInterval else { return }
        let end = interval.upper.map(scale.share) ?? 1
        plot.line(
            "range wide", from: (scale.percent(interval.lower), Self.y(0.5)),
            to: (TimeScale.percent(end), Self.y(0.5)),
            title: intervalWords.map { "95 % interval of the median: \($0)" })
    }

    private func quantiles(_ plot: inout Plot) {
        for (name, share, value, path) in [
            ("median", 0.5, spread.median, "M0 -8l8 8l-8 8l-8 -8z"),
            ("p90", 0.9, spread.p90, "M-6.5 -6.5h13v13h-13z"),
            ("p99", 0.99, spread.p99, "M-8 -6h16l-8 13z"),
        ] {
            guard let value else { continue }
            plot.add(
                .tag(
                    "svg",
                    [
                        "x": scale.percent(value), "y": Plot.number(Self.y(share)),
                        "overflow": "visible",
                    ],
                    [
                        .tag(
                            "path", ["class": "outline", "d": path],
                            [.tag("title", [:], "\(name): \(SweepWords.time(value))")])
                    ]))
        }
    }

    /// Below their count, a few side by side: where they would have come nobody knows.
    private func beyond(_ number: Int, of count: Int) -> (x: String, y: Double) {
        let rows = (count + Self.beside - 1) / Self.beside
        let x = scale.beyond(number % Self.beside, of: Self.beside)
        let part = (Double(number / Self.beside) + 0.5) / Double(rows)
        return (TimeScale.percent(x), Self.below + (Self.bottom - Self.below) * part)
    }

    private static func y(_ share: Double) -> Double {
        bottom - (bottom - headroom) * min(max(share, 0), 1)
    }

    private static let height = 100
    private static let headroom = 10.0
    private static let bottom = 96.0
    private static let mostSteps = 200
    /// What rounding took from a share: percents are cut off, and 9 of 60 are 15 %.
    private static let slack = 1e-9
    /// Room at the left for the words of the levels.
    static let lead = 0.07
    private static let beside = 3
    private static let below = 20.0
}
