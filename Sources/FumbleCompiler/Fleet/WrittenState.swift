internal import FumbleDocument
internal import FumbleModel

/// What a subsystem keeps, as a fleet file writes it.
struct WrittenState: Sendable {
    let size: ByteCount
    let objects: Int64
    let growth: Growth?
    let rehearsed: TimeSpan?
    let log: Located<ByteRate>?
    let copies: Int?
    let writes: Frequency?
    let copy: CopySpec?

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

/// What one server does when it starts, as a fleet file writes it.
struct WrittenRestart: Sendable {
    let spec: RestartSpec

    static let immediate = WrittenRestart(
        spec: RestartSpec(
            boot: .zero, load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
            slowedAbove: nil, fails: .none))

    private static let most = 10_000_000

    static let record = Record(
        "restart",
        summary: "What one server does when it starts: boot, load, verify, replay, warm.",
        Field<WrittenLength>.defaulted(
            "boot", WrittenLength.shape(upTo: Shape<TimeSpan>.longestRun).orElse(.none),
            to: .none, written: "0s", "until its program runs"),
        Field<ByteRate?>.optional("load", .byteRate, "how fast one server loads its state"),
        Field<Frequency?>.optional(
            "verify", .itemRate(of: "objects"), "how fast one server checks what it loaded"),
        Field<ByteRate?>.optional(
            "replay", .byteRate, "how fast one server works through its log"),
        Field<TimeSpan>.defaulted(
            "warm", Shape<TimeSpan>.runLength.orElse(.zero), to: .zero, written: "0s",
            "until it answers as fast as the others"),
        Field<Int?>.defaulted(
            "at-once", Shape<Int?>.orNone(.integer(in: 1...most)).orElse(nil), to: nil,
            written: "none",
            "the most servers of the subsystem that may be starting at one time"),
        Field<Int?>.defaulted(
            "slowed-above", Shape<Int?>.orNone(.integer(in: 1...most)).orElse(nil), to: nil,
            written: "none", "the number starting at one time above which each is slowed"),
        Field<Share>.defaulted(
            "fails", Shape<Share>.share(in: .none...mostFailing).orElse(.none), to: .none,
            written: "0%", "the share of boots that fail and begin again"),
        make: { boot, load, verify, replay, warm, atOnce, slowedAbove, fails in
            WrittenRestart(
                spec: RestartSpec(
                    boot: boot.mean, load: load, verify: verify, replay: replay, warm: warm,
                    atOnce: atOnce, slowedAbove: slowedAbove, fails: fails,
                    bootVaries: boot.varies))
        })

    /// Where nearly every boot fails, none ends.
    private static let mostFailing = Share.percent(90)
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
