extension Usage {
    /// A line of this usage: what must be typed, and what has a value here; of branches the first.
    ///
    /// - Parameter values: by the names of arguments; one that is not among them is typed as `x`.
    package func example(_ values: [String: String]) -> String {
        Self.words(of: root, values).joined(separator: " ")
    }

    private static let anything = "x"

    private static func words(of part: UsagePart, _ values: [String: String]) -> [String] {
        switch part {
        case .word(let word): [word]
        case .argument(let name): [values[name] ?? anything]
        case .option(let option):
            [option.name] + (option.value.map { [values[$0] ?? anything] } ?? [])
        case .sequence(let parts): parts.flatMap { words(of: $0, values) }
        case .optional(let parts):
            parts.filter { hasValue($0, values) }.flatMap { words(of: $0, values) }
        case .choice(let parts):
            words(of: parts.first { hasValue($0, values) } ?? parts[0], values)
        case .repeated(let part): words(of: part, values)
        }
    }

    private static func hasValue(_ part: UsagePart, _ values: [String: String]) -> Bool {
        part.leaves.contains { leaf in
            switch leaf {
            case .argument(let name): values[name] != nil
            case .option(let option): option.value.map { values[$0] != nil } ?? false
            case .word, .sequence, .optional, .choice, .repeated: false
            }
        }
    }
}
