internal import FumbleDocument
internal import FumbleModel

/// The share of boots that fail, as a fleet file writes it: `0.5%`, or how it grows with age.
struct WrittenFails: Sendable {
    let fresh: Share
    let stale: Share?
    let over: TimeSpan

    static let none = WrittenFails(fresh: .none)

    init(fresh: Share, stale: Share? = nil, over: TimeSpan = FailingBoots.usualOver) {
        self.fresh = fresh
        self.stale = stale
        self.over = over
    }

    func boots(with herd: FailingBoots.Herd?) -> FailingBoots {
        FailingBoots(fresh: fresh, stale: stale, over: over, herd: herd)
    }

    static let shape = Shape<WrittenFails>.anyOf([
        share.map { WrittenFails(fresh: $0) }, .record(record),
    ])

    static let record = Record(
        "fails",
        summary: """
            How boots fail more often the longer a server has run: a share of \
            fresh + (stale - fresh) x (1 - exp(-age / over)).
            """,
        Field("fresh", share, "the share of boots that fail right after a start"),
        Field("stale", share.located, "the share after a very long time"),
        Field<TimeSpan>.defaulted(
            "over", Shape<TimeSpan>.duration(in: shortest...longest),
            to: FailingBoots.usualOver, written: "180d",
            "the age at which a server has come 63 % of the way from `fresh` to `stale`"),
        makeChecked: {
            (
                _: SourceSpan, reading: inout Reading, fresh: Share, stale: Located<Share>,
                over: TimeSpan
            ) -> WrittenFails? in
            guard stale.value >= fresh else {
                reading.report(
                    .staleBelowFresh, at: stale.span,
                    "boots of old servers would fail less often (\(stale.value)) than those of "
                        + "fresh ones (\(fresh))",
                    help: "write the larger share as `stale`")
                return nil
            }
            return WrittenFails(fresh: fresh, stale: stale.value, over: over)
        })

    private static let share = Shape<Share>.share(in: .none...most)
    /// Where nearly every boot fails, none ends.
    static let most = Share.percent(90)
    private static let shortest = TimeSpan.seconds(1)
    private static let longest = TimeSpan.years(1_000)
}

/// How many that start at one time make each other's boots fail, as a fleet file writes it.
struct WrittenHerd: Sendable {
    let above: Located<Int>
    let adds: Share

    var herd: FailingBoots.Herd { FailingBoots.Herd(above: above.value, adds: adds) }

    static let record = Record(
        "herd",
        summary: """
            Boots that fail because many servers start at one time: of n, each with \
            adds x (1 - above / n), beside what fails anyway.
            """,
        Field(
            "above", Shape<Int>.integer(in: 1...10_000_000).located,
            "the number starting at one time up to which none fails for that"),
        Field(
            "adds", Shape<Share>.share(in: .none...WrittenFails.most),
            "the share of boots that would fail in an endless crowd"),
        make: WrittenHerd.init)
}
