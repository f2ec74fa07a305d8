internal import FumbleDocument
internal import FumbleModel

/// System calls of servers fail, as they do where a disk or a network is broken; real processes only,
/// by `strace`, which stops them at every system call and so makes them a little slower, too.
struct SyscallError: MachineFault {
    let targets: Targets
    let call: String
    let error: String
    let every: Int

    static let kind = Kind<any Fault>(
        onServers: "syscall-error",
        summary: "Lets system calls of servers fail with an error.",
        example: "{syscall-error: {of: storage, call: fsync, error: EIO, every: 2}}",
        .required(
            "call", name("system call", among: KernelNames.calls),
            "the system call, such as `fsync` or `write`"),
        .required(
            "error", name("error", among: KernelNames.errors),
            "the error that it fails with, such as `EIO` or `ENOSPC`"),
        .defaulted(
            "every", .integer(in: 1...1_000_000), to: 1, written: "1",
            "which of these calls of each thread fail: every one, every second one, and so on")
    ) { SyscallError(targets: $0, call: $1, error: $2, every: $3) }

    private static func name(_ what: String, among known: Set<String>) -> Shape<String> {
        Shape<String>.text.checked { text in
            known.contains(text)
                ? nil
                : ScalarMistake(
                    .unknownName, "is no \(what) of Linux: `\(text)`",
                    help: NearestWord.nearest(to: text, among: known.sorted())
                        .map { "did you mean `\($0)`?" } ?? "write `fsync` and `EIO`")
        }
    }

    var trouble: MachineTrouble { .syscallError(call: call, error: error, every: every) }
}
