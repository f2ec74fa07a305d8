internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel

/// What one server does when it starts, as a fleet file writes it.
struct WrittenRestart: Sendable {
    let spec: RestartSpec
    let herd: WrittenHerd?

    static let immediate = WrittenRestart(
        spec: RestartSpec(
            boot: .zero, load: nil, verify: nil, replay: nil, warm: .zero, atOnce: nil,
            slowedAbove: nil, fails: .none),
        herd: nil)

    private static let most = 10_000_000

    static let record = Record(
        "restart",
        summary: "What one server does when it starts: boot, load, verify, replay, warm.",
        Field<RestartPreset?>.defaulted(
            "like", Shape<RestartPreset?>.orNone(preset).orElse(nil), to: nil, written: "none",
            "a system whose measured rates stand where no other field of this one does; "
                + "`fumble reference presets` tells of each"),
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
        Field<WrittenFails?>.defaulted(
            "fails", WrittenFails.shape.map(Optional.some).orElse(nil),
            to: nil, written: "0%",
            "the share of boots that fail and begin again, which may grow with age"),
        Field<WrittenHerd?>.defaulted(
            "herd", Shape<WrittenHerd?>.orNone(.record(WrittenHerd.record)).orElse(nil), to: nil,
            written: "none", "boots that fail because many servers start at one time"),
        make: { like, boot, load, verify, replay, warm, atOnce, slowedAbove, fails, herd in
            let fails = fails ?? WrittenFails(fresh: like?.fails ?? .none)
            return WrittenRestart(
                spec: RestartSpec(
                    boot: boot.mean, load: load ?? like?.load, verify: verify ?? like?.verify,
                    replay: replay ?? like?.replay, warm: warm, atOnce: atOnce,
                    slowedAbove: slowedAbove, fails: fails.boots(with: herd?.herd),
                    bootVaries: boot.varies, like: like?.name),
                herd: herd)
        })

    private static let preset = Shape<RestartPreset>.oneOf(
        RestartPreset.all.map { ($0.name, $0) })
}
