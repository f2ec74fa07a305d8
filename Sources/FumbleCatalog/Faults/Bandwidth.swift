internal import FumbleDocument
internal import FumbleModel

/// All connections of a server share one slow line, in turn.
struct Bandwidth: LinkFault {
    let ways: Ways
    let rate: ByteRate

    static let kind = Kind<any Fault>(
        onLinks: "bandwidth",
        summary: "Lets no more bytes through to servers and back than a rate.",
        example: "{bandwidth: {of: storage, to: 200 kB/s}}",
        .required(
            "to",
            .byteRate.within(
                ByteRate(bytesPerSecond: 1_000)...ByteRate(bytesPerSecond: 100_000_000_000)),
            "the rate of all connections of one server together, each way")
    ) { Bandwidth(ways: $0, rate: $1) }

    var trouble: LinkTrouble { .bandwidth(rate) }
}
