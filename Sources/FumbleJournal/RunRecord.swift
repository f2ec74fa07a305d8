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
    /// The process that runs it; nil: it is over.
    let runner: RunnerName?

    init(
        of run: Run, from sources: StoredSources, status: RunStatus?, began: Int64? = nil
    ) {
        self.init(
            header: run.header, arms: run.arms.map(\.arm), from: sources, status: status,
            began: began, runner: nil)
    }

    init(
        header: RunHeader, arms: [Arm], from sources: StoredSources, status: RunStatus?,
        began: Int64?, runner: RunnerName?
    ) {
        schema = Schema.current
        self.header = header
        self.arms = arms
        given = sources.given
        experimentName = sources.experiment.name
        fleetName = sources.fleet.name
        self.status = status
        self.began = began
        self.runner = runner
    }

    /// The whole of `run.json`.
    var text: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
        }
    }

    /// Why a run that has no status has none.
    var unfinished: String { isGoingOn ? "it is still going on" : "its runner died before its end" }

    /// Whether somebody is at it now.
    var isGoingOn: Bool { status == nil && runner?.isAlive == true }
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
