internal import FumbleDocument
internal import FumbleModel

/// A length of time that may vary, as a fleet file writes it: `4ms`, or `{exponential: 4ms}`.
struct WrittenLength: Sendable {
    let distribution: Distribution

    var mean: TimeSpan { distribution.mean }

    /// nil: it is always the same.
    var varies: Distribution? {
        if case .deterministic = distribution { nil } else { distribution }
    }

    static let none = WrittenLength(distribution: .deterministic(.zero))

    /// - Parameter longest: the longest mean there may be.
    static func shape(upTo longest: TimeSpan) -> Shape<WrittenLength> {
        let length = Shape<TimeSpan>.duration(in: TimeSpan.zero...longest).map {
            WrittenLength(distribution: .deterministic($0))
        }
        return .anyOf([length, varying(upTo: longest)])
    }

    /// Only what is written with its distribution: `{exponential: 4ms}`.
    static func varying(upTo longest: TimeSpan) -> Shape<WrittenLength> {
        Shape<Chosen<Distribution>>.kind(kinds)
            .checked { chosen in
                guard chosen.value.mean > longest else { return nil }
                return ScalarMistake(
                    .outOfRange, "must have a mean of at most \(longest), not \(chosen.value.mean)")
            }
            .map { WrittenLength(distribution: $0.value) }
    }

    static let kinds = KindList<Distribution>(
        "distribution",
        [
            Kind(
                "deterministic", summary: "Always the same length.",
                example: "{deterministic: 4ms}",
                Shape<TimeSpan>.duration(in: TimeSpan.zero...longestMean).map {
                    .deterministic($0)
                }),
            Kind(
                "exponential", summary: "Without memory: as far as ever from its end.",
                example: "{exponential: 4ms}", length.map { .exponential(mean: $0) }),
            Kind(
                "erlang", summary: "Several exponential phases, one after the other.",
                example: "{erlang: {mean: 1s, phases: 2}}", mean,
                Field(
                    "phases", Shape<Int>.integer(in: 1...mostPhases),
                    "how many; more vary less"),
                make: { .erlang(mean: $0, phases: $1) }),
            Kind(
                "lognormal", summary: "Its logarithm is normal: usual of human and disk times.",
                example: "{lognormal: {mean: 1s, scv: 0.5}}", mean, scv(from: 0),
                make: { .lognormal(mean: $0, scv: $1) }),
            Kind(
                "hyperexponential", summary: "Mostly short and sometimes very long.",
                example: "{hyperexponential: {mean: 1s, scv: 16}}", mean, scv(from: 1),
                make: { .hyperexponential(mean: $0, scv: $1) }),
            Kind(
                "weibull", summary: "Early failures with a shape below 1, wear with one above.",
                example: "{weibull: {mean: 1s, shape: 0.7}}", mean,
                Field(
                    "shape", Shape<Double>.number(in: leastShape...mostShape),
                    "below 1 the risk falls with age, above 1 it grows"),
                make: { .weibull(mean: $0, shape: $1) }),
            Kind(
                "empirical", summary: "One of the lengths of a list, each as likely.",
                example: "{empirical: [1ms, 2ms, 8ms]}",
                Shape<[TimeSpan]>.list(
                    of: .duration(in: TimeSpan.zero...longestMean), atLeast: 1
                ).checked { lengths in
                    guard lengths.count > mostLengths else { return nil }
                    return ScalarMistake(
                        .outOfRange, "has \(lengths.count) lengths, more than \(mostLengths)")
                }.map { .empirical($0) }),
        ])

    /// The words that stand where the name of a subsystem may stand too.
    static var words: [String] { kinds.kinds.map(\.name) }

    static let longestMean = TimeSpan.years(1_000)
    private static let shortestMean = TimeSpan(microseconds: 1)
    private static let mostPhases = 1_000
    private static let mostLengths = 10_000
    private static let mostScv = 1_000.0
    private static let leastShape = 0.1
    private static let mostShape = 100.0

    /// What does not vary may be nothing; a mean of nothing cannot vary.
    private static var length: Shape<TimeSpan> { .duration(in: shortestMean...longestMean) }

    private static var mean: Field<TimeSpan> { Field("mean", length, "its mean") }

    private static func scv(from least: Double) -> Field<Double> {
        Field(
            "scv", Shape<Double>.number(in: least...mostScv),
            "the variance over the squared mean: 0 never varies, 1 is exponential")
    }
}
