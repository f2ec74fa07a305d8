internal import FumbleDocument
internal import FumbleModel

/// The verbs that are about some servers: so many of a subsystem, or each by its name.
extension WrittenVerb {
    static func counted(_ verb: VerbName, _ summary: String) -> Kind<WrittenVerb> {
        let record = Record<WrittenVerb>(
            verb.rawValue, summary: summary,
            Field<[Located<String>]?>.needed(
                "of", unless: "servers", .listOrOne(of: Shape<String>.text.located),
                "the subsystem, or the argument of the usage line that names it"),
            Field<Located<String>?>.needed(
                "count", unless: "servers", Shape<String>.text.located,
                "how many servers: a number, a share, or an argument of the usage line, as "
                    + "`PERCENT%` where percent are typed for it"),
            Field<Located<String>?>.optional(
                "zone", Shape<String>.text.located,
                "the zone whose servers alone are acted on, or the argument that names it: a line "
                    + "that leaves it out is about all zones"),
            Field<Located<[Located<String>]>?>.optional(
                "servers",
                Shape<[Located<String>]>.listOrOne(of: Shape<String>.text.located).located,
                "which servers, in the place of `of` and `count`: their names, or the argument of "
                    + "the usage line that names them"),
            makeChecked: {
                (
                    span: SourceSpan, reading: inout Reading, of: [Located<String>]?,
                    count: Located<String>?, zone: Located<String>?,
                    servers: Located<[Located<String>]>?
                ) -> WrittenVerb? in
                if let servers {
                    let others = [("of", of?.first), ("count", count), ("zone", zone)]
                    for case let (name, other?) in others {
                        reading.report(
                            .conflictingFields, at: other.span,
                            "`\(name)` and `servers` cannot both stand here: `servers` says which",
                            help: "leave one of them out",
                            related: [.init(at: servers.span, "`servers` is here")])
                    }
                }
                return WrittenVerb(
                    verb, at: span, of: of ?? [],
                    count: count.flatMap { percent($0) == nil ? $0 : nil },
                    share: count.flatMap { percent($0) }, zone: zone,
                    servers: servers?.value ?? [])
            })
        return Kind(
            record.description.name, summary: record.description.summary,
            example: "{\(verb.rawValue): {of: SUBSYSTEM, count: COUNT}}", .record(record))
    }
}
