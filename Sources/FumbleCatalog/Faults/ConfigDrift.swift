internal import FumbleDocument
internal import FumbleModel

/// A configuration file is changed behind the backs of servers that run: nothing happens until one
/// of them is started again, and meets it.
///
/// On a simulated fleet no server that has such a file starts. Reverted, the file is as it was; real
/// servers that had ended of it are started by whoever else starts them.
struct ConfigDrift: MachineFault {
    let targets: Targets
    let file: String
    let from: String
    let to: String

    static let kind = Kind<any Fault>(
        onServers: "config-drift",
        summary: "Changes a configuration file that servers meet when they start next.",
        example: "{config-drift: {of: index, file: index.conf, from: 10s, to: 10ms}}",
        .required("file", .text, "one of the `files` of their program, by its `to`"),
        .required("from", .text, "the text in it that is replaced, wherever it stands"),
        .required("to", .text, "what stands there instead")
    ) { ConfigDrift(targets: $0, file: $1, from: $2, to: $3) }

    var words: String? { "in \(file), `\(from)` is now `\(to)`" }

    var trouble: MachineTrouble { .configDrift(file: file, from: from, to: to) }
}
