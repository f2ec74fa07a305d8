/// One file of the repository, with Swift's code, comments and string literals told apart.
///
/// `code`, `comments` and `strings` have the length and the lines of `text`; what is not theirs is blank.
/// So a rule about code is not misled by a string that names what it bans.
struct SourceText: Sendable {
    /// Relative to the top of the repository: `Sources/FumbleModel/Run/Run.swift`.
    let path: String
    let text: [UInt8]
    let code: [UInt8]
    let comments: [UInt8]
    let strings: [UInt8]

    init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.text = bytes
        guard path.hasSuffix(".swift") else {
            (code, comments, strings) = ([], [], [])
            return
        }
        var splitter = SwiftSplitter(bytes)
        splitter.split()
        (code, comments, strings) = (splitter.code, splitter.comments, splitter.strings)
    }

    /// The file's name without its folder and `.swift`.
    var name: String {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        return last.hasSuffix(".swift") ? String(last.dropLast(6)) : last
    }

    var isSource: Bool { path.hasPrefix("Sources/") && path.hasSuffix(".swift") }

    var isTest: Bool { path.hasPrefix("Tests/") && path.hasSuffix(".swift") }

    /// The target that the file belongs to: the folder below `Sources/`.
    var room: String? {
        let parts = path.split(separator: "/")
        return isSource && parts.count > 2 ? String(parts[1]) : nil
    }

    func finding(_ line: Int, _ message: String) -> Finding {
        Finding(path: path, line: line, message: message)
    }
}
