internal import FumbleDocument
internal import FumbleModel

/// One thing that clients ask, as a fleet file writes it.
struct WrittenOperation: Sendable {
    let path: [Located<String>]
    let rate: Located<Frequency>
    let service: Service
    let timeout: TimeSpan
    let retries: RetrySpec
    let then: [MapEntry<[MapEntry<Share>]>]
    let fails: Share
    let arrivals: Located<Distribution>?

    /// How long one server works on one request.
    enum Service: Sendable {
        case same(WrittenLength)
        case each([MapEntry<WrittenLength>])
    }

    static let record = Record(
        "operation", summary: "One thing that clients ask, and their patience.",
        Field(
            "path", Shape<[Located<String>]>.listOrOne(of: Shape<String>.name.located),
            "the subsystems that must answer, in order"),
        Field(
            "rate", Shape<Frequency>.frequency.located, "intents of clients, retries not counted"),
        Field("service", service, "how long one server works on one request, the same or for each"),
        Field(
            "timeout", Shape<TimeSpan>.duration(in: shortest...longest),
            "how long a client waits for one attempt"),
        Field<RetrySpec>.defaulted(
            "retries", retries.orElse(.none), to: .none, written: "none",
            "how often a client asks again"),
        Field<[MapEntry<[MapEntry<Share>]>]>.defaulted(
            "then", Shape.readable(mapOf: Shape.readable(mapOf: .share)).orElse([]), to: [],
            written: "{}",
            "where a request goes from each subsystem with which chance, instead of along the path; "
                + "what is left over is done there"),
        Field<Share>.defaulted(
            "fails", Shape<Share>.share.orElse(.none), to: .none, written: "0%",
            "the share of attempts that fail by themselves, whatever the servers do"),
        Field<Located<Distribution>?>.salvaged(
            "arrivals",
            WrittenLength.varying(upTo: WrittenLength.longestMean).map(\.distribution).located,
            written: "exponential",
            "how the time between intents varies; its mean is that of `rate`"),
        make: WrittenOperation.init)

    static let shortest = TimeSpan.milliseconds(1)
    static let longest = TimeSpan.years(1)

    private static let length = WrittenLength.shape(upTo: Shape<TimeSpan>.longestRun)

    /// A mapping is one distribution where its key is the word for one: no subsystem has that name.
    private static let service = Shape<Service>.anyOf([
        Shape<TimeSpan>.runLength.map {
            Service.same(WrittenLength(distribution: .deterministic($0)))
        },
        Shape<[MapEntry<WrittenLength>]>.map(of: length).map { Service.each($0) },
        WrittenLength.varying(upTo: Shape<TimeSpan>.longestRun).map { Service.same($0) },
    ])

    private static let retries = Shape<RetrySpec?>.orNone(
        .record(
            Record(
                "retries", summary: "How often a client asks again after an attempt that failed.",
                Field("at-most", Shape<Int>.integer(in: 0...100), "attempts after the first"),
                Field<Share?>.defaulted(
                    "budget", .orNone(.share), to: nil, written: "none",
                    "retries allowed, as a share of first attempts"),
                make: { RetrySpec(atMost: $0, budget: $1) }))
    ).map { $0 ?? .none }
}

/// Another service that queues work while the fleet is down, as a fleet file writes it.
struct WrittenDependent: Sendable {
    let name: Located<String>
    let sends: Located<String>
    let rate: Located<Frequency>
    let queue: Int64
    let drainsAt: Located<Frequency>

    static let record = Record(
        "dependent", summary: "Another service that queues what fails, and drains it afterwards.",
        Field("name", Shape<String>.name.located, "its name"),
        Field("sends", Shape<String>.name.located, "the operation it asks"),
        Field("rate", Shape<Frequency>.frequency.located, "how often it asks"),
        Field(
            "queue", Shape<Int64>.itemCount(of: "requests"),
            "requests it can hold; what comes above is lost"),
        Field(
            "drains-at", Shape<Frequency>.frequency.located,
            "how fast it works its queue off, on top of its own rate"),
        make: WrittenDependent.init)
}
