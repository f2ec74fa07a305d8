internal import FumbleDocument
internal import FumbleModel

/// How ranges of what is measured are written: `{at-most: 5m}`, `{at-least: 50%}`.
enum MeasureShapes {
    typealias Range = Expectation.Range

    static let times = range("a time", Shape<TimeSpan>.duration.map(\.seconds))
    static let requests = range(
        "a number of requests", Shape<Int64>.itemCount(of: "requests").map(Double.init))
    static let objects = range(
        "a number of objects", Shape<Int64>.itemCount(of: "objects").map(Double.init))
    static let servers = range("a number of servers", Shape<Int>.servers.map(Double.init))
    static let shares = range("a share", Shape<Share>.share.map(\.fraction))
    static let relapses = range(
        "a number", Shape<Int>.integer(in: 0...1_000_000_000).map(Double.init))

    /// What can be expected of an operation's recovery.
    static let record: Record<[WrittenExpectation.OperationClaim]> = Record(
        "operation expectation", summary: "What is expected of the clients of an operation.",
        field(.timeToSymptom, times, "until its goodput left its tolerance"),
        field(.timeToDetect, times, "until an alarm of the fleet was raised"),
        field(.timeToRespond, times, "until somebody did something"),
        field(.timeToFirstSuccess, times, "until the first answer after none at all"),
        field(.timeToRecover, times, "until it was back in its tolerance to stay"),
        field(.timeToHeal, times, "from the fault's revert until it was back"),
        field(.lostRequests, requests, "intents of clients not answered in time"),
        field(.depth, shares, "its lowest goodput, as a share of the usual"),
        field(.relapses, relapses, "times it left its tolerance again"),
        make: {
            (
                symptom: Claim?, detect: Claim?, respond: Claim?, first: Claim?, recover: Claim?,
                heal: Claim?, lost: Claim?, depth: Claim?, relapses: Claim?
            ) in
            [symptom, detect, respond, first, recover, heal, lost, depth, relapses]
                .compactMap { $0 }
        })

    private typealias Claim = WrittenExpectation.OperationClaim

    private static func field(
        _ measure: Expectation.Measure, _ range: Shape<Range>, _ doc: String
    ) -> Field<Claim?> {
        let claim = range.located.map { range in
            Claim(
                field: measure.rawValue, span: range.span, what: .measure(measure, range.value))
        }
        return .optional(measure.rawValue, claim, doc)
    }

    private static func range(_ phrase: String, _ bound: Shape<Double>) -> Shape<Range> {
        .record(
            Record(
                "range", summary: "\(phrase), between bounds that belong to it.",
                Field<Double?>.optional("at-least", bound, "its least"),
                Field<Double?>.optional("at-most", bound, "its most"),
                makeChecked: {
                    (
                        span: SourceSpan, reading: inout Reading, least: Double?, most: Double?
                    ) -> Range? in
                    if least == nil, most == nil {
                        reading.report(
                            .missingField, at: reading.currentOwner ?? span,
                            "a range needs a bound", help: "write `{at-most: ...}`")
                        return nil
                    }
                    if let least, let most, least > most {
                        reading.report(
                            .outOfRange, at: reading.currentOwner ?? span,
                            "`at-least` is above `at-most`, so nothing lies between them")
                        return nil
                    }
                    return Range(atLeast: least, atMost: most)
                }))
    }
}
