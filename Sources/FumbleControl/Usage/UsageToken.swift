/// A piece of a usage line's text, and where it stands.
struct UsageToken: Sendable, Hashable {
    let text: String
    let offset: Int

    var length: Int { text.unicodeScalars.count }

    /// Splits a usage line: brackets, bars and dots stand alone, everything else is cut at spaces.
    static func split(_ usage: String) -> [UsageToken] {
        let scalars = Array(usage.unicodeScalars)
        var tokens: [UsageToken] = []
        var index = 0
        while index < scalars.count {
            let start = index
            if isSpace(scalars[index]) {
                index += 1
                continue
            }
            index = end(of: scalars, from: start)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[start..<index])
            tokens.append(UsageToken(text: String(text), offset: start))
        }
        return tokens
    }

    private static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int {
        if isMark(scalars[start]) { return start + 1 }
        if isDots(scalars, at: start) { return start + 3 }
        var index = start
        while index < scalars.count, !isSpace(scalars[index]), !isMark(scalars[index]),
            !isDots(scalars, at: index)
        {
            index += 1
        }
        return index
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "(" || scalar == ")" || scalar == "[" || scalar == "]" || scalar == "|"
    }

    private static func isDots(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        index + 3 <= scalars.count && scalars[index..<index + 3].allSatisfy { $0 == "." }
    }
}
