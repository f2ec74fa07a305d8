/// What the keys of a mapping are.
package enum KeyText: Sendable {
    /// The author's own names.
    case names
    /// Arguments of usage lines, such as `COUNT`.
    case arguments

    var pattern: String {
        switch self {
        case .names: NameText.pattern
        case .arguments: "^[A-Z][A-Z0-9_-]*$"
        }
    }

    /// Whether a text can be an argument of a usage line: capitals, and digits, `_` and `-` after the first.
    package static func isArgument(_ text: String) -> Bool {
        let isCapital = { (scalar: Unicode.Scalar) in ("A"..."Z").contains(scalar) }
        let scalars = text.unicodeScalars
        return scalars.first.map(isCapital) == true
            && scalars.allSatisfy {
                isCapital($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
            }
    }

    /// What is wrong with a text as a key, if anything.
    func mistake(in text: String) -> ScalarMistake? {
        switch self {
        case .names: return NameText.mistake(in: text)
        case .arguments:
            return Self.isArgument(text)
                ? nil
                : ScalarMistake(
                    .invalidName, "is no argument of a usage line",
                    help: "arguments are in capitals, such as `HOST`")
        }
    }
}
