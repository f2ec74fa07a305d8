internal import FumbleDocument
internal import FumbleModel

/// Leaves no byte free on the disk of servers; real processes only.
///
/// Where a disk in memory can be mounted, every server has a small one of its own from the start of the run;
/// else programs that go by a quota may keep no more than they do.
struct DiskFull: MachineFault {
    let targets: Targets
    let disk: ByteCount

    static let kind = Kind<any Fault>(
        onServers: "disk-full",
        summary: "Leaves no byte free on the disk of servers.",
        example: "{disk-full: {of: storage, count: 1 servers, disk: 16 MiB}}",
        .defaulted(
            "disk", size, to: ByteCount(bytes: 64 << 20), written: "64 MiB",
            "how large the disk of each server is, in whole MiB, while all goes well; where fumble "
                + "is not run by root its program's `quota:` is set instead, to what is there")
    ) { DiskFull(targets: $0, disk: $1) }

    private static let size = Shape<ByteCount>.byteCount.checked { size in
        (1 << 20...1 << 34).contains(size.bytes)
            ? nil
            : ScalarMistake(
                .outOfRange, "must be from 1 MiB to 16 GiB", help: "write `64 MiB`")
    }

    var trouble: MachineTrouble { .diskFull(of: disk) }
}
