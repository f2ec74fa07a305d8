/// Flags with which a tool only shows what it would do.
///
/// A line of a playbook does the same with every flag. Without this one in the usage, a line that has
/// it is refused, and nothing is done: which is right.
extension HelpElement {
    private static let names = [
        "--dry-run", "--dryrun", "--no-dry-run", "--what-if", "--noop", "--no-op", "--simulate",
    ]

    static func isRehearsal(_ name: String) -> Bool {
        names.contains(name.lowercased().replacing("_", with: "-"))
    }

    /// The names of such flags in it.
    var rehearsals: [String] {
        switch self {
        case .positional: []
        case .option(let name, _): Self.isRehearsal(name) ? [name] : []
        case .optional(let element), .repeated(let element): element.rehearsals
        case .oneOf(let elements): elements.flatMap(\.rehearsals)
        }
    }

    /// What is left of it; nil: nothing.
    var withoutRehearsal: HelpElement? {
        switch self {
        case .positional: return self
        case .option: return rehearsals.isEmpty ? self : nil
        case .optional(let element): return element.withoutRehearsal.map { .optional($0) }
        case .repeated(let element): return element.withoutRehearsal.map { .repeated($0) }
        case .oneOf(let elements):
            let left = elements.compactMap(\.withoutRehearsal)
            return left.count > 1 ? .oneOf(left) : left.first
        }
    }
}
