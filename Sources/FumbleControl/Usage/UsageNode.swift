/// A piece of a usage line.
indirect enum UsageNode: Sendable, Hashable {
    /// A literal word, typed as it stands.
    case word(String)
    /// An argument that is told by its place.
    case argument(String)
    /// Stands anywhere in the line.
    case option(UsageOption)
    case sequence([UsageNode])
    /// Each of them may be left out by itself.
    case optional([UsageNode])
    case choice([UsageNode])
    /// Once or more.
    case repeated(UsageNode)

    /// Every word, argument and option in it, in order.
    var leaves: [UsageNode] {
        switch self {
        case .word, .argument, .option: [self]
        case .sequence(let nodes), .optional(let nodes), .choice(let nodes):
            nodes.flatMap(\.leaves)
        case .repeated(let node): node.leaves
        }
    }

    /// The options that may be typed more than once.
    func repeatable(isRepeated: Bool = false) -> [String] {
        switch self {
        case .word, .argument: []
        case .option(let option): isRepeated ? [option.name] : []
        case .sequence(let nodes), .optional(let nodes), .choice(let nodes):
            nodes.flatMap { $0.repeatable(isRepeated: isRepeated) }
        case .repeated(let node): node.repeatable(isRepeated: true)
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
        case .sequence(let nodes), .optional(let nodes):
            for node in nodes {
                if let name = node.doubled(&seen) { return name }
            }
            return nil
        case .choice(let nodes):
            var all = seen
            for node in nodes {
                var branch = seen
                if let name = node.doubled(&branch) { return name }
                all += branch.filter { !all.contains($0) }
            }
            seen = all
            return nil
        case .repeated(let node): return node.doubled(&seen)
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
