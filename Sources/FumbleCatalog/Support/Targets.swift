internal import FumbleDocument
internal import FumbleModel

/// Which servers a fault names: exactly one of a subsystem, a group and a zone, and how many.
struct Targets: Sendable {
    let among: TargetDemand.Among
    let name: Located<String>
    let count: ServerAmount?

    var demand: TargetDemand {
        TargetDemand(among: among, count: count, position: name.position)
    }

    var named: NamedThing {
        switch among {
        case .subsystem: NamedThing(.subsystem, name.value, at: name.span)
        case .group: NamedThing(.group, name.value, at: name.span)
        case .zone: NamedThing(.zone, name.value, at: name.span)
        case .primary: NamedThing(.subsystem, name.value, at: name.span)
        }
    }

    static let of = Field<Located<String>?>.optional(
        "of", Shape.name.located, "the subsystem whose servers it hits")
    static let group = Field<Located<String>?>.optional(
        "group", Shape.name.located, "or the group whose servers it hits")
    static let zone = Field<Located<String>?>.optional(
        "zone", Shape.name.located, "or the zone whose servers it hits")
    static let primary = Field<Located<String>?>.optional(
        "primary-of", Shape.name.located, "or the subsystem whose primaries it hits")
    static let count = Field<ServerAmount?>.optional(
        "count", .serverAmount, "how many of them, or which share, rounded up; all where left out")

    /// - Returns: nil after reporting that not exactly one of the three was named.
    static func read(
        of: Located<String>?, group: Located<String>?, zone: Located<String>?,
        primary: Located<String>?, count: ServerAmount?, at span: SourceSpan,
        _ reading: inout Reading
    ) -> Targets? {
        var named: [Targets] = []
        if let of { named.append(Targets(among: .subsystem(of.value), name: of, count: count)) }
        if let group {
            named.append(Targets(among: .group(group.value), name: group, count: count))
        }
        if let primary {
            named.append(
                Targets(among: .primary(of: primary.value), name: primary, count: count))
        }
        if let zone { named.append(Targets(among: .zone(zone.value), name: zone, count: count)) }
        guard let first = named.first, named.count == 1 else {
            reading.report(
                named.isEmpty ? .missingField : .conflictingFields, at: span,
                named.isEmpty
                    ? "the fault names no servers"
                    : "the fault names its servers in more than one way",
                help: "write one of `of: SUBSYSTEM`, `group: GROUP`, `zone: ZONE`")
            return nil
        }
        return first
    }
}
