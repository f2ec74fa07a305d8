/// A file is named for a type that it declares, or `Type+What.swift` for one that it extends.
enum Names {
    /// Files that hold several small neighbours of one rank, none of which is the main one.
    static let exceptions: Set<String> = [
        "Sources/FumbleModel/Fleet/Identifiers.swift",
        "Sources/FumbleModel/Ports/Naming.swift",
        "Sources/FumbleModel/Quantities/Bytes.swift",
        "Sources/FumbleModel/Quantities/CodableTimes.swift",
        "Sources/FumbleCatalog/Support/Breach.swift",
        "Sources/FumbleCatalog/Support/FaultOnServers.swift",
    ]

    static func findings(in file: SourceText) -> [Finding] {
        guard file.isSource, !exceptions.contains(file.path) else { return [] }
        let isEmpty = file.code.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        guard !isEmpty else { return [] }
        let parts = file.name.split(separator: "+", maxSplits: 1).map(String.init)
        let declared = declaredTypes(of: file, isExtension: parts.count > 1)
        guard let type = parts.first, !declared.contains(type) else { return [] }
        let extended = declaredTypes(of: file, isExtension: true)
        let isOnlyExtensions = declared.isEmpty && !extended.isEmpty
        let help =
            isOnlyExtensions
            ? "call it `\(extended[0])+\(file.name).swift`"
            : "it declares \(declared.joined(separator: ", "))"
        return [file.finding(1, "declares no `\(type)`; \(help)")]
    }

    private static func declaredTypes(of file: SourceText, isExtension: Bool) -> [String] {
        let keywords =
            isExtension
            ? ["extension"] : ["struct", "enum", "class", "actor", "protocol", "typealias"]
        return keywords.flatMap { keyword in
            Words.offsets(of: keyword, in: file.code).map {
                Words.identifier(after: $0 + keyword.utf8.count, in: file.code)
            }
        }
    }
}
