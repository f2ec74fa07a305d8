/// Paths of files that name each other.
enum FilePath {
    /// The path of a file that is named from another one's folder.
    static func beside(_ file: String, _ name: String) -> String {
        guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
        var folder = String(file[...slash])
        var rest = name[...]
        while true {
            if rest.hasPrefix("./") {
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("../"), let parent = parent(of: folder) {
                folder = parent
                rest = rest.dropFirst(3)
            } else {
                return folder + rest
            }
        }
    }

    /// `a/` for `a/b/`; nil where it cannot be told from the text.
    private static func parent(of folder: String) -> String? {
        let trimmed = folder.dropLast()
        guard !trimmed.isEmpty, trimmed != ".", !trimmed.hasSuffix("..") else { return nil }
        guard let slash = trimmed.lastIndex(of: "/") else { return "" }
        return String(trimmed[...slash])
    }
}
