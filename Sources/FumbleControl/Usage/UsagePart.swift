/// A piece of a usage line.
indirect enum UsagePart: Sendable, Hashable {
    /// A literal word, typed as it stands.
    case word(String)
    /// An argument that is told by its place.
    case argument(String)
    /// Stands anywhere in the line.
    case option(UsageOption)
    case sequence([UsagePart])
    /// Each of them may be left out by itself.
    case optional([UsagePart])
    case choice([UsagePart])
    /// Once or more.
    case repeated(UsagePart)

    /// Every word, argument and option in it, in order.
    var leaves: [UsagePart] {
        switch self {
        case .word, .argument, .option: [self]
        case .sequence(let parts), .optional(let parts), .choice(let parts):
            parts.flatMap(\.leaves)
        case .repeated(let part): part.leaves
        }
    }

    /// The options that may be typed more than once.
    func repeatable(isRepeated: Bool = false) -> [String] {
        switch self {
        case .word, .argument: []
        case .option(let option): isRepeated ? [option.name] : []
        case .sequence(let parts), .optional(let parts), .choice(let parts):
            parts.flatMap { $0.repeatable(isRepeated: isRepeated) }
        case .repeated(let part): part.repeatable(isRepeated: true)
        }
    }

    /// The arguments that every line has: of a choice those of all its branches.
    var required: [String] {
        switch self {
        case .word, .optional: return []
        case .argument(let name): return [name]
        case .option(let option): return option.value.map { [$0] } ?? []
        case .sequence(let parts): return parts.flatMap(\.required)
        case .choice(let parts):
            let all = parts.map(\.required)
            return (all.first ?? []).filter { name in all.allSatisfy { $0.contains(name) } }
        case .repeated(let part): return part.required
        }
    }

    /// The literal words of each choice in it.
    var wordChoices: [[String]] {
        switch self {
        case .word, .argument, .option: return []
        case .sequence(let parts), .optional(let parts): return parts.flatMap(\.wordChoices)
        case .repeated(let part): return part.wordChoices
        case .choice(let parts):
            let words = leaves.compactMap { leaf in
                if case .word(let word) = leaf { word } else { nil }
            }
            return [words] + parts.flatMap(\.wordChoices)
        }
    }

    /// The name of an argument or option that one line could be asked for twice; nil: none.
    ///
    /// Branches of a choice may share names, since only one of them is typed.
    var doubled: String? {
        var seen: [String] = []
        return doubled(&seen)
    }

    private func doubled(_ seen: inout [String]) -> String? {
        switch self {
        case .word: return nil
        case .argument(let name): return Self.note([name], in: &seen)
        case .option(let option):
            return Self.note([option.name] + (option.value.map { [$0] } ?? []), in: &seen)
        case .sequence(let parts), .optional(let parts):
            for part in parts {
                if let name = part.doubled(&seen) { return name }
            }
            return nil
        case .choice(let parts):
            var all = seen
            for part in parts {
                var branch = seen
                if let name = part.doubled(&branch) { return name }
                all += branch.filter { !all.contains($0) }
            }
            seen = all
            return nil
        case .repeated(let part): return part.doubled(&seen)
        }
    }

    private static func note(_ names: [String], in seen: inout [String]) -> String? {
        for name in names {
            if seen.contains(name) { return name }
            seen.append(name)
        }
        return nil
    }
}

/// An option of a usage line: `--count COUNT`, or a flag, which has no value.
struct UsageOption: Sendable, Hashable {
    /// With its dashes.
    let name: String
    /// The name of its argument; nil: a flag.
    let value: String?

    /// As a usage line writes it.
    var text: String { value.map { "\(name) \($0)" } ?? name }
}
