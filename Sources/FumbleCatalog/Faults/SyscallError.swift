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
        .required("call", word, "the system call, such as `fsync` or `write`"),
        .required("error", word, "the error that it fails with, such as `EIO` or `ENOSPC`"),
        .defaulted(
            "every", .integer(in: 1...1_000_000), to: 1, written: "1",
            "which of these calls of each thread fail: every one, every second one, and so on")
    ) { SyscallError(targets: $0, call: $1, error: $2, every: $3) }

    private static let word = Shape<String>.text.checked { text in
        let isWord =
            !text.isEmpty
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return isWord
            ? nil
            : ScalarMistake(
                .wrongType, "must be one word: `\(text)`", help: "write `fsync` and `EIO`")
    }

    var trouble: MachineTrouble { .syscallError(call: call, error: error, every: every) }
}
