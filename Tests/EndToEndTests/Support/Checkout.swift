import Foundation

/// The files of the checkout that these tests lie in.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The command under test: `FUMBLE_BINARY`, or what was built beside the tests.
    static let binary: String = {
        if let given = ProcessInfo.processInfo.environment["FUMBLE_BINARY"] { return given }
        return builtBeside("fumble")
    }()

    /// Another binary that was built beside the tests.
    static func builtBeside(_ name: String) -> String {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: name).path()
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Every YAML file below a folder, as paths below the checkout, sorted.
    static func yaml(below folder: String) throws -> [String] {
        let base = root.appending(path: folder).path()
        return try FileManager.default.subpathsOfDirectory(atPath: base)
            .filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }.sorted()
    }

    /// The experiments among them, by what their first line that is no comment says.
    static func experiments(below folder: String = "Experiments") throws -> [String] {
        try yaml(below: folder).filter { try header(of: $0) == "fumble: experiment/v1" }
    }

    static func header(of path: String) throws -> String? {
        try text(path).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .first { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}
