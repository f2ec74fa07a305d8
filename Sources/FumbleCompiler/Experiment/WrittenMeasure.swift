internal import FumbleDocument
internal import FumbleModel

/// Something that is measured beside the verdict, as an experiment writes it.
struct WrittenMeasure: Sendable {
    let quantity: Chosen<WrittenQuantity>
    let warmUp: Located<TimeSpan>?
    let at: Located<TimeSpan>?
    let quantiles: [Share]
    let probability: Expectation.Range?

    static let record = Record(
        "measure", summary: "A quantity of the model, and what is asked of it: always its mean.",
        Field<Chosen<WrittenQuantity>>.kind(WrittenQuantity.kinds),
        Field<Located<TimeSpan>?>.salvaged(
            "warm-up", Shape<TimeSpan>.duration.located, written: "0s",
            "what is left out at the start of the run"),
        Field<Located<TimeSpan>?>.optional(
            "at", Shape<TimeSpan>.duration.located, "at this one instant, not over the run"),
        Field<[Share]>.defaulted(
            "quantiles", Shape<[Share]>.list(of: .share).orElse([]), to: [], written: "[]",
            "quantiles: `[50%, 99%]`"),
        Field<Node?>.optional(
            "probability", .node(.anyOf(ranges.map(\.description))),
            "the share of the time, or of the requests, within these bounds"),
        makeChecked: {
            (
                span: SourceSpan, reading: inout Reading, quantity: Chosen<WrittenQuantity>,
                warmUp: Located<TimeSpan>?, at: Located<TimeSpan>?, quantiles: [Share],
                probability: Node?
            ) -> WrittenMeasure? in
            if let warmUp, at != nil {
                reading.report(
                    .conflictingFields, at: warmUp.span,
                    "`at` and `warm-up` cannot both stand here",
                    help: "one instant needs no warm-up")
            }
            var range: Expectation.Range?
            if let probability {
                range = reading.reading("probability", at: nil) { reading in
                    MeasureShapes.range(of: quantity.value.what.unit).read(probability, &reading)
                }
                if range == nil { return nil }
            }
            return WrittenMeasure(
                quantity: quantity, warmUp: warmUp, at: at, quantiles: quantiles,
                probability: range)
        })

    private static var ranges: [Shape<Expectation.Range>] {
        [.time, .share, .requests, .servers, .number].map(MeasureShapes.range(of:))
    }
}

extension MeasureShapes {
    /// How bounds on a quantity of some unit are written.
    static func range(of unit: MeasuredQuantity.Unit) -> Shape<Range> {
        switch unit {
        case .time: times
        case .share: shares
        case .requests: requests
        case .servers: servers
        case .number: relapses
        }
    }
}
