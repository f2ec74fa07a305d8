internal import FumbleDocument
internal import FumbleModel

/// The disk on which servers keep their files has no byte left; real processes only. Wherever it is
/// injected, every server has a small disk of its own, in memory, from the start of the run.
struct DiskFull: MachineFault {
    let targets: Targets
    let disk: ByteCount

    static let kind = Kind<any Fault>(
        onServers: "disk-full",
        summary: "Leaves no byte free on the disk of servers.",
        example: "{disk-full: {of: storage, count: 1 servers, disk: 16 MiB}}",
        .defaulted(
            "disk", size, to: ByteCount(bytes: 64 << 20), written: "64 MiB",
            "how large the disk of each server is, in whole MiB, while all goes well")
    ) { DiskFull(targets: $0, disk: $1) }

    private static let size = Shape<ByteCount>.byteCount.checked { size in
        (1 << 20...1 << 34).contains(size.bytes)
            ? nil
            : ScalarMistake(
                .outOfRange, "must be from 1 MiB to 16 GiB", help: "write `64 MiB`")
    }

    var trouble: MachineTrouble { .diskFull(of: disk) }
}
