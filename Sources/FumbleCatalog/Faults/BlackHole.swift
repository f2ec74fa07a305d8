internal import FumbleDocument
internal import FumbleModel

/// Nothing arrives in either direction; reverted, all of it does, and no connection is dropped.
struct BlackHole: LinkFault {
    let ways: Ways

    static let kind = Kind<any Fault>(
        onLinks: "black-hole",
        summary: "Swallows what is sent to servers, and tells nobody.",
        example: "{black-hole: {of: index, count: 2 servers}}"
    ) { BlackHole(ways: $0) }

    var trouble: LinkTrouble { .blackHole }
}
