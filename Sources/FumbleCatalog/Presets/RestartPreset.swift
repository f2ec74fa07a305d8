package import FumbleModel

/// The measured restart of a real system: the rates of one server that its source gives.
///
/// A fleet file takes them by name, `restart: {like: hdfs-namenode}`; what is not given by the source
/// is nil here, and never made up.
package struct RestartPreset: Sendable, Hashable {
    package let name: String
    /// What was measured, in a sentence.
    package let summary: String
    package let load: ByteRate?
    package let verify: Frequency?
    package let replay: ByteRate?
    package let fails: Share?
    package let source: String
    /// The numbers as they stand in the source.
    package let read: String
    /// How the rates come out of them; nil: they stand there as they are.
    package let derived: String?

    init(
        _ name: String, _ summary: String, load: ByteRate? = nil, verify: Frequency? = nil,
        replay: ByteRate? = nil, fails: Share? = nil, source: String, read: String,
        derived: String? = nil
    ) {
        self.name = name
        self.summary = summary
        self.load = load
        self.verify = verify
        self.replay = replay
        self.fails = fails
        self.source = source
        self.read = read
        self.derived = derived
    }

    package static func named(_ name: String) -> RestartPreset? { all.first { $0.name == name } }

    /// The fields of `restart` that it stands for, as a fleet file would write them.
    package var written: String {
        let objects = verify.map { PlainNumber.text($0.perSecond) + " objects/s" }
        let fields: [(String, String?)] = [
            ("load", load?.description), ("verify", objects), ("replay", replay?.description),
            ("fails", fails?.description),
        ]
        let given = fields.compactMap { name, text in text.map { "\(name): \($0)" } }
        return "{" + given.joined(separator: ", ") + "}"
    }
}
