internal import FumbleDocument
internal import FumbleModel

/// Servers get no more memory than they have, and a little: what they ask for beyond it is taken from
/// their own caches, and then the kernel ends them; real processes only, by a control group.
struct MemoryPressure: MachineFault {
    let targets: Targets
    let headroom: ByteCount

    static let kind = Kind<any Fault>(
        onServers: "memory-pressure",
        summary: "Lets servers have hardly more memory than they use already.",
        example: "{memory-pressure: {of: index, headroom: 512 kB}}",
        .required("headroom", .byteCount, "how much more than now each may have; 0 B: nothing")
    ) { MemoryPressure(targets: $0, headroom: $1) }

    var trouble: MachineTrouble { .memoryPressure(headroom: headroom) }
}
