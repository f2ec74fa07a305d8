internal import FumbleDocument
internal import FumbleModel

/// Every byte to servers, and every byte back, arrives later; none overtakes another.
struct Latency: LinkFault {
    let ways: Ways
    let by: TimeSpan
    let jitter: TimeSpan

    static let kind = Kind<any Fault>(
        onLinks: "latency",
        summary: "Makes the way to servers and back take longer.",
        example: "{latency: {of: index, by: 50ms, jitter: 10ms}}",
        .required(
            "by", .duration(in: TimeSpan.milliseconds(1)...TimeSpan.minutes(10)),
            "how much longer each way takes"),
        .defaulted(
            "jitter", .duration(in: TimeSpan.zero...TimeSpan.minutes(10)), to: .zero, written: "0s",
            "how much more or less than that, each as likely; no more than `by`")
    ) { Latency(ways: $0, by: $1, jitter: min($1, $2)) }

    var trouble: LinkTrouble { .latency(by: by, jitter: jitter) }
}
