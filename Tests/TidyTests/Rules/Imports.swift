/// A room imports what the table of the architecture allows, and nothing else.
enum Imports {
    /// The arrows of the architecture: what the files of each room may import.
    static let allowed: [String: Set<String>] = [
        "FumbleModel": [],
        "FumbleDocument": ["FumbleModel", "CLibYAML"],
        "FumbleControl": ["FumbleModel"],
        "FumbleJudge": ["FumbleModel"],
        "FumbleSimulator": ["FumbleModel"],
        "FumbleProcesses": [
            "CKeeper", "Dispatch", "FumbleModel", "FumbleTraffic", "Glibc", "Synchronization",
        ],
        "FumbleExternal": rim.union(["FumbleModel", "NIOCore", "NIOHTTP1", "NIOPosix"]),
        "FumbleReport": ["FumbleModel"],
        "FumbleJournal": rim.union(["FumbleModel"]),
        "FumbleTraffic": [
            "CTraffic", "DequeModule", "FumbleModel", "Glibc", "HeapModule", "Histogram", "NIOCore",
            "NIOHTTP1", "NIOPosix", "Synchronization",
        ],
        "FumbleHistory": rim.union(["FumbleJournal", "FumbleModel", "GRDB"]),
        "FumbleSweep": ["FumbleDocument", "FumbleModel"],
        "FumbleSlips": ["FumbleControl", "FumbleModel"],
        "FumbleEngine": ["FumbleControl", "FumbleModel"],
        "FumbleIntake": ["FumbleControl", "FumbleDocument", "FumbleModel"],
        "FumbleCatalog": ["FumbleDocument", "FumbleModel"],
        "FumbleSchedule": ["FumbleDocument", "FumbleModel"],
        "FumbleCompiler": [
            "FumbleCatalog", "FumbleControl", "FumbleDocument", "FumbleModel", "FumbleSchedule",
        ],
        "fumble": rim.union([
            "ArgumentParser", "Dispatch", "Synchronization", "FumbleCatalog", "FumbleCompiler",
            "FumbleControl", "FumbleDocument", "FumbleEngine", "FumbleExternal", "FumbleHistory",
            "FumbleIntake", "FumbleJournal", "FumbleJudge", "FumbleModel", "FumbleProcesses",
            "FumbleReport", "FumbleSchedule", "FumbleSimulator",
            "FumbleSlips", "FumbleSweep",
        ]),
        "fumble-bench": [
            "FumbleCatalog", "FumbleCompiler", "FumbleControl", "FumbleDocument", "FumbleModel",
            "FumbleProcesses", "FumbleSimulator", "FumbleSlips", "FumbleTraffic", "Glibc",
        ],
        "DepotStore": rim.union([
            "FumbleDocument", "FumbleModel", "NIOCore", "NIOHTTP1", "NIOPosix", "SwiftOverlayShims",
        ]),
        "DepotControl": [
            "FumbleControl", "FumbleModel", "NIOCore", "NIOPosix", "Synchronization",
        ],
        "depotctl": rim.union([
            "ArgumentParser", "DepotControl", "Dispatch", "FumbleCatalog", "FumbleCompiler",
            "FumbleControl", "FumbleDocument", "FumbleExternal", "FumbleModel", "FumbleProcesses",
        ]),
        "depot": rim.union(["ArgumentParser", "DepotStore", "Dispatch", "FumbleDocument"]),
    ]

    /// The rooms at the rim meet the operating system; the middle is the standard library alone.
    private static let rim: Set<String> = [
        "FoundationEssentials", "Glibc", "Subprocess", "Synchronization", "SystemPackage",
    ]

    static func findings(in file: SourceText) -> [Finding] {
        guard let room = file.room else { return [] }
        guard let allowed = allowed[room] else {
            return [file.finding(1, "`\(room)` is not a room of the architecture's table")]
        }
        return imports(of: file).compactMap { line, module in
            allowed.contains(module)
                ? nil : file.finding(line, "`\(room)` may not import `\(module)`")
        }
    }

    /// libyaml is behind one file.
    static func findings(inAll files: [SourceText]) -> [Finding] {
        let users = files.filter { file in
            file.isSource && imports(of: file).contains { $0.module == "CLibYAML" }
        }
        return users.dropFirst().map {
            $0.finding(1, "only one file imports `CLibYAML`, and \(users[0].path) does already")
        }
    }

    static func imports(of file: SourceText) -> [(line: Int, module: String)] {
        Words.offsets(of: "import", in: file.code).compactMap { offset in
            let lineStart =
                file.code[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let before = String(decoding: file.code[lineStart..<offset], as: UTF8.self)
            guard before.split(separator: " ").allSatisfy(isImportModifier) else { return nil }
            var module = Words.identifier(after: offset + 6, in: file.code)
            if ["struct", "enum", "class", "protocol", "func", "typealias", "let", "var"]
                .contains(module)
            {
                let kind = Words.offsets(of: module, in: Array(file.code[offset...]))[0]
                module = Words.identifier(after: offset + kind + module.utf8.count, in: file.code)
            }
            let line = 1 + file.code[..<offset].count { $0 == UInt8(ascii: "\n") }
            return (line, module)
        }
    }

    private static func isImportModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@")
            || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }
}
