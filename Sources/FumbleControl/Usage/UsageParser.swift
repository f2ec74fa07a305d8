/// Reads a usage line's tokens into a tree.
struct UsageParser {
    private let tokens: [UsageToken]
    private let end: Int
    private var next = 0
    private var depth = 0

    /// The deepest nesting of brackets.
    static let deepest = 16

    init(_ usage: String) {
        tokens = UsageToken.split(usage)
        end = usage.unicodeScalars.count
    }

    mutating func parse() throws(UsageError) -> UsagePart {
        guard let first = tokens.first else {
            throw error("the usage is blank", help: nil)
        }
        let part = try choice()
        if let token = current {
            throw error("`\(token.text)` closes nothing", help: nil)
        }
        guard Self.isWord(first.text) else {
            throw UsageError(
                offset: first.offset, length: first.length,
                message: "a usage begins with the name of its command, not with `\(first.text)`",
                help: nil)
        }
        if let name = part.doubled {
            throw doubled(name)
        }
        return part
    }

    private var current: UsageToken? { next < tokens.count ? tokens[next] : nil }

    private mutating func choice() throws(UsageError) -> UsagePart {
        var branches = [try sequence()]
        while current?.text == "|" {
            next += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(UsageError) -> UsagePart {
        var parts: [UsagePart] = []
        while let token = current, token.text != ")", token.text != "]", token.text != "|" {
            guard token.text != "..." else {
                throw error("`...` repeats nothing", help: "put it after what is repeated")
            }
            let part = try element(token)
            if current?.text == "..." {
                next += 1
                parts.append(.repeated(part))
            } else {
                parts.append(part)
            }
        }
        guard !parts.isEmpty else {
            throw error("something is missing here", help: "`(`, `[` and `|` want an element")
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func element(_ token: UsageToken) throws(UsageError) -> UsagePart {
        // A sequence of one keeps `[(a b)]` apart from `[a b]`.
        if token.text == "(" { return .sequence([try bracket(closedBy: ")")]) }
        if token.text == "[" {
            switch try bracket(closedBy: "]") {
            case .sequence(let parts): return .optional(parts)
            case let part: return .optional([part])
            }
        }
        if token.text.hasPrefix("-") { return .option(try option(token)) }
        guard Self.isArgument(token.text) || Self.isWord(token.text) else {
            throw error(
                "`\(token.text)` is neither a word nor an argument",
                help: "write words in small letters, and arguments in capitals, such as `COUNT`")
        }
        next += 1
        return Self.isArgument(token.text) ? .argument(token.text) : .word(token.text)
    }

    private mutating func bracket(closedBy closing: String) throws(UsageError) -> UsagePart {
        let opening = tokens[next]
        guard depth < Self.deepest else {
            throw error("more than \(Self.deepest) brackets in one another", help: nil)
        }
        next += 1
        depth += 1
        let part = try choice()
        depth -= 1
        guard current?.text == closing else {
            throw UsageError(
                offset: opening.offset, length: opening.length,
                message: "`\(opening.text)` is not closed", help: "close it with `\(closing)`")
        }
        next += 1
        return part
    }

    /// An option is followed by its value where the next token is an argument's name.
    private mutating func option(_ token: UsageToken) throws(UsageError) -> UsageOption {
        let parts = token.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard Self.isOption(name) else {
            throw error(
                "`\(name)` is not an option's name",
                help: "write `--name` in small letters, or `-n` with one letter")
        }
        if parts.count == 2 {
            guard Self.isArgument(String(parts[1])) else {
                throw error(
                    "the value of `\(name)` is not an argument's name",
                    help: "write it in capitals, such as `\(name)=COUNT`")
            }
            next += 1
            return UsageOption(name: name, value: String(parts[1]))
        }
        next += 1
        guard let value = current, Self.isArgument(value.text) else {
            return UsageOption(name: name, value: nil)
        }
        next += 1
        return UsageOption(name: name, value: value.text)
    }

    private func error(_ message: String, help: String?) -> UsageError {
        UsageError(
            offset: current?.offset ?? end, length: current?.length ?? 0, message: message,
            help: help)
    }

    private func doubled(_ name: String) -> UsageError {
        let last = tokens.last { $0.text == name || $0.text.hasPrefix(name + "=") }
        return UsageError(
            offset: last?.offset ?? 0, length: last?.length ?? 0,
            message: "`\(name)` is named twice",
            help: "each option and argument has a name of its own, save in branches of a choice")
    }
}

extension UsageParser {
    private static func isSmall(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."Z").contains(scalar)
    }
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isArgument(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isCapital(first) else { return false }
        return text.unicodeScalars.allSatisfy {
            isCapital($0) || isDigit($0) || $0 == "_" || $0 == "-"
        }
    }

    private static func isWord(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isSmall(first) || isDigit(first) else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            isSmall($0) || isDigit($0) || "_-.:/".unicodeScalars.contains($0)
        }
    }

    private static func isOption(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        if scalars.count == 2 { return isSmall(scalars[1]) || isCapital(scalars[1]) }
        guard text.hasPrefix("--"), scalars.count > 2, isSmall(scalars[2]) else { return false }
        return scalars.dropFirst(2).allSatisfy {
            isSmall($0) || isCapital($0) || isDigit($0) || "-_.".unicodeScalars.contains($0)
        }
    }
}
