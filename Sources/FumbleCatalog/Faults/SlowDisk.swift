internal import FumbleDocument
internal import FumbleModel

/// Each system call of servers that reaches for the disk takes longer; real processes only, by
/// `strace`, which stops them at every system call and so makes them a little slower elsewhere, too.
struct SlowDisk: MachineFault {
    let targets: Targets
    let by: TimeSpan

    static let kind = Kind<any Fault>(
        onServers: "slow-disk",
        summary: "Makes every system call of servers that reaches for the disk take longer.",
        example: "{slow-disk: {of: storage, by: 20ms}}",
        .required(
            "by", .duration(in: TimeSpan(microseconds: 1)...TimeSpan.minutes(1)),
            "how much longer each call takes: opening, renaming and removing files, reading and "
                + "writing at a place, and waiting for the disk")
    ) { SlowDisk(targets: $0, by: $1) }

    var trouble: MachineTrouble { .slowDisk(by: by) }
}
