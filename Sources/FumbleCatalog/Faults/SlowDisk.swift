internal import FumbleDocument
internal import FumbleModel

/// Each system call of servers that reaches for the disk takes longer; real processes only, by
/// `strace`, which stops them at every system call and so makes them a little slower elsewhere, too.
struct SlowDisk: Fault, NamesThings {
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

    var demand: TargetDemand? { targets.demand }
    var names: [NamedThing] { [targets.named] }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.burden(servers, trouble)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        [.relieve(servers, trouble)]
    }

    private var trouble: MachineTrouble { .slowDisk(by: by) }
}
