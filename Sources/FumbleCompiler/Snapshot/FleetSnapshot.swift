internal import FumbleDocument
package import FumbleModel

/// How a fleet is just now, as somebody who looks at it says: JSON, such as `depotctl status --json`
/// prints.
///
///     {"schema": "fumble.snapshot/1", "age_s": 5,
///      "servers": [{"server": "index-3", "is": "crashed"}, {"server": "index-4", "is": "serving"}]}
///
/// A server that is not listed serves. Other keys are whatever the teller likes.
package struct FleetSnapshot: Sendable {
    /// By the servers' numbers.
    package let lives: [Life]
    /// How old it is.
    package let age: TimeSpan

    package init(lives: [Life], age: TimeSpan) {
        self.lives = lives
        self.age = age
    }

    /// - Parameter path: what the file is called in messages.
    package static func read(
        _ bytes: [UInt8], path: String, fleet: FleetSpec, topology: Topology
    ) -> Result<FleetSnapshot, FileMistakes> {
        guard bytes.contains(where: { $0 > UInt8(ascii: " ") }) else {
            return .failure(
                FileMistakes(
                    .wrongFileKind, in: path, "there is nothing in it, and a snapshot is needed",
                    help:
                        "`{\"schema\": \"fumble.snapshot/1\", \"servers\": []}` says that all serve"
                ))
        }
        var reader = Reader(fleet: fleet, topology: topology)
        let document = YAMLReader.read(bytes, file: path, diagnostics: &reader.diagnostics)
        let snapshot = document.flatMap { reader.snapshot($0.root) }
        guard let snapshot, reader.diagnostics.isEmpty else {
            return .failure(
                FileMistakes(
                    diagnostics: reader.diagnostics,
                    sources: [SourceText(file: path, bytes: bytes)]))
        }
        return .success(snapshot)
    }

    private struct Reader {
        let fleet: FleetSpec
        let topology: Topology
        var diagnostics = Diagnostics()
        private let schemas = ["fumble.snapshot/1", "depotctl.status/1"]

        init(fleet: FleetSpec, topology: Topology) {
            self.fleet = fleet
            self.topology = topology
        }

        mutating func snapshot(_ root: Node) -> FleetSnapshot? {
            let schema = root["schema"]?.scalar?.text
            guard let schema, schemas.contains(schema) else {
                diagnostics.report(
                    .wrongFileKind, at: (root["schema"] ?? root).span,
                    "this is no snapshot of a fleet",
                    help: "begin it with `\"schema\": \"\(schemas[0])\"`")
                return nil
            }
            guard let servers = root["servers"]?.elements else {
                diagnostics.report(
                    .missingField, at: (root["servers"] ?? root).span,
                    "the snapshot needs a list of `servers`",
                    help: "`\"servers\": []` says that all of them serve")
                return nil
            }
            var lives = [Life](repeating: .serving, count: topology.serverCount)
            var told: [Int: SourceSpan] = [:]
            for server in servers {
                guard let (number, life) = read(server) else { continue }
                let span = server["server"]?.span ?? server.span
                if let first = told[number] {
                    diagnostics.report(
                        .duplicateName, at: span, "this server is listed twice",
                        related: [Diagnostic.Related(at: first, "here for the first time")])
                }
                told[number] = span
                lives[number] = life
            }
            return FleetSnapshot(lives: lives, age: age(root["age_s"]))
        }

        private mutating func age(_ node: Node?) -> TimeSpan {
            guard let node else { return .zero }
            guard let scalar = node.scalar, scalar.style == .plain,
                let seconds = Double(scalar.text),
                seconds >= 0, seconds <= TimeSpan.years(1).seconds
            else {
                diagnostics.report(
                    .wrongType, at: node.span,
                    "`age_s` must be a number of seconds, up to a year, not \(node.phrase)",
                    help: "write it as a number without quotes, such as `\"age_s\": 5`")
                return .zero
            }
            return TimeSpan(microseconds: Int64(seconds * 1_000_000))
        }

        private mutating func read(_ node: Node) -> (Int, Life)? {
            guard let name = node["server"], let word = node["is"] else {
                diagnostics.report(
                    .missingField, at: node.span,
                    "each server needs its name, `server`, and what it does, `is`")
                return nil
            }
            let text = name.scalar?.text ?? ""
            guard let number = fleet.serverNames.server(named: text)?.index else {
                diagnostics.reportUnknownServer(text, at: name.span, among: fleet.serverNames)
                return nil
            }
            guard let life = lives.first(where: { $0.0 == word.scalar?.text })?.1 else {
                diagnostics.report(
                    .notOneOf, at: word.span, "`is` cannot be \(word.phrase)",
                    help: "one of " + lives.map { "`\($0.0)`" }.joined(separator: ", "))
                return nil
            }
            return (number, life)
        }

        private let lives: [(String, Life)] = [
            ("serving", .serving), ("draining", .draining), ("removed", .removed),
            ("crashed", .crashed), ("hung", .hung), ("cut off", .cutOff), ("starting", .starting),
            ("stopped", .stopped),
        ]
    }
}
