internal import Glibc

/// The variables that fumble was started with.
enum Environment {
    /// `NAME=value` each.
    static let variables: [String] = {
        var variables: [String] = []
        var place = environ
        while let variable = place.pointee {
            variables.append(String(cString: variable))
            place += 1
        }
        return variables
    }()

    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
