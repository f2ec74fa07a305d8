/// A file has at most 400 lines, a function at most 70.
enum Lengths {
    static let longestFile = 400
    static let longestFunction = 70

    static func findings(in file: SourceText) -> [Finding] {
        guard file.isSource else { return [] }
        let lines = file.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let count = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
        var findings: [Finding] = []
        if count > longestFile {
            findings.append(file.finding(1, "has \(count) lines; the wall is \(longestFile)"))
        }
        for function in functions(of: file) where function.lines > longestFunction {
            findings.append(
                file.finding(
                    function.line,
                    "this function has \(function.lines) lines; the wall is \(longestFunction)"))
        }
        return findings
    }

    /// Every function, initializer, subscript and computed property with a body, and its lines from
    /// the declaration to the closing brace.
    static func functions(of file: SourceText) -> [(line: Int, lines: Int)] {
        let code = Words.split(file.code).map { Array($0.utf8) }
        return code.indices.compactMap { index in
            guard declares(code[index]) else { return nil }
            return bodyEnd(of: index, in: code).map { (index + 1, $0 - index + 1) }
        }
    }

    private static func declares(_ line: [UInt8]) -> Bool {
        if Words.contains("func ", in: line) || Words.contains("deinit", in: line)
            || Words.contains("subscript(", in: line) || Words.contains("subscript<", in: line)
        {
            return true
        }
        if Words.contains("var ", in: line),
            line.last(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "{")
        {
            return true
        }
        return ["init(", "init<", "init?(", "init?<"].contains { word in
            Words.offsets(of: word, in: line).contains { offset in
                offset == 0 || line[offset - 1] == UInt8(ascii: " ")
            }
        }
    }

    /// The line of the brace that closes the body of the declaration at `start`; nil without a body.
    private static func bodyEnd(of start: Int, in code: [[UInt8]]) -> Int? {
        var parentheses = 0
        var braces = 0
        for index in start..<code.count {
            let isBlank = code[index].allSatisfy { $0 == UInt8(ascii: " ") }
            let isNext = index > start && parentheses == 0 && braces == 0
            if isNext && (isBlank || declares(code[index])) { return nil }
            for byte in code[index] {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
                case UInt8(ascii: "}") where braces == 1: return index
                case UInt8(ascii: "}") where braces > 1: braces -= 1
                case UInt8(ascii: "}") where parentheses == 0: return nil
                default: break
                }
            }
        }
        return nil
    }
}
