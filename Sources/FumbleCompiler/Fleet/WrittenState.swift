internal import FumbleDocument
internal import FumbleModel

/// What a subsystem keeps, as a fleet file writes it.
struct WrittenState: Sendable {
    let size: ByteCount
    let objects: Int64
    let growth: Growth?
    let rehearsed: TimeSpan?
    let rehearseEvery: TimeSpan?
    let log: Located<ByteRate>?
    let copies: Int?
    let writes: Frequency?
    let copy: CopySpec?

    /// Ten years without a rehearsal are none that anybody planned.
    private static let longestPause = TimeSpan.years(10)
    /// More copies of everything than this are a slip of the keyboard.
    private static let mostCopies = 100_000

    static let record = Record(
        "state", summary: "What a subsystem keeps: all of it once, however many copies there are.",
        Field<ByteCount>.defaulted(
            "size", Shape<ByteCount>.byteCount.orElse(ByteCount(bytes: 0)),
            to: ByteCount(bytes: 0), written: "0 B", "what a start must load"),
        Field<Int64>.defaulted(
            "objects", Shape<Int64>.itemCount(of: "objects").orElse(0), to: 0, written: "0",
            "what a start must verify"),
        Field<Growth?>.optional("growth", .growth, "how fast it grows"),
        Field<TimeSpan?>.optional(
            "rehearsed", .age, "how long ago a full restart of all of it was last done"),
        Field<TimeSpan?>.optional(
            "rehearse-every", .duration(in: .days(1)...longestPause),
            "how often one is to be rehearsed: `fumble list`, `fumble trend` and runs warn once that "
                + "long has passed since the last"),
        Field<Located<ByteRate>?>.optional(
            "log", Shape<ByteRate>.logRate.located,
            "log written since a server last restarted, over the whole subsystem: a start replays it"
        ),
        Field<Int?>.optional(
            "copies", .integer(in: 1...mostCopies),
            "servers that hold each piece of it; of cells, their replicas"),
        Field<Frequency?>.optional(
            "writes", .itemRate(of: "objects"),
            "objects written or rewritten: what the age of a copy costs; else its growth alone"),
        Field<CopySpec?>.optional(
            "copy", .record(WrittenCopy.record), "what deleted data can be restored from"),
        make: WrittenState.init)
}

/// Isolated slices of a subsystem, as a fleet file writes them.
struct WrittenCells: Sendable {
    let count: Int
    let replicas: Int
    let quorum: Located<ServerAmount>
    let span: SourceSpan

    static let record = Record(
        "cells",
        summary: "Isolated slices: one with too few replicas stops until a full restart.",
        Field("count", Shape<Int>.integer(in: 1...1_000_000), "how many there are"),
        Field("replicas", Shape<Int>.integer(in: 1...100_000), "servers in each"),
        Field(
            "quorum", Shape<ServerAmount>.serverAmount().located,
            "replicas of a cell that must serve, as a number or a share"),
        makeAt: { span, count, replicas, quorum in
            WrittenCells(count: count, replicas: replicas, quorum: quorum, span: span)
        })
}
