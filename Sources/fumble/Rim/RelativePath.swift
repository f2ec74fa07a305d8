internal import Glibc
internal import SystemPackage

/// The way from one file to another.
enum RelativePath {
    /// The path of a file from the folder of another one.
    static func of(_ file: String, from other: String) -> String {
        let folder = absolute(FilePath(other)).removingLastComponent()
        let target = absolute(FilePath(file))
        let (from, to) = (Array(folder.components), Array(target.components))
        let common = zip(from, to).prefix { $0 == $1 }.count
        let parts =
            from.dropFirst(common).map { _ in ".." } + to.dropFirst(common).map(\.string)
        return parts.joined(separator: "/")
    }

    private static func absolute(_ path: FilePath) -> FilePath {
        guard path.isRelative, let here = getcwd(nil, 0) else { return path.lexicallyNormalized() }
        defer { free(here) }
        return FilePath(String(cString: here)).pushing(path).lexicallyNormalized()
    }
}
