/// Whether a text is well-formed XML of the simple sort that reports are: elements, attributes in
/// double quotes, and the entities that XML itself defines.
struct XMLScan {
    private var rest: Substring
    private var open: [Substring] = []

    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// Throws at the first mistake.
    static func check(_ text: String) throws {
        for scalar in text.unicodeScalars {
            let isAllowed =
                scalar.value >= 0x20 || scalar == "\n" || scalar == "\t" || scalar == "\r"
            if !isAllowed || scalar.value == 0xFFFE || scalar.value == 0xFFFF {
                throw Mistake(description: "a character that XML does not have: \(scalar.value)")
            }
        }
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        guard text.hasPrefix(declaration) else { throw Mistake(description: "no declaration") }
        var scan = XMLScan(rest: text.dropFirst(declaration.count))
        try scan.run()
    }

    private init(rest: Substring) {
        self.rest = rest
    }

    private mutating func run() throws {
        var roots = 0
        while let start = rest.firstIndex(of: "<") {
            let text = rest[..<start]
            if open.isEmpty, !text.allSatisfy(\.isWhitespace) {
                throw Mistake(description: "text outside: \(text)")
            }
            try checkText(text)
            guard let end = rest[start...].firstIndex(of: ">") else {
                throw Mistake(description: "a tag without an end")
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if open.isEmpty { roots += 1 }
            try take(tag)
        }
        guard open.isEmpty, roots == 1, rest.allSatisfy(\.isWhitespace) else {
            throw Mistake(description: "\(roots) roots, \(open) open, \(rest) left")
        }
    }

    private mutating func take(_ tag: Substring) throws {
        if tag.hasPrefix("/") {
            guard open.popLast() == tag.dropFirst() else {
                throw Mistake(description: "closes what is not open: \(tag)")
            }
            return
        }
        let isEmpty = tag.hasSuffix("/")
        let body = isEmpty ? tag.dropLast() : tag
        let name = body.prefix { $0.isLetter || $0 == "-" || $0.isNumber }
        if name.isEmpty { throw Mistake(description: "a tag without a name") }
        try checkAttributes(body.dropFirst(name.count))
        if !isEmpty { open.append(name) }
    }

    private func checkAttributes(_ text: Substring) throws {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1, parts.last == "" else {
            throw Mistake(description: "attributes: \(text)")
        }
        for (index, part) in parts.dropLast().enumerated() {
            if index % 2 == 1 {
                try checkText(part)
                continue
            }
            guard part.hasPrefix(" "), part.hasSuffix("="),
                part.dropFirst().dropLast().allSatisfy({
                    $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-"
                })
            else { throw Mistake(description: "an attribute's name: \(part)") }
        }
    }

    /// Every `&` begins an entity.
    private func checkText(_ text: Substring) throws {
        for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            let entity = part.prefix { $0 != ";" }
            let isNumber = entity.hasPrefix("#") && Int(entity.dropFirst()) != nil
            let isKnown = ["amp", "lt", "gt", "quot"].contains { $0 == entity }
            guard entity.endIndex < part.endIndex, isNumber || isKnown else {
                throw Mistake(description: "not an entity: &\(part)")
            }
        }
    }
}
