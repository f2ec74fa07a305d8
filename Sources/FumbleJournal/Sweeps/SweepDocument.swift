import FoundationEssentials
package import FumbleModel

/// A sweep as one JSON document: `fumble.sweep/1`, as `fumble sweep --format json` prints it, or
/// `fumble.baseline/1`, which is the same with less of each run.
package struct SweepDocument: Sendable {
    package let header: SweepHeader
    package let seeds: [SeedVerdict]
    /// Why it is less than a whole sweep; nil: it is whole.
    package let missing: String?

    /// The schemas that are read, without their versions.
    private static let schemas = ["fumble.sweep/", "fumble.baseline/"]
    private static let version = 1

    /// What kind of document some bytes say that they are; nil: they say nothing.
    package static func schema(of bytes: [UInt8]) -> String? {
        try? JSONDecoder().decode(SchemaOnly.self, from: Data(bytes)).schema
    }

    /// - Parameter path: for messages.
    package static func read(_ bytes: [UInt8], path: String) throws(JournalError) -> SweepDocument {
        guard let schema = schema(of: bytes),
            let known = schemas.first(where: { schema.hasPrefix($0) })
        else {
            throw JournalError(
                .notRead, path: path,
                cause: "it is no sweep and no baseline: write one with `fumble sweep --format "
                    + "json` or `fumble baseline`")
        }
        if let written = Int(schema.dropFirst(known.count)), written > version {
            throw JournalError(
                .newer, path: path,
                cause: "it is written as \(schema), and this fumble reads up to \(known)\(version)")
        }
        do {
            return try SeedRow.decoder().decode(Written.self, from: Data(bytes)).document
        } catch {
            throw JournalError(.notRead, path: path, cause: "it is damaged: \(Self.words(error))")
        }
    }

    static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        return switch error {
        case .keyNotFound(let key, _): "it has no `\(key.stringValue)`"
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not JSON to its end"
                : "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` is not what "
                    + "it should be"
        @unknown default: "\(error)"
        }
    }

    private struct Written: Decodable {
        let experiment: String
        let experimentSha256: String
        let build: String
        let fleet: String?
        let inputs: [String: String]?
        let varied: [Varied]?
        let swarm: Bool?
        let operations: [String]?
        let responds: Bool?
        let method: [String: String]?
        let missing: String?
        let precision: Precision?
        let counts: [String: Int]?
        let seeds: [SeedRow]

        struct Precision: Decodable { let reached: Bool }

        struct Varied: Decodable {
            let input: String
            let values: [String]
        }

        var document: SweepDocument {
            let pairs = { (members: [String: String]?) in
                (members ?? [:]).sorted { $0.key < $1.key }
            }
            let header = SweepHeader(
                experiment: experiment, experimentHash: experimentSha256, build: build,
                fleetKind: fleet ?? "simulated",
                inputs: pairs(inputs).map { Plan.Input(name: $0.key, value: $0.value) },
                varied: (varied ?? []).map { VariedInput(name: $0.input, values: $0.values) },
                isSwarm: swarm ?? false, operations: operations ?? [],
                responds: responds ?? true,
                method: pairs(method).map { MethodPart(name: $0.key, digest: $0.value) })
            let unread = seeds.count { $0.verdict(of: header) == nil }
            let notBegun = counts?["not begun"] ?? 0
            let isShort = missing == nil && notBegun > 0 && precision?.reached != true
            let reasons = [
                missing.map(Self.reason), unread > 0 ? "\(unread) runs of it cannot be read" : nil,
                isShort ? "\(notBegun) runs were not begun" : nil,
            ].compactMap { $0 }
            return SweepDocument(
                header: header, seeds: seeds.compactMap { $0.verdict(of: header) },
                missing: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
        }

        /// `7 of 22 runs are missing`, of the sentence that a report has for it.
        private static func reason(_ missing: String) -> String {
            let start = "This is a part: "
            guard missing.hasPrefix(start), missing.hasSuffix(".") else { return missing }
            return String(missing.dropFirst(start.count).dropLast())
        }
    }
}
