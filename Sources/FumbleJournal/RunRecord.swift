import FoundationEssentials
import FumbleModel

/// What `run.json` says, and, without the status, the first line of `run.jsonl`.
struct RunRecord: Codable, Sendable {
    let schema: String
    let header: RunHeader
    /// The arms in the order in which they are recorded.
    let arms: [Arm]
    let given: [Plan.Input]
    let experimentName: String
    let fleetName: String
    /// nil while the run goes on.
    let status: RunStatus?
    /// When the run was begun, in microseconds since 1970; nil: it does not say.
    let began: Int64?

    init(
        of run: Run, from sources: StoredSources, status: RunStatus?, began: Int64? = nil
    ) {
        schema = Schema.current
        header = run.header
        arms = run.arms.map(\.arm)
        given = sources.given
        experimentName = sources.experiment.name
        fleetName = sources.fleet.name
        self.status = status
        self.began = began
    }
}

/// The version of the records, as `fumble.run/1`.
enum Schema {
    static let current = "\(prefix)\(version)"
    private static let version = 1
    private static let prefix = "fumble.run/"

    static func isNewer(_ schema: String) -> Bool {
        guard schema.hasPrefix(prefix) else { return false }
        return Int(schema.dropFirst(prefix.count)).map { $0 > version } ?? false
    }

    /// The version that a record names if it is a newer one than this fumble's; nil: it is not.
    static func newer(_ text: [UInt8]) -> String? {
        let schema = try? JSONDecoder().decode(SchemaOnly.self, from: Data(text)).schema
        return schema.flatMap { isNewer($0) ? $0 : nil }
    }
}

/// The one member that every version has.
struct SchemaOnly: Decodable {
    let schema: String
}
