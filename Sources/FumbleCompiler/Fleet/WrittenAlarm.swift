internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// An alarm of the fleet's own, as a fleet file writes it.
struct WrittenAlarm: Sendable {
    let probe: Chosen<any Probe>
    let raised: AlarmSpec.Limit
    let holdsFor: TimeSpan
    let seenBy: String
    let seenThrough: Located<String>?

    static func record(_ catalog: Catalog) -> Record<WrittenAlarm> {
        Record(
            "alarm", summary: "Raised when a probe stays on the wrong side of a limit.",
            Field(
                "probe", WrittenProbe.shape(catalog.probes),
                "the probe: `{goodput: {of: get}}`, or its name alone with `of:` beside it"),
            Field<Node?>.optional(
                "of", Shape<Node>.node(Shape<String>.name.description),
                "what a probe that is only named is about"),
            Field<Located<Double>?>.optional("below", limit.located, "raised below this"),
            Field<Located<Double>?>.optional("above", limit.located, "raised above this"),
            Field<TimeSpan>("for", .runLength, "how long the reading must stay there"),
            Field<String>("seen-by", .text, "who sees it"),
            Field<Located<String>?>.optional(
                "seen-through", Shape<String>.name.located,
                "the subsystem through which people see it, such as a status page"),
            makeChecked: {
                (
                    span: SourceSpan, reading: inout Reading, probe: Node, of: Node?,
                    below: Located<Double>?, above: Located<Double>?, holdsFor: TimeSpan,
                    seenBy: String, seenThrough: Located<String>?
                ) -> WrittenAlarm? in
                let read = WrittenProbe.read(probe, of: of, kinds: catalog.probes, &reading)
                let raised = side(below: below, above: above, at: span, &reading)
                guard let read, let raised else { return nil }
                ShareBounds.check(read, [below, above].compactMap { $0 }, &reading)
                return WrittenAlarm(
                    probe: read, raised: raised, holdsFor: holdsFor, seenBy: seenBy,
                    seenThrough: seenThrough)
            })
    }

    private static func side(
        below: Located<Double>?, above: Located<Double>?, at span: SourceSpan,
        _ reading: inout Reading
    ) -> AlarmSpec.Limit? {
        switch (below, above) {
        case (let below?, nil): return .below(below.value)
        case (nil, let above?): return .above(above.value)
        case (nil, nil):
            reading.report(
                .missingField, at: reading.currentOwner ?? span, "`alarm` needs a limit",
                help: "write `below: 95%` or `above: 10k requests`")
        case (_, let above?):
            reading.report(
                .conflictingFields, at: above.span, "`below` and `above` cannot both stand here",
                help: "make two alarms of it")
        }
        return nil
    }

    /// A reading of any probe: a share as a fraction, a number of things as it is.
    static let limit = Shape<Double>.anyOf([
        Shape<Share>.share(in: .none...Share.percent(100_000)).map(\.fraction),
        Shape<Int64>.itemCount(of: "requests").map(Double.init),
        Shape<Int>.servers.map(Double.init),
        Shape<Frequency>.frequency.map(\.perSecond),
        Shape<TimeSpan>.runLength.map(\.seconds),
    ])
}

/// A probe, whole (`{goodput: {of: get}}`) or by its name with `of:` beside it.
enum WrittenProbe {
    static func shape(_ kinds: KindList<any Probe>) -> Shape<Node> {
        let names = kinds.kinds.map { ShapeDescription.Word($0.name) }
        return .node(.anyOf([.kinds(kinds.description), .words(names)]))
    }

    static func read(
        _ probe: Node, of: Node?, kinds: KindList<any Probe>, _ reading: inout Reading
    ) -> Chosen<any Probe>? {
        guard probe.scalar != nil else {
            if let of {
                reading.report(
                    .conflictingFields, at: of.span,
                    "`of` belongs inside the probe when the probe is written as a mapping",
                    help: "write `probe: {goodput: {of: get}}`")
            }
            return kinds.read(probe, &reading)
        }
        let fields = of.map { [Node.Entry(key: .scalar("of", at: $0.span), value: $0)] } ?? []
        let body = Node(span: probe.span, content: .mapping(fields))
        let whole = Node(
            span: probe.span, content: .mapping([Node.Entry(key: probe, value: body)]))
        return kinds.read(whole, &reading)
    }
}
