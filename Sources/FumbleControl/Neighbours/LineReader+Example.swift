import FumbleModel

extension LineReader {
    /// The shortest line of a command, its arguments filled in; nil: the playbook has no such command,
    /// or one of its arguments cannot be filled.
    ///
    /// - Parameter fill: what stands for an argument.
    package func example(
        of entry: String, filling fill: (_ name: String, LineField.Role) -> String?
    ) -> String? {
        guard let (entry, usage) = playbook.usage(of: entry) else { return nil }
        let words = usage.root.shortest { fill($0, LineField.Role(of: $0, in: entry)) }
        return words?.joined(separator: " ")
    }
}

extension Playbook {
    func usage(of name: String) -> (PlaybookEntry, Usage)? {
        for (entry, usage) in zip(entries, usages) where entry.name == name {
            guard case .success(let usage) = usage else { return nil }
            return (entry, usage)
        }
        return nil
    }
}

extension UsagePart {
    /// The words without which a line would not do; of a choice the first way.
    fileprivate func shortest(_ fill: (String) -> String?) -> [String]? {
        switch self {
        case .word(let word): return [word]
        case .argument(let name): return fill(name).map { [ShellWord.quoted($0)] }
        case .option(let option):
            guard let value = option.value else { return [option.name] }
            return fill(value).map { [option.name, ShellWord.quoted($0)] }
        case .sequence(let parts):
            var words: [String] = []
            for part in parts {
                guard let more = part.shortest(fill) else { return nil }
                words += more
            }
            return words
        case .optional: return []
        case .choice(let parts): return parts.first?.shortest(fill)
        case .repeated(let part): return part.shortest(fill)
        }
    }
}
