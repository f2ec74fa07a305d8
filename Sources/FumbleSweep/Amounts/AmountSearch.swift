internal import FumbleDocument
internal import FumbleModel

/// Finds the numbers of a step by how they are written, whatever its kind.
struct AmountSearch {
    private(set) var found: [Amount] = []

    /// All of a tree's method, servers first: they are what people would have fewer of.
    static func amounts(of root: Node) -> [Amount] {
        var search = AmountSearch()
        for (index, step) in MethodSteps(of: root).steps.enumerated() {
            search.visit(step, at: MethodSteps.path(of: index))
        }
        return search.found.filter { $0.form.isOfServers }
            + search.found.filter { $0.form == .factor }
            + search.found.filter { $0.form == .time }
    }

    static func amounts(of step: Node, at path: NodePath) -> [Amount] {
        var search = AmountSearch()
        search.visit(step, at: path)
        return search.found
    }

    /// Fields that name things, or say what is accepted: no smaller one means less.
    private static let names = [
        "as", "of", "group", "zone", "from", "on", "alarm", "probe", "tolerance", "each", "meant",
    ]

    private mutating func visit(_ node: Node, at path: NodePath) {
        switch node.content {
        case .scalar: read(node, at: path)
        case .sequence(let elements):
            for (index, element) in elements.enumerated() { visit(element, at: path.place(index)) }
        case .mapping(let entries):
            if let line = node["typed"] ?? node["meant"], let text = line.scalar?.text {
                let name = node["typed"] == nil ? "meant" : "typed"
                let meant = name == "typed" ? node["meant"]?.scalar?.text : nil
                readLine(text, meant: meant, at: path.key(name))
            }
            for entry in entries where !Self.names.contains(entry.name) && entry.name != "typed" {
                visit(entry.value, at: path.key(entry.name))
            }
        }
    }

    private mutating func read(_ node: Node, at path: NodePath) {
        if let amount = Self.value(of: node, as: .serverAmount) {
            switch amount {
            case .count(let count):
                let isNamed = node.scalar?.text.contains(" server") ?? false
                let isOfServers = isNamed || path.parts.last == .key("count")
                let form = Amount.Form.count(
                    noun: isNamed ? "servers" : "", meant: isOfServers ? "servers" : "")
                found.append(Amount(path: path, form: form, stated: Int64(count)))
            case .share(let share):
                found.append(Amount(path: path, form: .share, stated: share.partsPerMillion))
            }
        } else if let factor = Self.value(of: node, as: .factor), factor > 1 {
            let stated = Int64((factor * 1_000).rounded())
            found.append(Amount(path: path, form: .factor, stated: stated))
        } else if let time = Self.value(of: node, as: .duration) ?? Self.value(of: node, as: .age) {
            found.append(Amount(path: path, form: .time, stated: time.microseconds))
        }
    }

    private static func value<Value>(of node: Node, as shape: Shape<Value>) -> Value? {
        var reading = Reading()
        return shape.read(node, &reading)
    }

    /// The numbers of a typed line; where the meant line has a smaller one in its place, that is the
    /// least.
    private mutating func readLine(_ text: String, meant: String?, at path: NodePath) {
        let words = Self.numbers(in: text)
        let meantWords = meant.map(Self.numbers) ?? []
        for (index, word) in words.enumerated() {
            let other = meantWords.count == words.count ? meantWords[index] : nil
            let least = other.map { $0.value < word.value ? max($0.value, 1) : 1 } ?? 1
            if other?.value == word.value { continue }
            let form = Amount.Form.typed(before: word.before, after: word.after)
            found.append(Amount(path: path, form: form, stated: word.value, least: least))
        }
    }

    private struct NumberInLine {
        let value: Int64
        let before: String
        let after: String
    }

    /// Whole numbers that are words of their own, or follow a `=`; a `%` may follow them.
    private static func numbers(in line: String) -> [NumberInLine] {
        let bytes = Array(line.utf8)
        let starts = [UInt8(ascii: " "), UInt8(ascii: "=")]
        var numbers: [NumberInLine] = []
        var index = 0
        while index < bytes.count {
            guard index == 0 || starts.contains(bytes[index - 1]), isDigit(bytes[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            let rest = bytes[end...]
            let isWord =
                rest.isEmpty || rest.first == starts[0] || rest.starts(with: Array("% ".utf8))
                || Array(rest) == Array("%".utf8)
            if isWord, let value = Int64(String(decoding: bytes[index..<end], as: UTF8.self)) {
                numbers.append(
                    NumberInLine(
                        value: value, before: String(decoding: bytes[..<index], as: UTF8.self),
                        after: String(decoding: rest, as: UTF8.self)))
            }
            index = end
        }
        return numbers
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension Amount.Form {
    var isOfServers: Bool {
        switch self {
        case .count, .share, .typed: true
        case .factor, .time: false
        }
    }
}
