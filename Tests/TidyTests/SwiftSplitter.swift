/// Tells code, comments and string literals of a Swift file apart.
///
/// Knows nested block comments, raw and multi-line strings, interpolation (which is code) and `#/…/#`.
/// A bare `/…/` regex is taken for code.
struct SwiftSplitter {
    private enum Context {
        case code(openParentheses: Int)
        case string(hashes: Int, isMultiline: Bool)
    }

    private(set) var code: [UInt8]
    private(set) var comments: [UInt8]
    private(set) var strings: [UInt8]

    private let bytes: [UInt8]
    private var position = 0
    private var contexts: [Context] = [.code(openParentheses: 0)]

    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let blank = bytes.map { $0 == Self.newline ? Self.newline : Self.space }
        (code, comments, strings) = (blank, blank, blank)
    }

    mutating func split() {
        while position < bytes.count, let context = contexts.last {
            switch context {
            case .code(let openParentheses): stepInCode(openParentheses)
            case .string(let hashes, let isMultiline): stepInString(hashes, isMultiline)
            }
        }
    }

    private mutating func stepInCode(_ openParentheses: Int) {
        if starts("//") {
            while position < bytes.count, bytes[position] != Self.newline { take(into: \.comments) }
        } else if starts("/*") {
            takeBlockComment()
        } else if starts("#/") {
            while position < bytes.count, !starts("/#") { take(into: \.strings) }
            take(2, into: \.strings)
        } else if let hashes = hashesBeforeQuote() {
            take(hashes, into: \.code)
            let isMultiline = starts("\"\"\"")
            take(isMultiline ? 3 : 1, into: \.code)
            contexts.append(.string(hashes: hashes, isMultiline: isMultiline))
        } else {
            stepOverCode(openParentheses)
        }
    }

    private mutating func stepOverCode(_ openParentheses: Int) {
        switch bytes[position] {
        case UInt8(ascii: "("):
            contexts[contexts.count - 1] = .code(openParentheses: openParentheses + 1)
        case UInt8(ascii: ")") where openParentheses == 0 && contexts.count > 1:
            contexts.removeLast()
        case UInt8(ascii: ")"):
            contexts[contexts.count - 1] = .code(openParentheses: max(0, openParentheses - 1))
        default: break
        }
        take(into: \.code)
    }

    private mutating func stepInString(_ hashes: Int, _ isMultiline: Bool) {
        let marks = String(repeating: "#", count: hashes)
        let end = (isMultiline ? "\"\"\"" : "\"") + marks
        if starts("\\" + marks + "(") {
            take(hashes + 2, into: \.code)
            contexts.append(.code(openParentheses: 0))
        } else if starts("\\" + marks) {
            take(hashes + 2, into: \.strings)
        } else if starts(end) {
            take(end.utf8.count, into: \.code)
            contexts.removeLast()
        } else if bytes[position] == Self.newline, !isMultiline {
            contexts.removeLast()
        } else {
            take(into: \.strings)
        }
    }

    private mutating func takeBlockComment() {
        var depth = 0
        while position < bytes.count {
            if starts("/*") {
                depth += 1
                take(2, into: \.comments)
            } else if starts("*/") {
                depth -= 1
                take(2, into: \.comments)
                if depth == 0 { return }
            } else {
                take(into: \.comments)
            }
        }
    }

    /// How many `#` come before a quote that begins here; nil if no string begins here.
    private func hashesBeforeQuote() -> Int? {
        var ahead = position
        while ahead < bytes.count, bytes[ahead] == Self.hash { ahead += 1 }
        return ahead < bytes.count && bytes[ahead] == Self.quote ? ahead - position : nil
    }

    private func starts(_ text: String) -> Bool {
        var ahead = position
        for byte in text.utf8 {
            guard ahead < bytes.count, bytes[ahead] == byte else { return false }
            ahead += 1
        }
        return true
    }

    private mutating func take(_ count: Int = 1, into part: WritableKeyPath<Self, [UInt8]>) {
        for _ in 0..<count where position < bytes.count {
            self[keyPath: part][position] = bytes[position]
            position += 1
        }
    }
}
