import FumbleModel

/// How quantities are written in JSON.
extension JSONValue {
    /// A time in seconds, whole ones without a point; nil is null.
    static func seconds(_ span: TimeSpan?) -> JSONValue {
        guard let span else { return .null }
        let unit = TimeUnit.second.microseconds
        return span.microseconds % unit == 0
            ? .int(span.microseconds / unit) : .number(span.seconds)
    }

    /// An instant in seconds since the start of the run.
    static func seconds(_ instant: Instant?) -> JSONValue { seconds(instant?.sinceStart) }

    static func int(_ value: Int) -> JSONValue { .int(Int64(value)) }

    /// A seed; one too large for the signed numbers that readers of JSON have is written as text.
    static func seed(_ seed: UInt64) -> JSONValue {
        Int64(exactly: seed).map { .int($0) } ?? .string(String(seed))
    }

    /// How many events there were and what they hash to; nil: not known, which is no number.
    static func events(_ counted: (count: Int, hash: UInt64)?) -> [(String, JSONValue)] {
        [
            ("events", counted.map { .int($0.count) } ?? .null),
            ("events_hash", .text(counted.map { ReportWords.hash($0.hash) })),
        ]
    }

    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
