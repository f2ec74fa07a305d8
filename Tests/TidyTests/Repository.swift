import Foundation

/// The files of this checkout, as they are on disk, without what git ignores.
struct Repository: Sendable {
    let files: [SourceText]
    /// What stands at the top, sorted, dot-files aside.
    let topLevel: [String]

    /// Read once for all tests of the suite.
    static let here: Result<Repository, any Error> = Result { try Repository(at: root) }

    /// The names that `.gitignore` keeps out, besides dot-files of the build.
    private static let ignored = ["Package.resolved", "Reports/runs"]
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    init(at root: URL) throws {
        topLevel = try Self.names(in: root).filter {
            !$0.hasPrefix(".") && !Self.ignored.contains($0)
        }
        var files: [SourceText] = []
        for name in try Self.names(in: root)
        where !name.hasPrefix(".build") && name != ".git" {
            try Self.read(name, below: root, into: &files)
        }
        self.files = files
    }

    private static func read(_ path: String, below root: URL, into files: inout [SourceText]) throws
    {
        guard !ignored.contains(path), !path.hasSuffix("__pycache__") else { return }
        let url = root.appending(path: path)
        let values = try url.resourceValues(forKeys: [.isDirectoryKey, .isRegularFileKey])
        if values.isDirectory == true {
            for name in try names(in: url) {
                try read(path + "/" + name, below: root, into: &files)
            }
        } else if values.isRegularFile == true {
            files.append(SourceText(path: path, bytes: [UInt8](try Data(contentsOf: url))))
        }
    }

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    }
}
