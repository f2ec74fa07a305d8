internal import FumbleDocument
internal import FumbleModel

/// The clock that tells servers the time of day is wrong; what they time by the clock of the machine
/// goes on. Real processes only, by `libfaketime`: programs that are linked statically, or that sleep
/// by `clock_nanosleep`, cannot be run so.
struct ClockSkew: MachineFault {
    let targets: Targets
    let by: TimeSpan
    let isBehind: Bool

    static let kind = Kind<any Fault>(
        onServers: "clock-skew",
        summary: "Sets the clock of servers wrong.",
        example: "{clock-skew: {of: index, by: 1h, towards: past}}",
        .required(
            "by", .duration(in: TimeSpan.milliseconds(1)...TimeSpan.years(10)),
            "how wrong it is"),
        .defaulted(
            "towards", .oneOf([("future", false), ("past", true)]), to: false, written: "future",
            "whether it is ahead or behind")
    ) { ClockSkew(targets: $0, by: $1, isBehind: $2) }

    var trouble: MachineTrouble { .clockSkew(by: isBehind ? TimeSpan.zero - by : by) }
}
