internal import FumbleDocument
internal import FumbleModel

/// Servers alike, as a fleet file writes them.
struct WrittenGroup: Sendable {
    let name: Located<String>
    let count: Located<Int>
    /// nil: its servers are named after it.
    let names: [Located<String>]?
    let carries: [Located<String>]
    let restartAge: TimeSpan
    let zones: [Located<String>]?
    let drain: TimeSpan
    let restartsAfter: TimeSpan?
    let failure: Located<Distribution>?
    let replaced: ReplacementSpec?

    static let record = Record(
        "group", summary: "Servers alike: what they carry, and when they last started.",
        Field("group", Shape<String>.name.located, "its name"),
        Field<Located<Int>?>.needed(
            "count", unless: "names", Shape<Int>.servers.located, "how many servers"),
        Field(
            "carries", Shape<[Located<String>]>.listOrOne(of: Shape<String>.name.located),
            "the subsystems that each of them carries"),
        Field<TimeSpan>(
            "restart-age", Shape<TimeSpan>.age.orElse(.zero), "time since they last started"),
        Field<Located<String>?>.optional(
            "zone", Shape<String>.name.located, "the one zone they stand in"),
        Field<[Located<String>]?>.optional(
            "zones", .list(of: Shape<String>.name.located, atLeast: 1),
            "the zones they are dealt over in turn; all of the fleet's where left out"),
        Field<TimeSpan>.defaulted(
            "drain", Shape<TimeSpan>.runLength.orElse(.zero), to: .zero, written: "0s",
            "how long a server that is removed goes on with what it has"),
        Field<TimeSpan?>.defaulted(
            "restarts-after", Shape<TimeSpan?>.orNone(.runLength).orElse(nil), to: nil,
            written: "none",
            "after how long a crashed server is started again by its own machine; none: never"),
        Field<Located<WrittenLength>?>.defaulted(
            "failure",
            Shape<Located<WrittenLength>?>.orNone(
                WrittenLength.shape(upTo: WrittenLength.longestMean).located
            ).orElse(nil),
            to: nil, written: "none", "how long a server serves before it crashes by itself"),
        Field<Located<ReplacementSpec>?>.defaulted(
            "replaced",
            Shape<Located<ReplacementSpec>?>.orNone(Shape.record(replacement).located)
                .orElse(nil),
            to: nil, written: "none", "how crashed servers are rebuilt elsewhere"),
        Field<Located<[Located<String>]>?>.optional(
            "names",
            Shape<[Located<String>]>.list(of: Shape<String>.name.located, atLeast: 1).located,
            "what its servers are called, one name each, where they are not named after the group "
                + "and counted from 0; `count` may be left out then"),
        makeChecked: {
            (
                span: SourceSpan, reading: inout Reading, name: Located<String>,
                count: Located<Int>?, carries: [Located<String>], age: TimeSpan,
                zone: Located<String>?, zones: [Located<String>]?, drain: TimeSpan,
                restartsAfter: TimeSpan?, failure: Located<WrittenLength>?,
                replaced: Located<ReplacementSpec>?, names: Located<[Located<String>]>?
            ) -> WrittenGroup? in
            guard let count = size(count, names, &reading) else { return nil }
            if let zone, zones != nil {
                reading.report(
                    .conflictingFields, at: zone.span, "`zone` and `zones` cannot both stand here",
                    help: "write `zones: [a, b]` alone")
            }
            if let replaced, restartsAfter != nil {
                reading.report(
                    .conflictingFields, at: replaced.span,
                    "`restarts-after` and `replaced` cannot both stand here: a crashed server "
                        + "either starts again where it was, or is rebuilt elsewhere",
                    help: "leave one of them out")
            }
            return WrittenGroup(
                name: name, count: count, names: names?.value, carries: carries, restartAge: age,
                zones: zone.map { [$0] } ?? zones, drain: drain, restartsAfter: restartsAfter,
                failure: failure.map { Located(value: $0.value.distribution, span: $0.span) },
                replaced: replaced?.value)
        })

    /// As many as there are names, where there are any.
    private static func size(
        _ count: Located<Int>?, _ names: Located<[Located<String>]>?, _ reading: inout Reading
    ) -> Located<Int>? {
        guard let names else { return count }
        let named = names.value.count
        if let count, count.value != named {
            reading.report(
                .conflictingFields, at: count.span,
                "`count` is \(count.value), and `names` has \(named == 1 ? "1 name" : "\(named) names")",
                help: "leave `count` out: there are as many servers as names")
        }
        return Located(value: named, span: count?.span ?? names.span)
    }

    private static let mostAtOnce = 10_000_000

    private static let replacement = Record(
        "replaced",
        summary: "How a crashed server is rebuilt elsewhere, with nothing on its disks.",
        Field<TimeSpan>(
            "after", .runLength, "how long one rebuild takes until the new server starts"),
        Field<Int?>.defaulted(
            "at-once", Shape<Int?>.orNone(.integer(in: 1...mostAtOnce)).orElse(nil), to: nil,
            written: "none", "the most servers of the group that are rebuilt at one time"),
        make: { ReplacementSpec(after: $0, atOnce: $1) })
}
