internal import FumbleDocument
internal import FumbleModel

/// What makes a subsystem a cache, as a fleet file writes it.
struct WrittenCache: Sendable {
    let protects: Located<String>
    let hits: Share
    let warmsOver: Located<Int64>

    static let record = Record(
        "cache",
        summary: "What it answers for from memory; a server that starts has an empty memory.",
        Field(
            "protects", Shape<String>.name.located,
            "the subsystem that a hit makes unnecessary: the next one on the path"),
        Field(
            "hits", Shape<Share>.share(in: Share(partsPerMillion: 1)...Share.whole),
            "the hit ratio of a server whose memory is full"),
        Field(
            "warms-over", Shape<Int64>.itemCount(of: "requests").located,
            "misses answered after which a server has 63% of that: `hits (1 - exp(-misses/this))`"),
        make: WrittenCache.init)
}
