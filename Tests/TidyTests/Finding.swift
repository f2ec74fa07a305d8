/// A place where a rule is broken.
struct Finding: Equatable, Sendable, CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}

extension [Finding] {
    /// One finding a line, for the failure of a test.
    var report: String { map(\.description).joined(separator: "\n") }
}
