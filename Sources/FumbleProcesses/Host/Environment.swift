import Glibc

/// The variables that this process was started with.
package enum Environment {
    /// `NAME=value` each; the folder of this binary is the last of the path, so that the products
    /// beside it are found.
    package static let variables: [String] = {
        var variables: [String] = []
        var place = environ
        while let variable = place.pointee {
            let text = String(cString: variable)
            if !text.hasPrefix("PATH=") { variables.append(text) }
            place += 1
        }
        return variables + ["PATH=\(path)"]
    }()

    /// Where programs are looked for.
    package static let path: String = {
        let given = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        guard let own = realpath("/proc/self/exe", nil) else { return given }
        defer { free(own) }
        let folder = String(cString: own).split(separator: "/").dropLast().joined(separator: "/")
        return "\(given):/\(folder)"
    }()

    package static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
