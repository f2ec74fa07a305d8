/// What a name may look like.
package enum NameText {
    package static let pattern = "^[a-z0-9_.-]+$"
    private static let longest = 100

    /// What is wrong with a text as a name, if anything.
    package static func mistake(in text: String) -> ScalarMistake? {
        let bytes = text.utf8
        guard !bytes.isEmpty, bytes.count <= longest, bytes.allSatisfy(isAllowed) else {
            return ScalarMistake(
                .invalidName, "is not a name",
                help: "a name is at most \(longest) lower-case letters, digits, `-`, `_` and `.`")
        }
        return nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
