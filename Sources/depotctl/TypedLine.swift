import DepotControl

/// A line for the playbook: handed over as it was typed, and read there.
struct TypedLine {
    private let at: String?
    private let words: [String]

    /// Words that are for this program and not for the playbook.
    private static let own = [
        "serve", "status", "help", "--help", "-h", "--version", "--generate-completion-script",
    ]

    /// - Parameter words: what was typed after `depotctl`.
    /// - Returns: nil: it is for this program.
    init?(_ words: [String]) {
        var rest = words[...]
        var at: String?
        if rest.first == "--at", rest.count > 1 {
            at = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
        } else if let first = rest.first, first.hasPrefix("--at=") {
            at = String(first.dropFirst("--at=".count))
            rest = rest.dropFirst()
        }
        guard let first = rest.first else { return nil }
        if Self.own.contains(where: { first == $0 || first.hasPrefix($0 + "=") }) { return nil }
        self.at = at
        self.words = ["depotctl"] + rest
    }

    func run() async -> Int32 {
        await Caller.ask(.line(words: words, window: Caller.window), at: at).rawValue
    }
}
